import Access
import Fetching
import HTTPService
import TestSupport

@testable import Node

extension ReloadObservation {
    /// Who may use the HTTP API, and with what certificate it answers.
    static let admitted: [ReloadObservation] = [
        .init("http.allow", "[192.0.2.0/24]") { try await $0.clientGets("/version") },
        .init("http.cors", "['https://portal.example.net']") { node in
            try await node.clientGets("/version", headers: ["Origin": "https://evil.example"])
        },
        .init("http.tokens", "[{name: soc, hash: '\(TokenHash(of: token))', scope: alerts, expires: 2126-01-31}]") {
            node in
            // Through a proxy, a client on this machine counts as one from elsewhere.
            try await node.clientGets(
                "/api/v1/alerts",
                headers: ["Authorization": "Bearer \(token.text)", "X-Forwarded-For": "203.0.113.9"])
        },
        .init("http.tls.certificate", "renewed.pem") { "\($0.api.certificate?.files.certificate ?? "")" },
        .init("http.tls.key", "same.key") { "\($0.api.certificate?.files.key ?? "")" },
        .init("http.tls.client-ca", "ca.pem") { "\($0.api.certificate?.files.clientAuthority ?? "none")" },
    ]

    private static let token: AccessToken = {
        var generator = SeededGenerator(7)
        return AccessToken(using: &generator)
    }()
}
