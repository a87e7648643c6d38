public import ConfigurationKeys

extension RPKISection {
    /// When a refresh takes away more than changes of the day do.
    public struct Alarm: ConfigurationSection {
        /// Percent of a trust anchor's VRPs.
        public var removedShare = 20
        /// How many times as many VRPs as before one CA may have.
        public var growth = 100
        /// VRPs of one CA below which its growth does not matter.
        public var growthFloor = 1_000
        /// Whether payloads of before are held until an operator lets the removal or the growth through.
        public var hold = false

        public init() {}

        public static let keys: [ConfigurationKey<Self>] = [
            .init(
                "removed-share", \.removedShare, .share(1...100),
                "Share of a trust anchor's VRPs; if one refresh removes this share or more, an alarm is raised."),
            .init(
                "growth", \.growth, .number(2...1_000_000_000),
                "Growth factor; if one CA has at least this many times as many VRPs as before, an alarm is raised."),
            .init(
                "growth-floor", \.growthFloor, .number(1...1_000_000_000),
                "Minimum number of VRPs of a CA for the growth alarm."),
            .init(
                "hold", \.hold, .boolean,
                "Hold back removals and additions that raise an alarm, until SIGUSR2 releases them."),
        ]
    }
}
