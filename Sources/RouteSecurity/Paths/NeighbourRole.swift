/// The role of a BGP neighbour towards the AS that receives its routes (RFC 9234 section 3.1, seen from the other
/// side).
public enum NeighbourRole: String, Hashable, Sendable, CaseIterable {
    case customer
    case provider
    case peer
    /// The neighbour is a route server, we are its client.
    case routeServer = "rs"
    /// The neighbour is a client of our route server.
    case routeServerClient = "rs-client"
}
