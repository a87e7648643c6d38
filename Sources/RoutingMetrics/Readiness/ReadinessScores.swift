/// The scores of a network, or the means of those of several: from 0, the worst, to 1.
public struct ReadinessScores: Hashable, Sendable {
    /// The level of a network by its overall score.
    public enum Level: String, Hashable, Sendable, CaseIterable {
        case ready
        case aspiring
        case lagging
    }

    /// Of its incidents (Action 1).
    public var filtering: Double?
    /// Of its routes in the IRR (Action 4); `nil` without routes or a registry.
    public var irr: Double?
    /// Of its routes in the RPKI (Action 4); `nil` without routes.
    public var rpki: Double?
    public var overall: Double?

    public init() {}
}

extension ReadinessPolicy {
    /// The scores with the overall one: the weighted mean of those that there are.
    func completed(_ scores: ReadinessScores) -> ReadinessScores {
        var scores = scores
        let parts = [(scores.filtering, filteringWeight), (scores.irr, irrWeight), (scores.rpki, rpkiWeight)]
        var sum = 0.0
        var weights = 0.0
        for case (let score?, let weight) in parts {
            sum += score * weight
            weights += weight
        }
        scores.overall = weights > 0 ? sum / weights : nil
        return scores
    }

    /// The level for an overall score.
    public func level(of overall: Double) -> ReadinessScores.Level {
        // A mean that comes to a threshold may miss it by its last binary digit.
        let score = overall + 1e-9
        return score >= ready ? .ready : score >= aspiring ? .aspiring : .lagging
    }
}
