import ValidatedPayloads

/// Counts of routes by state.
public struct ValidityFigures: Hashable, Sendable {
    /// Numbers by the state of the origin.
    public struct Origins: Hashable, Sendable {
        public var valid = 0
        public var invalid = 0
        public var notFound = 0

        public init() {}

        public var total: Int {
            valid + invalid + notFound
        }

        mutating func count(_ state: RouteOriginState) {
            switch state {
            case .valid: valid += 1
            case .invalid: invalid += 1
            case .notFound: notFound += 1
            }
        }
    }

    /// Numbers by the state of the path.
    public struct Paths: Hashable, Sendable {
        public var valid = 0
        public var invalid = 0
        public var unknown = 0
        /// Routes of neighbours whose role is not known.
        public var unverified = 0

        public init() {}

        mutating func count(_ state: PathState?) {
            switch state {
            case .valid: valid += 1
            case .invalid: invalid += 1
            case .unknown: unknown += 1
            case nil: unverified += 1
            }
        }
    }

    /// Every route of every neighbour.
    public var routes = Origins()
    /// Every pair of prefix and origin once, however many neighbours have it.
    public var pairs = Origins()
    /// Every route of every neighbour.
    public var paths = Paths()
    /// Routes that are leaks by RFC 9234.
    public var leaks = 0
    /// Routes of each class of `BogonClasses.named`, in its order.
    public var bogons = Array(repeating: 0, count: BogonClasses.named.count)
    /// Routes that are bogons, of any class.
    public var bogonRoutes = 0
    /// Routes that should not be used, for any reason.
    public var invalidRoutes = 0

    public init() {}

    /// Counts a route.
    public mutating func count(_ result: RouteChecker.Result) {
        let assessment = result.assessment
        routes.count(assessment.originState)
        if result.isNewPair { pairs.count(assessment.originState) }
        paths.count(assessment.pathState)
        if assessment.leak != nil { leaks += 1 }
        if !assessment.bogons.isEmpty {
            for (index, named) in BogonClasses.named.enumerated() where assessment.bogons.contains(named.0) {
                bogons[index] += 1
            }
            if assessment.bogons.isBogon { bogonRoutes += 1 }
        }
        if assessment.isInvalid { invalidRoutes += 1 }
    }
}
