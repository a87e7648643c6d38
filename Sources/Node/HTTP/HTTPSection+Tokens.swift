public import Access
public import ConfigurationKeys

public import struct FoundationEssentials.Date

extension HTTPSection {
    /// A configured token: its hash, not the token itself.
    public struct Token: Hashable, Sendable {
        public let name: String
        public let hash: TokenHash
        public let scope: [TokenScope]
        /// The first moment at which it is not valid.
        public let expires: Date
    }

    public var listenAddresses: [(key: String, addresses: [ListenAddress])] {
        [("listen", listen), ("tls.listen", tls.listen)]
    }

    public func check(_ rules: inout ConfigurationRules) {
        for (index, token) in tokens.enumerated() {
            for other in tokens[..<index] where other.name == token.name || other.hash == token.hash {
                rules.refuse(
                    ["tokens"], at: rules.element(index, of: "tokens"),
                    "another token has the same \(other.name == token.name ? "name \(token.name)" : "hash")")
            }
        }
        if !tokens.isEmpty, let address = listen.first(where: { !$0.isLoopback }) {
            rules.warn(
                ["tokens", "listen"],
                "anyone who sees the traffic to \(address) can read the tokens: use http.tls.listen for \(address)")
        }
        rules.part("tls", tls)
    }

    public func read(_ files: inout ConfigurationFiles) {
        files.part("tls", tls)
    }
}
