internal import NumberResources

/// The size of the address space that routes announce, each address counted once.
public struct AnnouncedSpace: Hashable, Sendable {
    /// Addresses of IPv4.
    public var ipv4 = 0
    /// Those of them in a route whose prefix a VRP covers.
    public var coveredIPv4 = 0
    /// Networks of IPv6 of the size /64, rounded up.
    public var ipv6 = 0
    public var coveredIPv6 = 0

    public init() {}

    init(announced: ResourceSet, covered: ResourceSet) {
        ipv4 = AnnouncedSpace.addresses(announced.ipv4)
        coveredIPv4 = AnnouncedSpace.addresses(covered.ipv4)
        ipv6 = AnnouncedSpace.networks(announced.ipv6)
        coveredIPv6 = AnnouncedSpace.networks(covered.ipv6)
    }

    private static func addresses(_ set: IntervalSet<UInt32>) -> Int {
        set.ranges.reduce(0) { $0 + Int($1.upperBound) - Int($1.lowerBound) + 1 }
    }

    private static func networks(_ set: IntervalSet<UInt128>) -> Int {
        let count = set.ranges.reduce(UInt128(0)) { $0 + (($1.upperBound - $1.lowerBound) >> 64) + 1 }
        return Int(clamping: count)
    }
}

extension AnnouncedSpace {
    /// The part of the announced IPv4 addresses that VRPs cover; `nil` where none are announced.
    public var coveredIPv4Share: Double? {
        ipv4 == 0 ? nil : Double(coveredIPv4) / Double(ipv4)
    }

    /// The part of the announced IPv6 networks that VRPs cover; `nil` where none are announced.
    public var coveredIPv6Share: Double? {
        ipv6 == 0 ? nil : Double(coveredIPv6) / Double(ipv6)
    }
}
