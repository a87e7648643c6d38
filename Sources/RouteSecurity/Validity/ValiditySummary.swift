public import NumberResources
public import Registries

/// Figures of routes, in all and by who originates them.
public struct ValiditySummary: Sendable {
    /// By what routes are put together.
    public enum Grouping: Sendable {
        /// All are one.
        case total
        /// By origin AS.
        case asn
        /// By the economy in which the origin AS is registered.
        case economy(DelegatedStatistics)
    }

    /// Routes that belong together. What has no origin, or an origin of no known economy, comes last.
    public enum Group: Hashable, Sendable {
        case asn(ASN?)
        case economy(Economy?)
    }

    public private(set) var total = ValidityFigures()
    private var groups: [Group: ValidityFigures] = [:]
    private let grouping: Grouping
    private var lastEconomy: (asn: ASN, economy: Economy?)?

    public init(_ grouping: Grouping) {
        self.grouping = grouping
    }

    /// Counts a route.
    public mutating func count(_ result: RouteChecker.Result) {
        total.count(result)
        switch grouping {
        case .total: break
        case .asn: groups[.asn(result.assessment.origin), default: ValidityFigures()].count(result)
        case .economy(let statistics):
            var place: Economy?
            if let origin = result.assessment.origin { place = economy(of: origin, statistics) }
            groups[.economy(place), default: ValidityFigures()].count(result)
        }
    }

    private mutating func economy(of asn: ASN, _ statistics: DelegatedStatistics) -> Economy? {
        if let lastEconomy, lastEconomy.asn == asn { return lastEconomy.economy }
        let economy = statistics.economy(of: asn)
        lastEconomy = (asn, economy)
        return economy
    }

    /// The figures of each group, ascending.
    public var rows: [(group: Group, figures: ValidityFigures)] {
        groups.map { (group: $0.key, figures: $0.value) }.sorted { $0.group < $1.group }
    }
}

extension ValiditySummary.Group: Comparable {
    public static func < (left: ValiditySummary.Group, right: ValiditySummary.Group) -> Bool {
        switch (left, right) {
        case (.asn(let left), .asn(let right)): precedes(left, right)
        case (.economy(let left), .economy(let right)): precedes(left, right)
        case (.asn, .economy): true
        case (.economy, .asn): false
        }
    }

    private static func precedes<Value: Comparable>(_ left: Value?, _ right: Value?) -> Bool {
        guard let left else { return false }
        return right.map { left < $0 } ?? true
    }
}
