public import BGPMessages

/// The time that scores are for: from its start up to, and without, its end.
public struct ReadinessPeriod: Hashable, Sendable {
    public let start: BGPTime
    public let end: BGPTime

    /// The period, or `nil` where `end` is not after `start`.
    public init?(_ start: BGPTime, _ end: BGPTime) {
        guard start < end else { return nil }
        self.start = start
        self.end = end
    }

    public func contains(_ time: BGPTime) -> Bool {
        start <= time && time < end
    }
}
