extension ResourceSet {
    /// The addresses of `prefixes` of both families, and `asns`.
    @inlinable
    public init(prefixes: some Sequence<IPPrefix>, asns: some Sequence<ASN> = EmptyCollection<ASN>()) {
        let prefixes = Array(prefixes)
        self.init(
            asns: IntervalSet(asns.lazy.map { $0.rawValue...$0.rawValue }),
            ipv4: IntervalSet(prefixes: prefixes), ipv6: IntervalSet(prefixes: prefixes))
    }

    /// The addresses of `ranges` of both families.
    @inlinable
    public init(ranges: some Sequence<IPRange>) {
        var ipv4: [ClosedRange<UInt32>] = []
        var ipv6: [ClosedRange<UInt128>] = []
        for range in ranges {
            switch range.family {
            case .ipv4: ipv4.append(range.first.ipv4Value...range.last.ipv4Value)
            case .ipv6: ipv6.append(range.first.leftAlignedBits...range.last.leftAlignedBits)
            }
        }
        self.init(ipv4: IntervalSet(ipv4), ipv6: IntervalSet(ipv6))
    }

    /// The fewest prefixes that make up the addresses, IPv4 first, ascending.
    public var prefixes: [IPPrefix] {
        ipv4.prefixes(.ipv4) + ipv6.prefixes(.ipv6)
    }

    /// The ranges of addresses, IPv4 first, ascending.
    public var addressRanges: [IPRange] {
        ipv4.addressRanges(.ipv4) + ipv6.addressRanges(.ipv6)
    }
}
