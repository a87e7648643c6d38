internal import ConfigurationKeys

extension ConfigurationFiles {
    /// The most octets of a file of PEM.
    private static let pemOctets = 1 << 22

    /// Reports a problem unless the file at `path` has certificates that TLS can use.
    mutating func checkCertificates(_ path: String, _ key: String) {
        check(path, ["CERTIFICATE"], key)
        // TLS reads what is in the blocks, too.
        guard !hasError(at: key) else { return }
        if let fault = TLSFiles.fault(certificates: path) { report(.invalidFile, key, "\(path): \(fault)") }
    }

    /// Reports a problem unless the file at `path` has a private key.
    mutating func checkPrivateKey(_ path: String, _ key: String) {
        check(path, ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"], key)
    }

    private mutating func check(_ path: String, _ labels: [String], _ key: String) {
        _ = decoded(path, key, limit: Self.pemOctets) { (octets) throws(PEMBlocks.Failure) in
            try PEMBlocks(octets, labels: labels)
        }
    }
}
