public import ConfigurationKeys

extension RoutesSection {
    /// When something is worth an alert, and how long things last.
    public struct Thresholds: ConfigurationSection {
        /// From the last route of an incident to its end.
        public var endAfter = Duration.seconds(600)
        /// After the end, the time in which the same incident is the same alert.
        public var reopenWithin = Duration.seconds(86_400)
        /// Between two updates of an alert, at least.
        public var updateInterval = Duration.seconds(60)
        /// What a peer that went down had is kept that long.
        public var resetWindow = Duration.seconds(300)
        /// When a peer that does not say that its table is complete has announced nothing new for so long, it is,
        public var tableQuiet = Duration.seconds(5)
        /// or after so long in all.
        public var tableWindow = Duration.seconds(600)
        /// The share of peers, in percent, below which an own prefix has lost its visibility,
        public var visibilityShare = 50
        /// for so long.
        public var visibilityDelay = Duration.seconds(1)
        /// Before the certificate of the last ROA of an own route ends.
        public var roaExpiryNotice = Duration.seconds(604_800)
        /// Before the last VRP of an own route can no longer be trusted.
        public var payloadExpiryNotice = Duration.seconds(3600)
        /// Without a word from a live feed.
        public var feedSilence = Duration.seconds(300)
        /// Own VRPs of one trust anchor that vanish at once, and their share in percent, for it to be the anchor's fault.
        public var trustAnchorLoss = 3
        public var trustAnchorLossShare = 50

        public init() {}

        public static let keys: [ConfigurationKey<Self>] = [
            .init(
                "end-after", \.endAfter, .duration(.seconds(1) ... .seconds(604_800)),
                "From the last route of an incident to the end of its alert."),
            .init(
                "reopen-within", \.reopenWithin,
                .duration(.zero ... .seconds(2_592_000)),
                "After the end, while the same incident is the same alert."),
            .init(
                "update-interval", \.updateInterval,
                .duration(.seconds(1) ... .seconds(86_400)), "The least time between two updates of an alert."),
            .init(
                "reset-window", \.resetWindow,
                .duration(.zero ... .seconds(86_400)), "While what a peer had that went down still counts."),
            .init(
                "table-quiet", \.tableQuiet,
                .duration(.seconds(1) ... .seconds(3600)),
                "Without a new route, after which the table of a peer that sends no End-of-RIB is complete."),
            .init(
                "table-window", \.tableWindow,
                .duration(.seconds(1) ... .seconds(86_400)), "Until a peer's table is complete in any case."),
            .init(
                "visibility-share", \.visibilityShare, .share(0...100),
                "Share of peers below which an own prefix has lost its visibility; 0% for never."),
            .init(
                "visibility-delay", \.visibilityDelay,
                .duration(.zero ... .seconds(86_400)), "For how long it has to be so."),
            .init(
                "roa-expiry-notice", \.roaExpiryNotice,
                .duration(.zero ... .seconds(31_536_000)),
                "How long before the end of the last ROA of an own route it is told."),
            .init(
                "payload-expiry-notice", \.payloadExpiryNotice,
                .duration(.zero ... .seconds(2_592_000)),
                "How long before its last VRP can no longer be trusted."),
            .init(
                "feed-silence", \.feedSilence,
                .duration(.zero ... .seconds(604_800)), "Without a word from a live feed; 0s for never."),
            .init(
                "trust-anchor-loss", \.trustAnchorLoss, .number(1...1_000_000),
                "Own VRPs of one trust anchor that vanish at once for it to be the anchor's fault."),
            .init(
                "trust-anchor-loss-share", \.trustAnchorLossShare, .share(1...100),
                "Share of them that these have to be for that."),
        ]
    }
}
