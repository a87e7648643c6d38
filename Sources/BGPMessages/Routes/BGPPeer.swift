public import NumberResources

/// The BGP neighbour of a collector or router that a route was learned from.
public struct BGPPeer: Hashable, Sendable {
    public var address: IPAddress
    public var asn: ASN

    @inlinable
    public init(address: IPAddress, asn: ASN) {
        self.address = address
        self.asn = asn
    }
}
