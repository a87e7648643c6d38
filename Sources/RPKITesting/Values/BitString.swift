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

    /// The bits of a prefix (RFC 3779 section 2.2.3.8).
    public init(_ prefix: IPPrefix) {
        self.init(IPAddressBitString(prefix))
    }

    /// The bits of an address or of an end of a range (RFC 3779 section 2.2.3.9).
    public init(_ bits: IPAddressBitString) {
        octets = []
        bits.write(octetsInto: &octets)
        unusedBits = bits.unusedBits
    }

    func encode(into der: inout DERWriter) {
        der.bitString(octets, unusedBits: unusedBits)
    }
}
