public import NumberResources
internal import RPKIObjects

/// A BIT STRING by its octets and how many bits of the last one do not count.
public struct BitString: Hashable, Sendable {
    public var octets: [UInt8]
    public var unusedBits: UInt8

    public init(_ octets: [UInt8], unusedBits: UInt8 = 0) {
        self.octets = octets
        self.unusedBits = unusedBits
    }

    /// The first `length` bits of `bits`, which stand left in 128; what does not count is zero.
    init(leftAligned bits: UInt128, length: Int) {
        let bits = length == 0 ? 0 : bits & UInt128.max << UInt128(128 - length)
        octets = (0..<(length + 7) / 8).map { UInt8(truncatingIfNeeded: bits >> UInt128(120 - 8 * $0)) }
        unusedBits = UInt8((8 - length % 8) % 8)
    }

    /// The bits of a prefix (RFC 3779 section 2.2.3.8).
    public init(_ prefix: IPPrefix) {
        self.init(leftAligned: prefix.leftAlignedBits, length: Int(prefix.length))
    }

    func encode(into der: inout DERWriter) {
        der.bitString(octets, unusedBits: unusedBits)
    }
}
