public import ConfigurationKeys

/// A server's TLS listeners; none when `listen` is empty.
public protocol ServerTLS: ConfigurationSection {
    /// The section's name in the configuration: `http.tls`.
    static var name: String { get }

    var listen: [ListenAddress] { get }
    /// The path of a PEM file: the server's certificate and its chain.
    var certificate: String? { get set }
    /// The path of a PEM file.
    var key: String? { get set }
    /// The path of a PEM file; when set, clients must have a certificate from it.
    var clientCA: String? { get set }
}

extension ServerTLS {
    /// The keys of the files, which follow SIGHUP.
    static var files: [ConfigurationKey<Self>] {
        [
            .init(
                "certificate", \.certificate, ValueKind.path.optional(),
                "Server certificate with its chain (PEM file)."),
            .init("key", \.key, ValueKind.path.optional(), "Private key of the certificate (PEM file)."),
            .init(
                "client-ca", \.clientCA, ValueKind.path.optional(),
                "CA certificates (PEM file); if set, clients must have a certificate from one of these CAs."),
        ]
    }

    public func check(_ rules: inout ConfigurationRules) {
        if listen.isEmpty {
            let files = [("certificate", certificate), ("key", key), ("client-ca", clientCA)]
            let idle = files.filter { $0.1 != nil }.map(\.0)
            if !idle.isEmpty { rules.warn(idle + ["listen"], "has no effect: \(Self.name).listen is empty") }
            return
        }
        for (name, path) in [("certificate", certificate), ("key", key)] where path == nil {
            rules.refuse(["listen", name], "\(Self.name).\(name) is missing")
        }
    }

    public func read(_ files: inout ConfigurationFiles) {
        if let certificate { files.checkCertificates(certificate, "certificate") }
        if let key { files.checkPrivateKey(key, "key") }
        if let clientCA { files.checkCertificates(clientCA, "client-ca") }
        guard let certificate, let key, !files.hasError(at: "certificate", "key") else { return }
        if let fault = TLSFiles.fault(certificate: certificate, key: key) {
            files.report(.invalidFile, "key", "cannot use \(certificate) with \(key): \(fault)")
        }
    }
}
