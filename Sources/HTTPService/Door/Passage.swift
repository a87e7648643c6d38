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
    /// What is to be recorded, where a grant was needed.
    let record: AccessRecord?

    init(_ route: HTTPRoute?, _ outcome: Outcome, record: AccessRecord? = nil) {
        self.route = route
        self.outcome = outcome
        self.record = record
    }
}
