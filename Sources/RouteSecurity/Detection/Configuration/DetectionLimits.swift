/// The limits of what a detector keeps of its input.
public struct DetectionLimits: Hashable, Sendable {
    /// Feeds.
    public var feeds = 1_000
    /// Peers of all feeds.
    public var peers = 10_000
    /// Peers of one feed.
    public var peersPerFeed = 5_000
    /// Routes that are followed one by one.
    public var trackedRoutes = 1_000_000
    /// Rightful routes to one monitored prefix and its more specifics from one peer, and
    public var routesPerPeer = 1_024
    /// routes of one incident from one peer that are followed.
    public var incidentRoutesPerPeer = 64
    /// Incidents that are kept, those that ended a while ago included.
    public var incidents = 10_000
    /// Offenders of one class and monitored prefix before the rest are one alert without an offender.
    public var offendersPerPrefix = 32
    /// Peers that an alert names.
    public var evidencePeers = 32
    /// Different prefixes of an incident that are counted.
    public var incidentPrefixes = 4_096
    /// Paths, prefixes and ROAs that an alert names, each.
    public var evidenceSamples = 16
    /// AS numbers of a path that are looked at and kept, and
    public var pathLength = 256
    /// that an alert shows.
    public var evidencePathLength = 64
    /// Incidents that an alert about several lists.
    public var campaignMembers = 64
    /// Peers that are looked at when the figures of alerts are brought up to date between two reports.
    public var refreshEffort = 500_000
    /// VRPs of own space whose changes are followed.
    public var ownPayloads = 100_000

    public init() {}
}
