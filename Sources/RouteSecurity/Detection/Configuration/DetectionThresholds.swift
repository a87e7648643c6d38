/// When something is worth an alert, and how long things last. Times are in seconds.
public struct DetectionThresholds: Hashable, Sendable, Codable {
    /// From the last route of an incident to its end.
    public var endDelay = 600
    /// After the end, the time in which the same incident is the same alert.
    public var reopenWithin = 86_400
    /// Between two updates of an alert, at least.
    public var updateInterval = 60
    /// How long the routes of a disconnected peer still count.
    public var resetWindow = 300
    /// A table is complete when a peer that sends no End-of-RIB has announced nothing new for so long,
    public var tableQuiet = 5
    /// or after so long in all.
    public var tableWindow = 600
    /// The share of peers below which a monitored prefix has lost visibility.
    public var visibilityShare = 0.5
    /// For so long.
    public var visibilityDelay = 1
    /// Routes of one family that make a full table, if they are also `fullTableShare` of what the largest peer has.
    public var fullTableIPv4 = 100_000
    public var fullTableIPv6 = 20_000
    public var fullTableShare = 0.75
    /// Before the certificate of the last ROA of one of our routes ends; 0 for never.
    public var roaExpiryNotice = 604_800
    /// Before the last VRP of one of our routes can no longer be trusted: its repository is not renewed; 0 for never.
    public var payloadExpiryNotice = 3_600
    /// How long what a ROA for our AS allows may be unannounced; 0 for any time.
    public var roaUnusedAfter = 2_592_000
    /// How long a feed without its own limit may send nothing.
    public var feedSilence = 300
    /// VRPs of ours of one trust anchor that disappear together, and their share, for it to be the anchor's fault.
    public var trustAnchorLoss = 3
    public var trustAnchorLossShare = 0.5
    /// Peers that have to see a route before its alert is more than low; `nil` for what the feeds of its routes ask for.
    public var minPeers: Int?
    /// An AS that has been next to ours for so long is a neighbour, though it is not configured.
    public var adjacencyAge = 604_800
    /// Incidents of one offender that begin within so long after each other are one alert; 0 for never.
    public var campaignWindow = 0

    public init() {}
}
