public import struct FoundationEssentials.Date

/// All that a node knows of itself at a moment.
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
    /// How many sessions there are, also when not all are listed.
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
    /// Whether payloads are to be had: the RPKI is validated.
    public var expectsPayloads = true
    /// How many differences `json-delta` can start from.
    public var deltas = 0

    /// What the last run did not accept, also where it gave no payloads.
    public var rejectionTally: RejectionTally {
        failedRun.flatMap { $0.hasWalked ? $0.rejections : nil } ?? lastRun?.rejections ?? RejectionTally()
    }

    /// The trust anchors as the last run found them, also where it gave no payloads.
    public var trustAnchors: [TrustAnchorState] {
        failedRun.flatMap { $0.hasWalked ? $0.trustAnchors : nil } ?? lastRun?.trustAnchors ?? []
    }
}
