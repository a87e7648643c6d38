/// The answer of RIPEstat's data call `bgp-updates`: what the peers of RIPE's collectors said of a resource.
///
/// An update says where it was seen as collector and address of the peer, not its AS number, which is the first of the path
/// where there is one. What a withdrawal leaves open is filled in from another update of the same peer; where there is none,
/// the number is 0.
public struct RIPEstatUpdates: Hashable, Sendable {
    public internal(set) var events: [RouteEvent] = []
    /// Updates that were refused.
    public internal(set) var faults: [MessageError] = []
    /// Withdrawals of peers whose AS number is not to be found.
    public internal(set) var unknownPeers = 0
}
