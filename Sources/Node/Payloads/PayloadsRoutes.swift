internal import HTTPService
internal import ValidatedPayloads

/// The paths of payloads, of their changes, and of what they say about routes.
struct PayloadsRoutes: Sendable {
    let state: PayloadsState
    let tools: RouteTools
    let cache: BodyCache<VersionedPayloads>
    /// Places for requests that wait for the next serial.
    let waiting: Slots<ClientAddress>

    init(state: PayloadsState, tools: RouteTools) {
        self.state = state
        self.tools = tools
        cache = BodyCache(workers: tools.answers.workers, keptOctets: tools.limits.http.keptOctets)
        waiting = Slots(
            limit: tools.limits.waiting, "waiting", perClient: tools.limits.waitingPerAddress, "waitingPerAddress",
            onLimit: tools.onLimit)
    }

    var answers: AnswerMaker { tools.answers }

    var limits: APILimits { tools.limits }

    /// The payloads that are served now.
    ///
    /// - Throws: `APIError` with status 503 when there is nothing.
    func currentPayloads() throws(APIError) -> VersionedPayloads { try state.serving(at: tools.clock()) }

    /// All of them, in the order of the description.
    var all: ModuleRoutes {
        ModuleRoutes(
            .payloads, validityRoutes + payloadRoutes + deltaRoutes, PayloadsRoutes.validityComponents,
            PayloadsRoutes.payloadComponents, PayloadsRoutes.deltaComponents)
    }
}
