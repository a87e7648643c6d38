public import ConfigurationKeys

/// A server's TLS listeners; none when `listen` is empty.
public protocol ServerTLS: ConfigurationSection {
    /// The section's name in the configuration: `http.tls`.
    static var name: String { get }

    var listen: [ListenAddress] { get }
    /// The path of a PEM file: the server's certificate and its chain.
    var certificate: String? { get }
    /// The path of a PEM file.
    var key: String? { get }
    /// The path of a PEM file; when set, clients must have a certificate from it.
    var clientCA: String? { get }
}

extension ServerTLS {
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
