public import BGPMessages
public import ValidatedPayloads

/// Says of routes, payloads and feeds what is wrong with them, as alerts that have a life.
///
/// It opens no socket and asks no clock. What happens is told to it, and each call gives the changes of alerts that follow from
/// it. `advance(to:)` moves its clock; call it at `nextDeadline`, or when a route is later than that.
///
/// ```swift
/// var detector = RouteDetector(configuration, payloads: payloads, at: now)
/// let feed = detector.addFeed("rrc00")
/// for event in events {
///     for change in detector.receive(event, feed: feed) { report(change) }
/// }
/// ```
public struct RouteDetector: Sendable {
    /// What moves the clock.
    public enum Clock: Hashable, Sendable {
        /// `advance(to:)` alone: live feeds. A route with another time is taken to have come now.
        case external
        /// The times of routes too: files. They never move it back, and a leap of a day only when a second route confirms it.
        case routes
    }
}

extension RouteDetector {
    public init(
        _ configuration: DetectionConfiguration, payloads: PayloadSet? = nil, at time: BGPTime,
        clock: Clock = .external,
        limits: DetectionLimits = DetectionLimits()
    ) {}

    /// The moment by which `advance(to:)` should be called, if any.
    public var nextDeadline: BGPTime? { nil }

    /// All alerts that are kept, ended ones too, in the order in which they were raised.
    public var alerts: [RouteAlert] { [] }
    public var statistics: DetectionStatistics { DetectionStatistics() }

    /// Begins a feed, or finds the one of this name again.
    ///
    /// - Parameter silentAfter: Seconds without a word after which it is called silent; `nil` for the threshold of all, 0 for
    ///   never, as with files.
    public mutating func addFeed(_ name: String, silentAfter: Int? = nil) -> FeedID { FeedID(index: 0) }

    public mutating func receive(_ event: RouteEvent, feed: FeedID) -> [AlertChange] { [] }
    public mutating func peerUp(_ peer: BGPPeer, feed: FeedID) -> [AlertChange] { [] }
    public mutating func peerDown(_ peer: BGPPeer, feed: FeedID) -> [AlertChange] { [] }
    /// The peer has announced all that it has: End-of-RIB (RFC 4724).
    public mutating func endOfTable(_ peer: BGPPeer, feed: FeedID) -> [AlertChange] { [] }
    /// All peers of the feed have: the end of a table dump.
    public mutating func endOfTable(feed: FeedID) -> [AlertChange] { [] }
    /// The feed is connected, or has shown that it lives.
    public mutating func feedAlive(_ feed: FeedID) -> [AlertChange] { [] }
    /// The connection is lost: its peers are down; whether it is silent shows with time.
    public mutating func feedDown(_ feed: FeedID) -> [AlertChange] { [] }
    /// The feed has come to its end, as a file does: it is not silent, and what its peers had stays.
    public mutating func feedEnded(_ feed: FeedID) -> [AlertChange] { [] }

    /// Takes over newly validated payloads and looks at all routes again.
    public mutating func update(payloads: PayloadSet) -> [AlertChange] { [] }
    /// Takes over another configuration and looks at all routes again.
    public mutating func update(configuration: DetectionConfiguration) -> [AlertChange] { [] }
    /// Moves the clock. A time before the present one is a clock that was set back: nothing falls due by that.
    public mutating func advance(to time: BGPTime) -> [AlertChange] { [] }
    /// Raises an alert of class `test` about `prefix`; it ends like any other.
    public mutating func raiseTest(_ subject: AlertSubject) -> [AlertChange] { [] }
}

extension RouteDetector {
    /// What a restart needs so that nothing is said twice or forgotten.
    public struct Snapshot: Hashable, Sendable, Codable {}

    public var snapshot: Snapshot { Snapshot() }

    /// Goes on from `snapshot`: incidents wait for their routes to be announced again, for as long as a reset may take.
    public init(
        _ configuration: DetectionConfiguration, continuing snapshot: Snapshot, payloads: PayloadSet? = nil,
        at time: BGPTime, clock: Clock = .external, limits: DetectionLimits = DetectionLimits()
    ) {}
}
