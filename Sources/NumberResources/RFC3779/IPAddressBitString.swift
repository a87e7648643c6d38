/// The first bits of an address, as `IPAddress` of RFC 3779 section 2.2.3.8 and RFC 9582 has them.
///
///     IPAddress ::= BIT STRING
///
/// On its own it is a prefix. As the end of a range (section 2.2.3.9) it means the lowest or highest address that
/// begins with these bits. The wrapping in ASN.1 is left to the caller: this is the content of the BIT STRING.
public struct IPAddressBitString: Hashable, Sendable {
    /// The bits as a prefix: as many as its length.
    public let prefix: IPPrefix

    /// The bits of a prefix.
    public init(_ prefix: IPPrefix) {
        self.prefix = prefix
    }

    /// The shortest encoding of `address` as the first of a range: without its trailing zeros.
    public init(minimum address: IPAddress) {
        let hostBits = min(address.leftAlignedBits.trailingZeroBitCount, 128)
        prefix = IPPrefix(truncating: address, length: 128 - hostBits)
    }

    /// The shortest encoding of `address` as the last of a range: without its trailing ones.
    public init(maximum address: IPAddress) {
        let width = address.family.bitWidth
        let ones = (~address.leftAlignedBits &>> UInt128(128 - width)).trailingZeroBitCount
        prefix = IPPrefix(truncating: address, length: width - min(width, ones))
    }

    /// The lowest address that begins with these bits.
    public var lowest: IPAddress {
        prefix.address
    }

    /// The highest address that begins with these bits.
    public var highest: IPAddress {
        prefix.lastAddress
    }

    /// True if the bits are as few as the first address of a range needs (RFC 3779 section 2.2.3.9).
    public var isShortestMinimum: Bool {
        self == IPAddressBitString(minimum: lowest)
    }

    /// True if the bits are as few as the last address of a range needs (RFC 3779 section 2.2.3.9).
    public var isShortestMaximum: Bool {
        self == IPAddressBitString(maximum: highest)
    }
}

extension IPAddressBitString {
    /// The bits in the content of a BIT STRING: `octets` without the leading one, which counts the unused bits.
    ///
    /// - Throws: what X.690 asks of DER's BIT STRING is broken, or there are more bits than an address of `family` has.
    public init(octets: Span<UInt8>, unusedBits: UInt8, family: AddressFamily) throws(RFC3779Error) {
        guard unusedBits <= 7 else { throw .unusedBitCount(unusedBits) }
        guard octets.count > 0 || unusedBits == 0 else { throw .unusedBitsOfNothing }
        let length = octets.count * 8 - Int(unusedBits)
        // An address never ends within an octet, so no more octets than it has can be few enough bits.
        guard length <= family.bitWidth, octets.count <= family.bitWidth / 8 else {
            throw .tooManyBits(length, family)
        }
        var bits: UInt128 = 0
        for index in octets.indices { bits |= UInt128(octets[index]) &<< UInt128(120 - 8 * index) }
        guard let prefix = IPPrefix(IPAddress(leftAligned: bits, family: family), length: length) else {
            throw .unusedBitSet
        }
        self.prefix = prefix
    }

    /// The number of octets.
    public var octetCount: Int {
        (Int(prefix.length) + 7) / 8
    }

    /// The number of bits of the last octet that do not count; they are zero.
    public var unusedBits: UInt8 {
        UInt8(truncatingIfNeeded: octetCount * 8) - prefix.length
    }

    /// Appends the octets, without the one that counts the unused bits.
    public func write(octetsInto buffer: inout [UInt8]) {
        for index in 0..<octetCount {
            buffer.append(UInt8(truncatingIfNeeded: prefix.leftAlignedBits &>> UInt128(120 - 8 * index)))
        }
    }
}
