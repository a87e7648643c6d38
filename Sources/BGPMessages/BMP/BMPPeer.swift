internal import NumberResources

/// A BGP neighbour of a monitored router, or one of its tables (RFC 7854 section 4.2, RFC 9069 section 4).
public struct BMPPeer: Hashable, Sendable {
    /// The type of a peer; the raw value is the one of the wire.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        case globalInstance = 0
        case routeDistinguisherInstance = 1
        case localInstance = 2
        /// Not a neighbour: what the router itself selected (RFC 9069 section 4.1).
        case locRIBInstance = 3
    }

    public let kind: Kind
    /// The route distinguisher of the VRF (RFC 4364 section 4.2), or what tells instances apart; 0 for the global one.
    public let distinguisher: UInt64
    /// The neighbour. A Loc-RIB has no address on the wire; the BGP identifier of its router is used instead.
    public let peer: BGPPeer
    public let bgpIdentifier: UInt32
    /// The name of the VRF or table that Peer Up gave (RFC 9069 section 5.3.3).
    public var tableName: String?
}

extension BMPPeer {
    /// The properties that identify a peer in all messages of a session.
    struct Identity: Hashable, Sendable {
        let kind: Kind
        let distinguisher: UInt64
        let address: IPAddress
    }

    var identity: Identity {
        Identity(kind: kind, distinguisher: distinguisher, address: peer.address)
    }
}
