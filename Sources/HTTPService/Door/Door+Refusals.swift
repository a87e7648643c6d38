internal import Access
internal import HTTPTypes
internal import SecurityEvents

/// What is said to who is refused: why, and what to do.
extension Door {
    static var notAllowed: APIError {
        APIError(.forbidden, "this address is not allowed; http.allow lists the allowed prefixes")
    }

    static var onlyLoopback: APIError {
        APIError(.forbidden, "only programs on the node's own machine may request this, and not through a proxy")
    }

    static func error(
        _ refusal: AccessDecision.Refusal, _ principal: Principal, _ question: AccessQuestion
    ) -> APIError {
        let name = "\(question.resource)"
        switch refusal {
        case .noCredentials:
            return .unauthorized(
                "a token is required to \(question.verb.rawValue) \(name): send 'Authorization: Bearer TOKEN', or send the "
                    + "request on the node's own machine without a proxy; 'atalaya config token' creates a token for "
                    + "http.tokens")
        case .unknownToken:
            return .unauthorized(
                "unknown token: check it, or create another one with 'atalaya config token', add its lines to "
                    + "http.tokens and send SIGHUP to the node",
                fault: "invalid_token")
        case .expiredToken:
            return .unauthorized(
                "\(principal) has expired: create another one with 'atalaya config token' and replace its lines in "
                    + "http.tokens", fault: "invalid_token")
        case .noGrant:
            return APIError(
                .forbidden,
                "\(principal) may not \(question.verb.rawValue) \(name): add it to its scope under http.tokens")
        case .markedHigher:
            return APIError(
                .forbidden, "\(principal) may not \(question.verb.rawValue) \(name) marked \(question.label.rawValue)")
        }
    }
}
