public import ConfigurationKeys
internal import RouteSecurity

extension RoutesSection {
    /// What is reported although it may be on purpose, each class for itself.
    public struct Checks: ConfigurationSection {
        public var newPrefix = true
        public var notOurs = true
        public var newDownstream = true
        public var superPrefix = true
        public var roaMissing = true
        public var roaUnused = true
        public var upstreamLost = true

        public init() {}

        public static let keys: [ConfigurationKey<Self>] = [
            .init(
                "new-prefix", \.newPrefix, .boolean,
                "Report parts of our prefixes that our AS announces and that are neither configured nor in the first tables."
            ),
            .init(
                "not-ours", \.notOurs, .boolean,
                "Report prefixes that our AS announces and that no configured prefix covers."),
            .init(
                "new-downstream", \.newDownstream, .boolean,
                "Report networks behind our AS that are neither customers nor in the first tables."),
            .init(
                "super-prefix", \.superPrefix, .boolean,
                "Report prefixes of other networks that cover ours and that no ROA authorises."),
            .init(
                "roa-missing", \.roaMissing, .boolean, "Report our announced prefixes that no ROA covers."),
            .init(
                "roa-unused", \.roaUnused, .boolean,
                "Report ROAs for our AS whose prefixes are not announced for watch.thresholds.roa-unused-after."),
            .init(
                "upstream-lost", \.upstreamLost, .boolean,
                "Report prefixes of ours that no peer has by one of our upstreams any more."),
        ]

        /// The classes that are asked for.
        var classes: Set<AlertClass> {
            let all: [(Bool, AlertClass)] = [
                (newPrefix, .newPrefix), (notOurs, .notOurs), (newDownstream, .newDownstream),
                (superPrefix, .superPrefixOrigin), (roaMissing, .roaMissing), (roaUnused, .roaUnused),
                (upstreamLost, .upstreamLost),
            ]
            return Set(all.filter(\.0).map(\.1))
        }
    }
}
