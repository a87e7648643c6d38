package import NIOSSL

/// The PEM files by which a server shows who it is.
package struct ServerTLSFiles: Hashable, Sendable {
    /// The reason why one of the files cannot be used.
    package struct Fault: Error, Hashable, CustomStringConvertible {
        package let file: String
        package let reason: String

        package var description: String { "\(file): \(reason)" }
    }

    package var certificate: String
    package var key: String
    /// Where given, clients must show a certificate that one of these issued.
    package var clientAuthority: String?

    package init(certificate: String, key: String, clientAuthority: String? = nil) {
        self.certificate = certificate
        self.key = key
        self.clientAuthority = clientAuthority
    }

    /// The TLS configuration that the files give, as they are now.
    package func context() throws(Fault) -> NIOSSLContext {
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificate)
        } catch {
            throw Fault(file: certificate, reason: "could not read the certificate: \(error)")
        }
        let privateKey: NIOSSLPrivateKey
        do {
            privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
        } catch {
            throw Fault(file: key, reason: "could not read the private key: \(error)")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
        configuration.minimumTLSVersion = .tlsv12
        if let file = clientAuthority {
            do {
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file))
            } catch {
                throw Fault(file: file, reason: "could not read the CA certificates: \(error)")
            }
            configuration.certificateVerification = .noHostnameVerification
        }
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw Fault(file: certificate, reason: "\(error)")
        }
    }
}
