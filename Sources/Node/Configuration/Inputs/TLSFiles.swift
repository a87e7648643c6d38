internal import FoundationEssentials
internal import NIOSSL

/// The files of a server's TLS, tried together.
enum TLSFiles {
    /// The reason why the certificate at one path and the key at the other cannot be used for a server; `nil` when
    /// they can.
    static func fault(certificate: String, key: String) -> String? {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate)
            let key = try NIOSSLPrivateKey(file: key, format: .pem)
            _ = try NIOSSLContext(
                configuration: .makeServerConfiguration(
                    certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)))
            return nil
        } catch NIOSSLError.failedToLoadPrivateKey {
            return "the key is damaged, or belongs to another certificate"
        } catch NIOSSLError.failedToLoadCertificate {
            return "the certificate is damaged"
        } catch {
            return "TLS cannot use the certificate and key"
        }
    }

    /// When the first of the certificates in the file at `path` ends; `nil` where there are none.
    static func end(certificates path: String) -> Date? {
        let chain = (try? NIOSSLCertificate.fromPEMFile(path)) ?? []
        return chain.map(\.notValidAfter).min().map { Date(timeIntervalSince1970: TimeInterval($0)) }
    }

    /// The reason why the file at `path` gives no certificates; `nil` when it does.
    static func fault(certificates path: String) -> String? {
        do {
            return try NIOSSLCertificate.fromPEMFile(path).isEmpty ? "the file contains no certificate" : nil
        } catch {
            return "the file contains a damaged certificate"
        }
    }
}
