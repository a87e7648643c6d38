internal import Access

/// What the door decided about a request.
struct Passage {
    enum Outcome {
        case admitted(HTTPRoute.Operation)
        case refused(APIError)
    }

    /// `nil` where there is no such path.
    let route: HTTPRoute?
    let outcome: Outcome
    /// Where it comes from, and who from.
    var source = RequestSource(address: nil, isSecure: false, isLoopback: false)
    var visitor = Visitor.anyone
    /// Whether other credentials could help.
    var asksForCredentials = false
    /// What is to be recorded, where a grant was needed.
    var record: AccessRecord?

    init(_ route: HTTPRoute?, _ outcome: Outcome) {
        self.route = route
        self.outcome = outcome
    }
}
