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
                "The share of a trust anchor's VRPs whose loss in one refresh raises an alarm."),
            .init(
                "growth", \.growth, .number(2...1_000_000_000),
                "How many times as many VRPs as before one CA must have to raise an alarm."),
            .init(
                "growth-floor", \.growthFloor, .number(1...1_000_000_000),
                "The number of VRPs from which the growth of one CA can raise that alarm."),
            .init(
                "hold", \.hold, .boolean,
                "Whether such a loss, or what a CA that grew added, is held back until SIGUSR2."),
        ]
    }
}
