internal import Access
internal import HTTPTypes
internal import SecurityEvents

/// What is said to who is refused: why, and what to do.
extension Door {
    static var notAllowed: APIError {
        APIError(.forbidden, "your address may not use this server; http.allow lists the prefixes that may")
    }

    static var onlyLoopback: APIError {
        APIError(.forbidden, "this is for programs of the same machine: ask there, and not through a proxy")
    }

    static func error(
        _ refusal: AccessDecision.Refusal, _ principal: Principal, _ question: AccessQuestion
    ) -> APIError {
        let name = "\(question.resource)"
        switch refusal {
        case .noCredentials:
            return .unauthorized(
                "to \(question.verb.rawValue) \(name) takes a token: send 'Authorization: Bearer TOKEN', or ask on the "
                    + "same machine and not through a proxy; 'atalaya config token' makes a token for http.tokens")
        case .unknownToken:
            return .unauthorized(
                "the token is not known: check it, or make another with 'atalaya config token', put its lines under "
                    + "http.tokens and send the node SIGHUP",
                fault: "invalid_token")
        case .expiredToken:
            return .unauthorized(
                "\(principal) has expired: make another with 'atalaya config token', and replace its lines under "
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
