/// The rules for scores. Each value is the MANRS Observatory's, unless it is marked as ours.
public struct ReadinessPolicy: Hashable, Sendable {
    /// The metrics that the filtering score is of. The Observatory has left M1 out since January 2024.
    public var scoredMetrics: Set<IncidentMetric> = [
        .hijack, .passedOnHijack, .bogonPrefix, .passedOnBogonPrefix, .bogonASN, .passedOnBogonASN,
    ]
    /// True if bogons that a registry holds in reserve count, in addition to full bogons. The Observatory: no.
    public var countsAdministrativeBogons = false
    /// The weight of an invalid route, relative to a valid one, in the RPKI score. The Observatory: 10.
    public var invalidPenalty = 10.0
    /// True if a route object of a less specific prefix is enough for a route. The Observatory: yes.
    public var acceptsCoveringRouteObjects = true

    /// Ours: what an incident weighs for a network that passed it on.
    public var passedOnWeight = 0.5
    /// Ours for the filtering score: what an incident weight of 0.5 leaves of it. The Observatory publishes the curve
    /// for M5.
    public var scoreOfHalf = 0.6
    /// Ours: the weights of the filtering, IRR and RPKI scores in the overall one.
    public var filteringWeight = 1.0
    public var irrWeight = 1.0
    public var rpkiWeight = 1.0
    /// Ours: the least overall score of a network that is ready.
    public var ready = 0.8
    /// Ours: the least overall score of one that aspires to be.
    public var aspiring = 0.6

    public init() {}
}

extension ReadinessPolicy {
    /// The score that remains of 1 after incidents of weight `raw` in total: `scoreOfHalf` to the power of the root of
    /// twice `raw`. With 0.6 these are the points that the Observatory publishes for M5: 0.6 at 0.5, 0.49 at 1, 0.36 at
    /// 2.
    public func filteringScore(ofWeight raw: Double) -> Double {
        power(scoreOfHalf, (2 * raw).squareRoot())
    }

    /// The share of valid routes less `invalidPenalty` times that of invalid ones; `nil` without routes. The score is
    /// this, but not below 0.
    public func rpkiBalance(of counts: RouteCounts) -> Double? {
        guard counts.routes > 0 else { return nil }
        return (Double(counts.valid) - invalidPenalty * Double(counts.invalid)) / Double(counts.routes)
    }
}
