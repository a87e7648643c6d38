/// Which of a router's tables a route is in.
public enum BMPView: String, Hashable, Sendable, CaseIterable {
    /// As the neighbour sent it (RFC 7854 section 4.2).
    case prePolicy = "adj-rib-in-pre"
    /// After the inbound policy.
    case postPolicy = "adj-rib-in-post"
    /// The routes for the neighbour, before the outbound policy (RFC 8671 section 4).
    case outPrePolicy = "adj-rib-out-pre"
    /// As it was sent to the neighbour.
    case outPostPolicy = "adj-rib-out-post"
    /// The routes that the router selected (RFC 9069).
    case locRIB = "loc-rib"

    /// True if the routes are sent to the peer rather than received from it.
    public var isOutbound: Bool {
        self == .outPrePolicy || self == .outPostPolicy
    }
}
