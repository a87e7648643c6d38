internal import Access
internal import ConfigurationKeys
internal import Fetching
package import HTTPService
internal import SecurityEvents

extension HTTPSection {
    /// Who may use the HTTP API. Programs of the same machine may read alerts without a token.
    package var rules: DoorRules {
        var rules = DoorRules()
        rules.policy = AccessPolicy(
            tokens: TokenTable(
                tokens.map { token in
                    RegisteredToken(
                        name: token.name, hash: token.hash, grants: token.scope.map(\.grant), expires: token.expires)
                }), loopback: TokenScope.allCases.map(\.grant))
        rules.allowed = allow
        rules.proxies = trustedProxies
        rules.origins = cors.contains("*") ? .any : .origins(Set(cors))
        return rules
    }

    var listeners: [HTTPListener] {
        listen.map { HTTPListener(host: $0.host, port: $0.port) }
            + tls.listen.map { HTTPListener(host: $0.host, port: $0.port, isTLS: true) }
    }
}

extension ServerTLS {
    /// The files of a server that listens; `nil` where it does not.
    var files: ServerTLSFiles? {
        guard !listen.isEmpty, let certificate, let key else { return nil }
        return ServerTLSFiles(certificate: certificate, key: key, clientAuthority: clientCA)
    }
}

extension TokenScope {
    /// What it permits.
    fileprivate var grant: Grant {
        switch self {
        case .alerts: Grant(.read, .alerts, upTo: .red)
        }
    }
}
