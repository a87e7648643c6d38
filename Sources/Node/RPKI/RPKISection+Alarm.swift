public import ConfigurationKeys

extension RPKISection {
    /// Thresholds for alarms about unusual changes in a refresh.
    public struct Alarm: ConfigurationSection {
        /// Share of a trust anchor's VRPs whose removal raises an alarm, percent.
        public var removedShare = 20
        /// Growth factor of the VRPs of one CA that raises an alarm.
        public var growth = 100
        /// Minimum number of VRPs of a CA for the growth alarm.
        public var growthFloor = 1_000
        /// True if such removals and additions are held back until an operator releases them.
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
