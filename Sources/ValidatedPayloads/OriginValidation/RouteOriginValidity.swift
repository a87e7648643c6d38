/// The state of a route's origin, and the VRPs it follows from.
///
/// Every VRP that covers the route's prefix is in exactly one of the three lists. Each list is ordered from the longest
/// prefix to the shortest, and within a prefix as VRPs are.
public struct RouteOriginValidity: Hashable, Sendable {
    /// VRPs that make the route valid: of its origin AS, and with a maximum length that allows its prefix.
    public var matched: [VRP] = []
    /// VRPs of another AS.
    public var unmatchedAS: [VRP] = []
    /// VRPs of the route's origin AS whose maximum length is less than the length of its prefix.
    public var unmatchedLength: [VRP] = []

    public init() {}

    public var state: RouteOriginState {
        if !matched.isEmpty { return .valid }
        return unmatchedAS.isEmpty && unmatchedLength.isEmpty ? .notFound : .invalid
    }
}
