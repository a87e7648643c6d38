/// An IPv4 or IPv6 address.
///
/// Both families keep their bits aligned to the left of 128, so that prefixes and tables need one algorithm only.
/// Addresses order by family, IPv4 first, then by value.
public struct IPAddress: Hashable, Sendable {
    @usableFromInline let high: UInt64
    @usableFromInline let low: UInt64
    public let family: AddressFamily

    /// The address whose bits are the leftmost 32 or 128 bits of `bits`. The other bits are ignored.
    @inlinable
    public init(leftAligned bits: UInt128, family: AddressFamily) {
        high =
            family == .ipv4
            ? UInt64(truncatingIfNeeded: bits >> 64) & 0xffff_ffff_0000_0000
            : UInt64(truncatingIfNeeded: bits >> 64)
        low = family == .ipv4 ? 0 : UInt64(truncatingIfNeeded: bits)
        self.family = family
    }

    @inlinable
    public init(ipv4 value: UInt32) {
        high = UInt64(value) << 32
        low = 0
        family = .ipv4
    }

    @inlinable
    public init(ipv6 value: UInt128) {
        high = UInt64(truncatingIfNeeded: value >> 64)
        low = UInt64(truncatingIfNeeded: value)
        family = .ipv6
    }

    /// The bits of the address, left in 128.
    @inlinable
    public var leftAlignedBits: UInt128 {
        UInt128(high) << 64 | UInt128(low)
    }

    /// The value of an IPv4 address; of an IPv6 address its first 32 bits.
    @inlinable
    public var ipv4Value: UInt32 {
        UInt32(truncatingIfNeeded: high >> 32)
    }

    /// The IPv4 address that a socket of IPv6 shows as `::ffff:192.0.2.1` (RFC 4291 section 2.5.5.2); any other as it
    /// is.
    public var unmapped: IPAddress {
        family == .ipv6 && leftAlignedBits >> 32 == 0xffff
            ? IPAddress(ipv4: UInt32(truncatingIfNeeded: leftAlignedBits)) : self
    }

    /// The 4 or 16 octets in network order.
    public var octets: [UInt8] {
        let bits = leftAlignedBits
        return (0..<family.bitWidth / 8).map { UInt8(truncatingIfNeeded: bits >> UInt128(120 - 8 * $0)) }
    }
}

extension IPAddress: Comparable {
    @inlinable
    public static func < (left: IPAddress, right: IPAddress) -> Bool {
        if left.family != right.family { return left.family < right.family }
        if left.high != right.high { return left.high < right.high }
        return left.low < right.low
    }
}
