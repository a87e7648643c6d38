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

    /// True if the sets have neither an AS number nor an address in common.
    public func isDisjoint(with other: ResourceSet) -> Bool {
        asns.isDisjoint(with: other.asns) && ipv4.isDisjoint(with: other.ipv4) && ipv6.isDisjoint(with: other.ipv6)
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

    /// True if every address of `prefix` is in the set.
    public func contains(_ prefix: IPPrefix) -> Bool {
        contains(IPRange(prefix))
    }

    /// True if every address of `range` is in the set.
    public func contains(_ range: IPRange) -> Bool {
        switch range.family {
        case .ipv4: ipv4.contains(range.first.ipv4Value...range.last.ipv4Value)
        case .ipv6: ipv6.contains(range.first.leftAlignedBits...range.last.leftAlignedBits)
        }
    }

    public func contains(_ address: IPAddress) -> Bool {
        contains(IPPrefix(address))
    }
}
