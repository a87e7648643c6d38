/// An address prefix: the first `length` bits of an address; all bits after them are zero.
///
/// Prefixes order by family, then address, then length, so that a covering prefix precedes the prefixes that it covers.
public struct IPPrefix: Hashable, Sendable {
    @usableFromInline let high: UInt64
    @usableFromInline let low: UInt64
    public let family: AddressFamily
    /// The number of leading bits that count: 0 to 32 or 0 to 128.
    public let length: UInt8

    /// The prefix of `length` bits that `address` lies in: bits after them are cleared.
    ///
    /// - Precondition: `length` is 0 to the family's bit width.
    @inlinable
    public init(truncating address: IPAddress, length: Int) {
        precondition(length >= 0 && length <= address.family.bitWidth, "prefix length out of range")
        let bits = address.leftAlignedBits & IPPrefix.mask(length)
        high = UInt64(truncatingIfNeeded: bits >> 64)
        low = UInt64(truncatingIfNeeded: bits)
        family = address.family
        self.length = UInt8(length)
    }

    /// The prefix, or `nil` when the length is out of range or a bit after the prefix is set.
    @inlinable
    public init?(_ address: IPAddress, length: Int) {
        guard length >= 0, length <= address.family.bitWidth,
            address.leftAlignedBits & ~IPPrefix.mask(length) == 0
        else { return nil }
        self.init(truncating: address, length: length)
    }

    /// The prefix of one address: `/32` or `/128`.
    @inlinable
    public init(_ address: IPAddress) {
        high = address.high
        low = address.low
        family = address.family
        length = UInt8(truncatingIfNeeded: address.family.bitWidth)
    }

    /// Takes over bits of which those after `length` are known to be zero.
    @inlinable
    init(leftAligned bits: UInt128, family: AddressFamily, _ length: UInt8) {
        high = UInt64(truncatingIfNeeded: bits &>> 64)
        low = UInt64(truncatingIfNeeded: bits)
        self.family = family
        self.length = length
    }

    /// The 128-bit number whose first `length` bits are one.
    @inlinable
    static func mask(_ length: Int) -> UInt128 {
        length == 0 ? 0 : UInt128.max &<< UInt128(truncatingIfNeeded: 128 - length)
    }

    @inlinable
    public var leftAlignedBits: UInt128 {
        UInt128(high) << 64 | UInt128(low)
    }

    /// The first address.
    @inlinable
    public var address: IPAddress {
        IPAddress(leftAligned: leftAlignedBits, family: family)
    }

    /// The last address.
    @inlinable
    public var lastAddress: IPAddress {
        IPAddress(leftAligned: leftAlignedBits | ~IPPrefix.mask(Int(length)), family: family)
    }

    /// True if every address of `other` lies in this prefix. A prefix covers itself.
    @inlinable
    public func covers(_ other: IPPrefix) -> Bool {
        family == other.family && length <= other.length
            && (leftAlignedBits ^ other.leftAlignedBits) & IPPrefix.mask(Int(length)) == 0
    }

    @inlinable
    public func contains(_ address: IPAddress) -> Bool {
        family == address.family && (leftAlignedBits ^ address.leftAlignedBits) & IPPrefix.mask(Int(length)) == 0
    }
}

extension IPPrefix: Comparable {
    @inlinable
    public static func < (left: IPPrefix, right: IPPrefix) -> Bool {
        if left.family != right.family { return left.family < right.family }
        if left.high != right.high { return left.high < right.high }
        if left.low != right.low { return left.low < right.low }
        return left.length < right.length
    }
}
