import BGPMessages
import NumberResources

/// A route as a classifier looks at it.
struct JudgedRoute {
    let prefix: IPPrefix
    /// Its path without sets and segments of confederations.
    let sequence: ASPath
    /// The AS numbers of `sequence`, each repetition once; the peer's where there are none.
    let hops: [ASN]
    /// The origin by RFC 6811 section 2; `nil` (NONE) where the path ends with a set.
    let origin: ASN?
    let onlyToCustomer: ASN?
    let peer: BGPPeer
    /// The role of the peer for the router that receives the route, where that is ours.
    let role: NeighbourRole?

    /// The AS that has to answer for the route: its origin, or the AS that put a set at the end of the path.
    var end: ASN {
        origin ?? hops[hops.count - 1]
    }
}
