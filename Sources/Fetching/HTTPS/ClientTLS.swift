package import AsyncHTTPClient
internal import NIOCore
package import NIOSSL

/// The TLS settings of every HTTPS client.
package enum ClientTLS {
    /// TLS 1.2 or later; the system's authorities and those of `files`.
    ///
    /// - Parameter files: PEM files of certificates.
    /// - Throws: ``FetchError`` that names the file that cannot be used.
    package static func configuration(trusting files: [String]) throws(FetchError) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let roots = systemRoots { tls.trustRoots = .certificates(roots) }
        for file in files {
            do {
                tls.additionalTrustRoots.append(.certificates(try NIOSSLCertificate.fromPEMFile(file)))
            } catch {
                throw FetchError(.options, file, "not a PEM file of certificates, or not readable")
            }
        }
        return tls
    }

    /// The system's authorities, read once for all clients.
    private static let systemRoots: [NIOSSLCertificate]? = {
        let files = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"]
        return files.lazy.compactMap { try? NIOSSLCertificate.fromPEMFile($0) }.first { !$0.isEmpty }
    }()
}

extension HTTPClient.Configuration {
    /// HTTP/1.1 without redirects, and without attempts of the client's own: its user decides when to try again.
    ///
    /// - Parameter host: The host that the server's certificate has to name.
    init(to host: String? = nil, tls: TLSConfiguration) {
        self.init(tlsConfiguration: tls, redirectConfiguration: .disallow)
        httpVersion = .http1Only
        connectionPool.retryConnectionEstablishment = false
        if let host { expect(host) }
    }

    mutating func expect(_ host: String) {
        let identity = ServerIdentity(host: host)
        http1_1ConnectionDebugInitializer = { identity.check($0) }
    }
}

extension HTTPClient {
    /// A client of one host that the operator names: for streams, and for what is sent.
    ///
    /// - Parameters:
    ///   - host: The host that the server's certificate has to name.
    ///   - connect: Until there is a connection.
    ///   - read: Without an octet from the server; `nil` for no limit.
    package static func client(
        of host: String, tls: TLSConfiguration, connect: Duration, read: Duration? = nil
    ) -> HTTPClient {
        var configuration = Configuration(to: host, tls: tls)
        configuration.timeout.connect = TimeAmount(connect)
        configuration.timeout.read = read.map { TimeAmount($0) }
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}
