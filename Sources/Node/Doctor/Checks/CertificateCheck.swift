internal import FoundationEssentials
internal import NumberResources
internal import TextFormats

/// Whether the certificates with which the node serves TLS can be used, and for how long.
struct CertificateCheck {
    struct Server: Hashable {
        /// Its section of the configuration: `http.tls`.
        let name: String
        let certificate: String
        let key: String
        /// The end of the first certificate of the chain that ends; `nil` where the file cannot be read.
        let expires: Date?
        /// Whether other users may read the key.
        let isKeyOpen: Bool
        /// Why certificate and key cannot be used together.
        let problems: [String]
    }

    let now: Date
    let servers: [Server]

    /// Seconds before the end from which a certificate is to be renewed.
    static let notice = 14.0 * 86_400

    var findings: [DoctorFinding] {
        if servers.isEmpty { return [.good(.tls, "TLS is not used (http.tls.listen and rtr.tls.listen are empty)")] }
        return servers.flatMap(findings)
    }

    private func findings(_ server: Server) -> [DoctorFinding] {
        let refused = "clients of \(server.name) refuse the connection"
        var findings = server.problems.map { problem in
            DoctorFinding.wrong(
                .tls, problem, breaks: "the node does not start",
                remedy:
                    "openssl x509 -in \(server.certificate) -noout -subject -dates; openssl pkey -in \(server.key) -noout"
            )
        }
        if let expires = server.expires {
            let days = Int(saturating: (expires.timeIntervalSince(now) / 86_400).rounded(.down))
            if expires <= now {
                findings.append(
                    .wrong(
                        .tls, "\(server.certificate) expired at \(RFC3339(expires))", breaks: refused,
                        remedy: "renew it, then: systemctl reload atalaya"))
            } else if expires.timeIntervalSince(now) < CertificateCheck.notice {
                findings.append(
                    .wrong(
                        .tls, "\(server.certificate) expires in \(days) \(days == 1 ? "day" : "days")",
                        breaks: "from \(RFC3339(expires)) on, \(refused)",
                        remedy: "renew it, then: systemctl reload atalaya"))
            } else if findings.isEmpty {
                findings.append(.good(.tls, "\(server.name): the certificate is valid for \(days) days"))
            }
        }
        if server.isKeyOpen {
            findings.append(
                .wrong(
                    .tls, "\(server.key): every user of this machine may read the private key",
                    breaks: "other users can pretend to be this node", remedy: "chmod 0640 \(server.key)"))
        }
        return findings
    }
}
