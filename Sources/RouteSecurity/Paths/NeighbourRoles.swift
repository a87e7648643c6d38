public import BGPMessages
public import NumberResources

/// The roles of neighbours towards the AS that receives their routes, individually or all the same.
public struct NeighbourRoles: Hashable, Sendable {
    /// For neighbours that are named by neither address nor AS number; `nil` where nothing is known of them.
    public var common: NeighbourRole?
    public var byASN: [ASN: NeighbourRole]
    /// Sessions that differ from others with the same AS; they count before `byASN`.
    public var byAddress: [IPAddress: NeighbourRole]

    public init(
        common: NeighbourRole? = nil, byASN: [ASN: NeighbourRole] = [:], byAddress: [IPAddress: NeighbourRole] = [:]
    ) {
        self.common = common
        self.byASN = byASN
        self.byAddress = byAddress
    }

    /// Whether nothing is known of any neighbour.
    public var isEmpty: Bool {
        common == nil && byASN.isEmpty && byAddress.isEmpty
    }

    /// The role of `peer`; `nil` if it is not known.
    public func role(of peer: BGPPeer) -> NeighbourRole? {
        if !byAddress.isEmpty, let role = byAddress[peer.address] { return role }
        if !byASN.isEmpty, let role = byASN[peer.asn] { return role }
        return common
    }
}
