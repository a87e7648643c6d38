/// The state of a route's origin according to the VRPs (RFC 6811 section 2).
public enum RouteOriginState: String, Hashable, Sendable, CaseIterable {
    /// At least one VRP matches the route.
    case valid
    /// A VRP covers the route's prefix, but none matches the route.
    case invalid
    /// No VRP covers the route's prefix.
    case notFound = "not-found"
}
