/// The tokens that are known.
public struct TokenTable: Hashable, Sendable {
    private let tokens: [RegisteredToken]

    public init(_ tokens: [RegisteredToken] = []) {
        self.tokens = tokens
    }

    /// The token with this text; `nil` when none is known.
    ///
    /// Every known hash is compared, so that the time says nothing about which one is near.
    public func token(_ text: String) -> RegisteredToken? {
        guard let shown = AccessToken(text).map(TokenHash.init(of:)) else { return nil }
        var found: RegisteredToken?
        for token in tokens where token.hash == shown { found = found ?? token }
        return found
    }
}
