/// The number of routes, in total and by state.
public struct RouteCounts: Hashable, Sendable {
    /// Different pairs of prefix and origin.
    public var routes = 0
    public var valid = 0
    public var invalid = 0
    public var notFound = 0
    /// Routes with a route object; 0 where no registry was given.
    public var registered = 0

    public init() {}

    static func += (left: inout RouteCounts, right: RouteCounts) {
        left.routes += right.routes
        left.valid += right.valid
        left.invalid += right.invalid
        left.notFound += right.notFound
        left.registered += right.registered
    }

    /// The part of the routes that `count` of them are; `nil` where there are none.
    func share(_ count: Int) -> Double? {
        routes == 0 ? nil : Double(count) / Double(routes)
    }
}

extension RouteCounts {
    /// M7IRR: the share of routes with a route object.
    public var registeredShare: Double? { share(registered) }
    /// M7RPKI: the share of routes that are valid.
    public var validShare: Double? { share(valid) }
    /// M7RPKIN: the share of routes that are invalid.
    public var invalidShare: Double? { share(invalid) }
    /// The share of routes whose prefix a VRP covers, valid or not.
    public var coveredShare: Double? { share(valid + invalid) }
}
