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
    /// - Parameter now: The clock that tokens expire by.
    public func decision(
        on question: AccessQuestion, by credentials: Credentials, at now: Date
    ) -> AccessDecision {
        let (visitor, refusal) = visitor(with: credentials, at: now)
        if let refusal { return AccessDecision(visitor.principal, refusal: refusal) }
        return AccessDecision(visitor.principal, refusal: AccessPolicy.refusal(of: question, visitor.grants))
    }

    /// Who the holder of `credentials` is, and why they count as anyone, where they do.
    ///
    /// A token that is shown counts alone: who tries one on the same machine sees what it is worth elsewhere. A session counts
    /// next. One that has ended counts as none: the browser shows it without being asked.
    public func visitor(
        with credentials: Credentials, at now: Date
    ) -> (visitor: Visitor, refusal: AccessDecision.Refusal?) {
        if let text = credentials.token {
            guard let token = tokens.token(text) else { return (.anyone, .unknownToken) }
            let principal = Principal.token(token.name)
            guard now < token.expires else { return (Visitor(principal), .expiredToken) }
            return (Visitor(principal, grants: token.grants), nil)
        }
        if case .open(let session)? = credentials.session {
            let principal = Principal.user(session.account.text)
            return (Visitor(principal, grants: session.roles.sorted().grants, session: session), nil)
        }
        guard credentials.isLoopback else {
            return (.anyone, credentials.session == .ended ? .endedSession : .noCredentials)
        }
        return (Visitor(.loopback, grants: loopback), nil)
    }

    private static func refusal(of question: AccessQuestion, _ grants: [Grant]) -> AccessDecision.Refusal? {
        guard let highest = grants.highest(question.verb, question.resource) else { return .noGrant }
        return question.label <= highest ? nil : .markedHigher
    }
}
