internal import Fetching
internal import NIOSSL

extension RTRServerTLS {
    /// Looks whether the files can be used, as they are now.
    ///
    /// - Throws: ``RTRSetupError`` that names the file that cannot be.
    public func check() throws(RTRSetupError) {
        _ = try context()
    }

    /// The NIOSSL context for the files.
    func context() throws(RTRSetupError) -> NIOSSLContext {
        let files = ServerTLSFiles(certificate: certificateFile, key: keyFile, clientAuthority: clientAuthorityFile)
        do throws(ServerTLSFiles.Fault) {
            return try files.context()
        } catch {
            throw .tls(file: error.file, reason: error.reason)
        }
    }
}
