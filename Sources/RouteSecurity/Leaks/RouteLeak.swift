public import NumberResources

/// A route that an AS had from a provider, peer or route server, and that then went to another one (RFC 7908 section 3).
public struct RouteLeak: Hashable, Sendable {
    /// The type of RFC 7908; the route server counts as a peer.
    public enum Kind: Int, Hashable, Sendable, CaseIterable {
        /// From a provider to another one, as a multihomed customer does (section 3.1).
        case hairpin = 1
        /// From a peer to another one (section 3.2).
        case lateral = 2
        /// From a provider to a peer (section 3.3).
        case providerToPeer = 3
        /// From a peer to a provider (section 3.4).
        case peerToProvider = 4
    }

    public let kind: Kind
    /// The ASes one of which leaked the route, in the order that it took; one AS where all relations between are known.
    public let leakers: [ASN]
    /// Whom the first of them had the route from.
    public let source: ASN
    /// Whom the last of them gave it to.
    public let target: ASN

    init(from source: (ASN, NeighbourRole), by leakers: [ASN], to target: (ASN, NeighbourRole)) {
        kind =
            switch (source.1, target.1) {
            case (.provider, .provider): .hairpin
            case (.provider, _): .providerToPeer
            case (_, .provider): .peerToProvider
            default: .lateral
            }
        self.leakers = leakers
        self.source = source.0
        self.target = target.0
    }
}
