/// The addresses of one family from a first to a last one; it need not be a prefix.
///
/// Ranges order by first address, then by last.
public struct IPRange: Hashable, Sendable {
    public let first: IPAddress
    public let last: IPAddress

    /// The range, or `nil` when the families differ or `last` comes before `first`.
    @inlinable
    public init?(_ first: IPAddress, _ last: IPAddress) {
        guard first.family == last.family, first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// The addresses of `prefix`.
    @inlinable
    public init(_ prefix: IPPrefix) {
        first = prefix.address
        last = prefix.lastAddress
    }

    /// Takes over ends that are known to be in order.
    @inlinable
    init<Bound: FixedWidthInteger & UnsignedInteger>(_ range: ClosedRange<Bound>, family: AddressFamily) {
        let shift = UInt128(128 - Bound.bitWidth)
        first = IPAddress(leftAligned: UInt128(range.lowerBound) &<< shift, family: family)
        last = IPAddress(leftAligned: UInt128(range.upperBound) &<< shift, family: family)
    }

    @inlinable
    public var family: AddressFamily {
        first.family
    }

    /// The prefix that has exactly these addresses, if there is one.
    public var prefix: IPPrefix? {
        let length = commonPrefixLength
        let prefix = IPPrefix(truncating: first, length: length)
        return prefix.address == first && prefix.lastAddress == last ? prefix : nil
    }

    /// The fewest prefixes that make up the range, ascending: at most 62 for IPv4, 254 for IPv6.
    public var prefixes: [IPPrefix] {
        switch family {
        case .ipv4:
            (first.ipv4Value...last.ipv4Value).prefixes(.ipv4)
        case .ipv6:
            (first.leftAlignedBits...last.leftAlignedBits).prefixes(.ipv6)
        }
    }

    /// True if every address of `other` lies in this range.
    public func contains(_ other: IPRange) -> Bool {
        family == other.family && first <= other.first && other.last <= last
    }

    public func contains(_ address: IPAddress) -> Bool {
        family == address.family && first <= address && address <= last
    }

    private var commonPrefixLength: Int {
        min(family.bitWidth, (first.leftAlignedBits ^ last.leftAlignedBits).leadingZeroBitCount)
    }
}

extension IPRange: Comparable {
    public static func < (left: IPRange, right: IPRange) -> Bool {
        (left.first, left.last) < (right.first, right.last)
    }
}

extension ClosedRange where Bound: FixedWidthInteger & UnsignedInteger {
    /// The fewest prefixes that make up the range, ascending. `Bound` is as wide as an address of `family`.
    @inlinable
    func prefixes(_ family: AddressFamily) -> [IPPrefix] {
        var prefixes: [IPPrefix] = []
        var lower = lowerBound
        while true {
            // The largest aligned block that begins at `lower` and does not pass the end.
            let rest = upperBound - lower
            let fitting = rest == .max ? Bound.bitWidth : Bound.bitWidth - 1 - (rest + 1).leadingZeroBitCount
            let hostBits = Swift.min(lower.trailingZeroBitCount, fitting)
            let bits = UInt128(lower) &<< UInt128(128 - Bound.bitWidth)
            prefixes.append(
                IPPrefix(
                    leftAligned: bits, family: family, UInt8(truncatingIfNeeded: Bound.bitWidth - hostBits)))
            let end = hostBits == Bound.bitWidth ? Bound.max : lower + ((1 << hostBits) - 1)
            if end == upperBound { return prefixes }
            lower = end + 1
        }
    }
}
