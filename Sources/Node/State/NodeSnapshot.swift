public import struct FoundationEssentials.Date

/// State of a node at one moment.
public struct NodeSnapshot: Sendable {
    public var version: String
    public var started: Date
    public var session: UInt64
    /// `nil` while there are no payloads.
    public var served: ServedPayloads?
    /// The last run that gave payloads.
    public var lastRun: RunSummary?
    /// The last run of all, when it gave none.
    public var failedRun: RunSummary?
    /// The next refresh.
    public var nextRefresh: Date?
    /// By URI.
    public var repositories: [RepositoryState] = []
    /// By address.
    public var sessions: [RouterConnection] = []
    /// Number of sessions, including those that are not listed.
    public var sessionCount = 0
    public var routers = RouterStatistics()
    /// By address, of routers that left too.
    public var routerFigures: [RouterFigures] = []
    /// The oldest first.
    public var alarms: [Alarm] = []
    public var limits = LimitTally()
    /// What the last run did not accept, one by one.
    var rejections: RejectionList?
    /// `nil` where this node does not monitor routes.
    public var watch: WatchState?
    public var freshness: Freshness
    /// Whether payloads are expected: the RPKI is validated.
    public var expectsPayloads = true
    /// Number of past versions for which `json-delta` has the changes.
    public var deltas = 0

    /// Rejections of the last run, including a failed run.
    public var rejectionTally: RejectionTally {
        failedRun.flatMap { $0.hasWalked ? $0.rejections : nil } ?? lastRun?.rejections ?? RejectionTally()
    }

    /// The trust anchors as the last run found them, also where it gave no payloads.
    public var trustAnchors: [TrustAnchorState] {
        failedRun.flatMap { $0.hasWalked ? $0.trustAnchors : nil } ?? lastRun?.trustAnchors ?? []
    }
}
