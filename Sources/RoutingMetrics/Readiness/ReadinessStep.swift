/// Something that a network can do for its readiness, and what comes of it. Defined by Atalaya.
public struct ReadinessStep: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Change ROAs, or announcements, so that invalid routes become valid.
        case mendInvalid
        /// Make ROAs for routes that no ROA covers.
        case signRoutes
        /// Make route objects in a routing registry.
        case registerRoutes
        /// Announce and pass on nothing that must not be: filter.
        case filter
    }

    public let kind: Kind
    /// Routes that it is about; 0 for filters.
    public let count: Int
    /// The overall score then.
    public let overall: Double
    /// The level then.
    public let level: ReadinessScores.Level

    public init(kind: Kind, count: Int, overall: Double, level: ReadinessScores.Level) {
        self.kind = kind
        self.count = count
        self.overall = overall
        self.level = level
    }
}

extension ReadinessPolicy {
    /// The step with the fewest changes that brings a network to the next level; where none does, the one that brings the most for
    /// each change. `nil` where nothing is left to do, or no route is announced.
    ///
    /// - Parameter scores: The present ones; of the IRR `nil` where no registry was at hand.
    public func cheapestStep(for counts: RouteCounts, _ scores: ReadinessScores) -> ReadinessStep? {
        guard counts.routes > 0, let now = scores.overall else { return nil }
        let target: Double =
            switch level(of: now) {
            case .lagging: aspiring
            case .aspiring: ready
            case .ready: 1
            }
        func overall(_ kind: ReadinessStep.Kind, _ count: Int) -> Double {
            var (counts, after) = (counts, scores)
            switch kind {
            case .mendInvalid:
                counts.invalid -= count
                counts.valid += count
            case .signRoutes: counts.valid += count
            case .registerRoutes: counts.registered += count
            case .filter: after.filtering = 1
            }
            after.rpki = rpkiBalance(of: counts).map { max(0, $0) }
            if scores.irr != nil { after.irr = counts.registeredShare }
            return completed(after).overall ?? 0
        }
        let most: [(kind: ReadinessStep.Kind, count: Int)] = [
            (.mendInvalid, counts.invalid), (.signRoutes, max(0, counts.routes - counts.valid - counts.invalid)),
            (.registerRoutes, scores.irr == nil ? 0 : max(0, counts.routes - counts.registered)),
        ]
        var steps: [ReadinessStep] = []
        for (kind, most) in most where most > 0 {
            // The score does not fall with more changes: the fewest that are enough are found by halves.
            var (low, high) = (1, most)
            while low < high {
                let middle = (low + high) / 2
                if overall(kind, middle) + 1e-9 >= target { high = middle } else { low = middle + 1 }
            }
            let score = overall(kind, low)
            steps.append(ReadinessStep(kind: kind, count: low, overall: score, level: level(of: score)))
        }
        if let best = steps.filter({ $0.overall + 1e-9 >= target }).min(by: { $0.count < $1.count }) { return best }
        if scores.filtering.map({ $0 < 1 }) ?? false {
            let score = overall(.filter, 0)
            let step = ReadinessStep(kind: .filter, count: 0, overall: score, level: level(of: score))
            if score + 1e-9 >= target || steps.isEmpty { return step }
            steps.append(step)
        }
        return steps.filter { $0.overall > now + 1e-9 }
            .max { ($0.overall - now) / Double(max(1, $0.count)) < ($1.overall - now) / Double(max(1, $1.count)) }
    }
}
