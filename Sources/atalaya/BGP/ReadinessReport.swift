internal import BGPMessages
internal import FoundationEssentials
internal import Registries
internal import RoutingMetrics
internal import ValidatedPayloads

/// The result of `bgp readiness`, for every output format.
struct ReadinessReport {
    /// The inputs of the result. Nothing in it depends on the names or the order of files.
    struct Inputs {
        var routeFiles: Int
        /// Files that break off before their end: the answer is of what could be read.
        var brokenRouteFiles: Int
        var announcements: Int
        var withdrawals: Int
        var withoutOrigin: Int
        var defaultRoutes: Int
        var differentRoutes: Int
        var minimumPeers: Int
        var maximumGap: Double
        var payloads: PayloadCounts
        var payloadTime: Date?
        var delegated: [DelegatedFile.Section]
        var routeObjects: Int?
        var routeSources: [String]?
        var policyObjects: Int?
        var events: Int?
    }

    let readiness: Readiness
    let policy: ReadinessPolicy
    let scope: ReadinessScope
    let rowKind: ReadinessRowKind
    /// The period, or the first and last time of the routes; `nil` where these tell no time.
    let span: (start: BGPTime, end: BGPTime)?
    let inputs: Inputs

    var rows: [[ReadinessField]] {
        switch rowKind {
        case .network: readiness.networks.map { ReadinessField.fields(of: $0, policy, hasRegistry) }
        case .economy: readiness.economies.map { ReadinessField.fields(of: $0, .economy, hasRegistry) }
        case .region: readiness.regions.map { ReadinessField.fields(of: $0, .region, hasRegistry) }
        }
    }

    var summary: [ReadinessField] {
        ReadinessField.fields(of: readiness.summary, nil, hasRegistry)
    }

    var hasRegistry: Bool { inputs.routeObjects != nil }

    /// The definition of each figure, with its author.
    var formulas: [(name: String, source: String, text: String)] {
        let metrics = policy.scoredMetrics.sorted().map(\.rawValue).joined(separator: ", ")
        let weights = "\(decimal(policy.filteringWeight)):\(decimal(policy.irrWeight)):\(decimal(policy.rpkiWeight))"
        let bogons = policy.countsAdministrativeBogons ? "full and administrative bogons" : "full bogons only"
        let isPublished = policy.scoreOfHalf == 0.6
        return [
            (
                "incidentWeight", "MANRS",
                "0.5 below 30 minutes, 1 below 24 hours, +1 for each further 24 hours; overlapping events of a metric are one "
                    + "incident"
            ),
            ("bogons", policy.countsAdministrativeBogons ? "ours" : "MANRS", bogons),
            (
                "irrScore", policy.acceptsCoveringRouteObjects ? "MANRS" : "ours",
                "share of announced routes with a route object of their origin, "
                    + (policy.acceptsCoveringRouteObjects
                        ? "of their prefix or a less specific one" : "of their prefix")
            ),
            (
                "rpkiScore", "MANRS",
                "valid share - \(decimal(policy.invalidPenalty)) x invalid share; if negative, the score is 0 (ours)"
            ),
            (
                "filteringScore", "ours",
                "\(decimal(policy.scoreOfHalf)) ^ sqrt(2 x w), w: sum of the incident weights of \(metrics); C variants count "
                    + decimal(policy.passedOnWeight)
                    + (isPublished ? "; the curve is the one that MANRS publishes for M5" : "")
            ),
            ("overallScore", "ours", "mean of filtering, IRR and RPKI score, weighted \(weights)"),
            (
                "level", "ours",
                "at least \(decimal(policy.ready)): ready; at least \(decimal(policy.aspiring)): aspiring; lower: lagging"
            ),
            ("groups", "ours", "counts are sums over networks; scores are unweighted means over networks"),
            (
                "incidents", "ours",
                "M1 to M4 come from the given routes and events; MANRS takes M2 from GRIP and bogons from daily reports"
            ),
        ]
    }

    private func decimal(_ number: Double) -> String {
        ReadinessField.Value.number(number, places: 4).shortText
    }
}
