import FoundationEssentials

@testable import Node

/// What tests say to the states of services, together.
extension NodeState {
    func serve(_ served: ServedPayloads, session: UInt64? = nil) { payloads.serve(served, session: session) }

    func withdraw() { payloads.withdraw() }

    func current(at now: Date) -> VersionedPayloads? { payloads.current(at: now) }

    func freshness(at now: Date) -> Freshness { payloads.freshness(at: now) }

    func update(staleAfter: Double) { payloads.update(staleAfter: staleAfter) }

    func waitForChange(of version: PayloadVersion?) async -> Bool { await payloads.waitForChange(of: version) }

    func update(repositories: [RepositoryState]) { rpki.update(repositories: repositories) }

    func record(_ run: RunSummary, nextRefresh: Date? = nil) { rpki.record(run, nextRefresh: nextRefresh) }

    func update(sessions: [RouterConnection], statistics: RouterStatistics = RouterStatistics()) {
        routers.update(sessions: sessions, statistics: statistics)
    }

    func update(watch: WatchState) { routes.update(watch: watch) }

    func raise(_ alarm: Alarm) { alarms.raise(alarm) }

    func clear(alarm kind: String, subject: String) { alarms.clear(alarm: kind, subject: subject) }

    func reached(limit: StaticString, _ message: String, count: UInt64 = 1, at now: Date) {
        alarms.reached(limit: limit, message, count: count, at: now)
    }
}
