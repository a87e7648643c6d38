internal import HTTPService
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// Which path gives what.
struct APIRoutes: Sendable {
    let state: NodeState
    let metricNames: MetricNames
    let limits: APILimits
    let usage: @Sendable () -> ProcessUsage?
    let clock: @Sendable () -> Date
    let answers: AnswerMaker
    let cache: BodyCache<PublishedPayloads>
    /// Places for requests that wait for the next serial.
    let waiting: Slots

    init(
        state: NodeState, metricNames: MetricNames, limits: APILimits, usage: @escaping @Sendable () -> ProcessUsage?,
        clock: @escaping @Sendable () -> Date
    ) {
        self.state = state
        self.metricNames = metricNames
        self.limits = limits
        self.usage = usage
        self.clock = clock
        let onLimit: @Sendable (StaticString, String) -> Void = { name, message in
            state.alarms.reached(limit: name, message, at: clock())
        }
        answers = AnswerMaker(limits: limits.http, clock: clock, onLimit: onLimit)
        cache = BodyCache(workers: answers.workers, keptOctets: limits.http.keptOctets)
        waiting = Slots(
            limit: limits.waiting, "waiting", perClient: limits.waitingPerAddress, "waitingPerAddress",
            onLimit: onLimit)
    }

    /// Every route, in the order of the description.
    var all: [HTTPRoute] {
        let routes =
            validityRoutes + payloadRoutes + deltaRoutes + validationRoutes + statusRoutes + alertRoutes + healthRoutes
        return routes + [descriptionRoute(after: routes)]
    }
}

extension APIRoutes {
    /// What is served now.
    ///
    /// - Throws: `APIError` with status 503 when there is nothing.
    func published() throws(APIError) -> PublishedPayloads {
        guard let published = state.payloads.published(at: clock()) else {
            let reason =
                switch state.payloads.freshness(at: clock()) {
                case .expired: "the payloads have expired and are not served"
                case .absent, .current, .stale:
                    state.rpki.snapshot.failedRun?.error.map { "no payloads yet; the last run failed: \($0)" }
                        ?? "no payloads yet; initial validation is under way"
                }
            throw .unavailable(reason, retryAfter: 30)
        }
        return published
    }
}
