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
        /// How long routes of a disconnected peer still count.
        public var resetWindow = Duration.seconds(300)
        /// When a peer that does not say that its table is complete has announced nothing new for so long, it is,
        public var tableQuiet = Duration.seconds(5)
        /// or after so long in all.
        public var tableWindow = Duration.seconds(600)
        /// The share of peers, in percent, below which a monitored prefix has lost its visibility,
        public var visibilityShare = 50
        /// for so long.
        public var visibilityDelay = Duration.seconds(1)
        /// Notice before the certificate of the last ROA of a monitored route expires.
        public var roaExpiryNotice = Duration.seconds(604_800)
        /// Notice before the last VRP of a monitored route expires.
        public var payloadExpiryNotice = Duration.seconds(3600)
        /// Without a word from a live feed.
        public var feedSilence = Duration.seconds(300)
        /// Number of our VRPs of one trust anchor, and their share in percent, that must disappear together to blame the
        /// trust anchor.
        public var trustAnchorLoss = 3
        public var trustAnchorLossShare = 50
        /// Peers that have to see a route before its alert is more than low; `nil`: one of our routers, two of a collector.
        public var minPeers: Int?
        /// An AS that has been next to ours for so long is a neighbour, though it is not configured.
        public var adjacencyAge = Duration.seconds(604_800)
        /// Incidents of one offender that begin within so long after each other are one alert.
        public var campaignWindow = Duration.seconds(600)

        public init() {}

        public static let keys: [ConfigurationKey<Self>] = [
            .init(
                "end-after", \.endAfter, .duration(.seconds(1) ... .seconds(604_800)),
                "Time from the last route of an incident to the end of its alert."),
            .init(
                "reopen-within", \.reopenWithin,
                .duration(.zero ... .seconds(2_592_000)),
                "Time after the end of an alert in which the same incident reopens it."),
            .init(
                "update-interval", \.updateInterval,
                .duration(.seconds(1) ... .seconds(86_400)), "Shortest time between two updates of an alert."),
            .init(
                "reset-window", \.resetWindow,
                .duration(.zero ... .seconds(86_400)), "How long routes of a disconnected peer still count."),
            .init(
                "table-quiet", \.tableQuiet,
                .duration(.seconds(1) ... .seconds(3600)),
                "For a peer that sends no End-of-RIB: time without a new route after which its table counts as complete."
            ),
            .init(
                "table-window", \.tableWindow,
                .duration(.seconds(1) ... .seconds(86_400)),
                "Time after which the table of a peer counts as complete in any case."),
            .init(
                "visibility-share", \.visibilityShare, .share(0...100),
                "Share of peers below which a monitored prefix has lost visibility; 0%: never."),
            .init(
                "visibility-delay", \.visibilityDelay,
                .duration(.zero ... .seconds(86_400)), "How long visibility must be below the threshold."),
            .init(
                "roa-expiry-notice", \.roaExpiryNotice,
                .duration(.zero ... .seconds(31_536_000)),
                "Notice before the last ROA of a monitored route expires."),
            .init(
                "payload-expiry-notice", \.payloadExpiryNotice,
                .duration(.zero ... .seconds(2_592_000)),
                "Notice before the last VRP of a monitored route expires."),
            .init(
                "feed-silence", \.feedSilence,
                .duration(.zero ... .seconds(604_800)),
                "Time without data from a live feed after which it is reported as silent; 0s: never."),
            .init(
                "trust-anchor-loss", \.trustAnchorLoss, .number(1...1_000_000),
                "Number of our VRPs of one trust anchor that must disappear together to blame the trust anchor."),
            .init(
                "trust-anchor-loss-share", \.trustAnchorLossShare, .share(1...100),
                "Share of our VRPs of that trust anchor that must disappear together."),
            .init(
                "min-peers", \.minPeers, ValueKind.number(1...10_000).optional(),
                "Peers that must see a route, or its alert has low severity; null: 1 of our routers, 2 of collectors."),
            .init(
                "adjacency-age", \.adjacencyAge, .duration(.seconds(60) ... .seconds(31_536_000)),
                "Time after which an AS next to ours is taken for a neighbour that is not configured."),
            .init(
                "campaign-window", \.campaignWindow, .duration(.zero ... .seconds(86_400)),
                "Time from one incident of an offender to the next within which both are one alert; 0s: never."),
        ]
    }
}
