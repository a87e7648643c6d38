public import NumberResources
public import ValidatedPayloads

/// The assessment of one route: its origin, its path, the Only to Customer attribute, and its numbers.
public struct RouteAssessment: Hashable, Sendable {
    /// The origin AS; `nil` where the path has none.
    public var origin: ASN?
    public var originState: RouteOriginState
    /// The outcome of path verification; `nil` where the role of the neighbour is not known.
    public var pathState: PathState?
    /// The rule of RFC 9234 by which the route is a leak; `nil` where it is none, or the role of the neighbour is not known.
    public var leak: OnlyToCustomer.Leak?
    public var bogons: BogonClasses
    /// The rule of the configuration that the path breaks; `nil` where it breaks none.
    public var brokenRule: PathRule?

    public init(
        origin: ASN?, originState: RouteOriginState, pathState: PathState? = nil, leak: OnlyToCustomer.Leak? = nil,
        bogons: BogonClasses = []
    ) {
        self.origin = origin
        self.originState = originState
        self.pathState = pathState
        self.leak = leak
        self.bogons = bogons
    }

    /// Whether the route should not be used: its origin or path is invalid, it is a leak, or it is bogon.
    public var isInvalid: Bool {
        originState == .invalid || pathState == .invalid || leak != nil || bogons.isBogon
    }
}
