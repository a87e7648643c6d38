package import Fetching
internal import NIOSSL
internal import Synchronization

/// What new connections are encrypted with. It may be replaced while the server runs, as when a certificate was renewed.
package final class CurrentCertificate: Sendable {
    private let current: Mutex<(files: ServerTLSFiles, context: NIOSSLContext)>

    /// - Throws: Where the files cannot be used.
    package init(_ files: ServerTLSFiles) throws(ServerTLSFiles.Fault) {
        current = Mutex((files, try files.context()))
    }

    /// Reads the files again, or others. Where they cannot be used, the certificate of before stays.
    package func use(_ files: ServerTLSFiles) throws(ServerTLSFiles.Fault) {
        let context = try files.context()
        current.withLock { $0 = (files, context) }
    }

    /// The files that are in use.
    package var files: ServerTLSFiles { current.withLock { $0.files } }

    var context: NIOSSLContext { current.withLock { $0.context } }
}
