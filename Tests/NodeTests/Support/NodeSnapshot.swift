import FoundationEssentials

@testable import Node

/// All that a node knows of itself at a moment.
struct NodeSnapshot: Sendable {
    var version: String
    var started: Date
    var session: UInt64
    /// `nil` while there are no payloads.
    var served: ServedPayloads?
    /// The last run that gave payloads.
    var lastRun: RunSummary?
    /// The last run of all, when it gave none.
    var failedRun: RunSummary?
    /// The next refresh.
    var nextRefresh: Date?
    /// By URI.
    var repositories: [RepositoryState] = []
    /// By address.
    var sessions: [RouterConnection] = []
    /// How many sessions there are, also when not all are listed.
    var sessionCount = 0
    var routers = RouterStatistics()
    /// By address, of routers that left too.
    var routerFigures: [RouterFigures] = []
    /// The oldest first.
    var alarms: [Alarm] = []
    var limits = LimitTally()
    /// What the last run did not accept, one by one.
    var rejections: RejectionList?
    /// `nil` where no routes are watched.
    var watch: WatchState?
    var freshness: Freshness
    /// Whether payloads are to be had: the RPKI is validated.
    var expectsPayloads = true
    /// How many differences `json-delta` can start from.
    var deltas = 0
}
