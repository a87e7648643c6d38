/// A set of Internet number resources: AS numbers, IPv4 and IPv6 addresses, each in canonical form.
public struct ResourceSet: Hashable, Sendable {
    public var asns: IntervalSet<UInt32>
    public var ipv4: IntervalSet<UInt32>
    public var ipv6: IntervalSet<UInt128>

    public init(
        asns: IntervalSet<UInt32> = .init(), ipv4: IntervalSet<UInt32> = .init(), ipv6: IntervalSet<UInt128> = .init()
    ) {
        self.asns = asns
        self.ipv4 = ipv4
        self.ipv6 = ipv6
    }

    /// Every AS number and every address.
    public static var all: ResourceSet {
        ResourceSet(asns: .all, ipv4: .all, ipv6: .all)
    }

    public var isEmpty: Bool {
        asns.isEmpty && ipv4.isEmpty && ipv6.isEmpty
    }
}

extension ResourceSet {
    public func isSuperset(of other: ResourceSet) -> Bool {
        asns.isSuperset(of: other.asns) && ipv4.isSuperset(of: other.ipv4) && ipv6.isSuperset(of: other.ipv6)
    }

    public func union(_ other: ResourceSet) -> ResourceSet {
        ResourceSet(asns: asns.union(other.asns), ipv4: ipv4.union(other.ipv4), ipv6: ipv6.union(other.ipv6))
    }

    public func intersection(_ other: ResourceSet) -> ResourceSet {
        ResourceSet(
            asns: asns.intersection(other.asns), ipv4: ipv4.intersection(other.ipv4),
            ipv6: ipv6.intersection(other.ipv6))
    }

    public func subtracting(_ other: ResourceSet) -> ResourceSet {
        ResourceSet(
            asns: asns.subtracting(other.asns), ipv4: ipv4.subtracting(other.ipv4),
            ipv6: ipv6.subtracting(other.ipv6))
    }

    public func contains(_ asn: ASN) -> Bool {
        asns.contains(asn.rawValue)
    }

    public func contains(_ prefix: IPPrefix) -> Bool {
        switch prefix.family {
        case .ipv4:
            ipv4.contains(prefix.address.ipv4Value...prefix.lastAddress.ipv4Value)
        case .ipv6:
            ipv6.contains(prefix.address.leftAlignedBits...prefix.lastAddress.leftAlignedBits)
        }
    }
}
