/// What a detector has done and what it could not keep.
public struct DetectionStatistics: Hashable, Sendable, Codable {
    /// Announcements and withdrawals received.
    public var events = 0
    /// Of those, about monitored prefixes or with an own AS in the path.
    public var relevant = 0
    /// From excluded peers.
    public var excluded = 0
    /// From peers, or feeds, beyond the limit.
    public var ignoredPeers = 0
    /// Peers that were forgotten before their time, to make room for those of other feeds.
    public var displacedPeers = 0
    /// Feeds beyond the limit.
    public var ignoredFeeds = 0
    /// Routes that are followed now.
    public var trackedRoutes = 0
    /// Routes that could not be followed, by the limits.
    public var untrackedRoutes = 0
    /// Incidents that could not be kept, by the limit.
    public var droppedIncidents = 0
    /// Peers known, and of those up.
    public var peers = 0
    public var peersUp = 0
    public var fullTablePeersIPv4 = 0
    public var fullTablePeersIPv6 = 0

    public init() {}
}
