public import struct FoundationEssentials.Date

/// Permissions of all principals. Everything without a grant is refused.
public struct AccessPolicy: Hashable, Sendable {
    public var tokens: TokenTable
    /// Permissions of programs on the same machine without a token.
    public var loopback: [Grant]

    public init(tokens: TokenTable = TokenTable(), loopback: [Grant] = []) {
        self.tokens = tokens
        self.loopback = loopback
    }

    /// Whether the holder of `credentials` may do what `question` says.
    ///
    /// A token that is shown counts alone: who tries one on the same machine sees what it is worth elsewhere.
    ///
    /// - Parameter now: The clock that tokens expire by.
    public func decision(
        on question: AccessQuestion, by credentials: Credentials, at now: Date
    ) -> AccessDecision {
        if let text = credentials.token {
            guard let token = tokens.token(text) else { return AccessDecision(.anyone, refusal: .unknownToken) }
            let principal = Principal.token(token.name)
            guard now < token.expires else { return AccessDecision(principal, refusal: .expiredToken) }
            return AccessDecision(principal, refusal: AccessPolicy.refusal(of: question, token.grants))
        }
        guard credentials.isLoopback else { return AccessDecision(.anyone, refusal: .noCredentials) }
        return AccessDecision(.loopback, refusal: AccessPolicy.refusal(of: question, loopback))
    }

    private static func refusal(of question: AccessQuestion, _ grants: [Grant]) -> AccessDecision.Refusal? {
        let fitting = grants.filter { $0.resource == question.resource && $0.verb == question.verb }
        if fitting.isEmpty { return .noGrant }
        return fitting.contains { question.label <= $0.highest } ? nil : .markedHigher
    }
}
