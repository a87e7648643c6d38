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

    static var foreignForm: APIError {
        APIError(
            .forbidden, "the form was not sent from a page of this node: open the page again, and send it from there")
    }

    /// Whether a request that is refused gets a page.
    func isPage(_ request: DoorRequest, _ route: HTTPRoute?) -> Bool {
        route.map { $0.kind == .page } ?? (table.hasPages && request.acceptsPages)
    }

    /// The answer that a request gets in place of what it asked for.
    func refusal(_ error: APIError, _ request: DoorRequest, _ passage: Passage) -> ShortAnswer {
        guard isPage(request, passage.route) else { return error.answer }
        if passage.asksForCredentials, request.method == .get || request.method == .head {
            return pages.login(for: request)
        }
        return page(about: error, request, passage)
    }

    func page(about error: APIError, _ request: DoorRequest, _ passage: Passage) -> ShortAnswer {
        var request = request
        request.visitor = passage.visitor
        return pages.error(error, request)
    }

    /// The answer to a form that was not taken, with its fields; `nil` where there is no page for that.
    func interrupted(
        _ interruption: PageAnswers.Interruption, _ form: FormFields, _ request: DoorRequest, _ passage: Passage
    ) -> ShortAnswer? {
        guard let interrupted = pages.interrupted else { return nil }
        var request = request
        request.visitor = passage.visitor
        return interrupted(interruption, form, request)
    }

    /// - Parameter hasAccounts: Whether programs of the same machine have to prove who they are.
    static func error(
        _ refusal: AccessDecision.Refusal, _ principal: Principal, _ question: AccessQuestion,
        _ hasAccounts: Bool = false
    ) -> APIError {
        let name = "\(question.resource)"
        switch refusal {
        case .noCredentials, .endedSession:
            return .unauthorized(
                "a token is required to \(question.verb.rawValue) \(name): send 'Authorization: Bearer TOKEN', "
                    + (hasAccounts
                        ? "or log in to the console" : "or send the request on the node's own machine without a proxy")
                    + "; 'atalaya config token' creates a token for http.tokens")
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
            if case .user = principal {
                return APIError(
                    .forbidden,
                    "\(principal) may not \(question.verb.rawValue) \(name): an administrator can add a role that may")
            }
            return APIError(
                .forbidden,
                "\(principal) may not \(question.verb.rawValue) \(name): add it to its scope under http.tokens")
        case .markedHigher:
            return APIError(
                .forbidden, "\(principal) may not \(question.verb.rawValue) \(name) marked \(question.label.rawValue)")
        case .foreignForm:
            return foreignForm
        case .wrongPassword, .unknownLink, .tooManyTries:
            // Those of logins, which no route is refused for.
            return APIError(.forbidden, "the login was refused")
        }
    }
}
