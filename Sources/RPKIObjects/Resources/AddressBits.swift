internal import NumberResources

/// An address or prefix as RFC 3779 section 2.1.2 writes it: a BIT STRING of its leading bits.
struct AddressBits<Bound: FixedWidthInteger & UnsignedInteger> {
    /// The bits, left in the width of the family; those that were left out are zero.
    let value: Bound
    /// How many bits were written.
    let length: Int

    /// All addresses that start with these bits.
    var range: ClosedRange<Bound> {
        value...(value | (length == Bound.bitWidth ? 0 : Bound.max >> Bound(length)))
    }

    /// Whether trailing bits that are `bit` have all been left out, as in the bounds of a range.
    func isStripped(of bit: Bound) -> Bool {
        length == 0 || value >> Bound(Bound.bitWidth - length) & 1 != bit
    }
}

extension ClosedRange where Bound: FixedWidthInteger & UnsignedInteger {
    /// Whether a prefix has exactly these addresses.
    var isPrefix: Bool {
        let difference = lowerBound ^ upperBound
        return difference & (difference &+ 1) == 0 && lowerBound & difference == 0
            && upperBound & difference == difference
    }
}

extension DERReader {
    /// Reads `IPAddress ::= BIT STRING`.
    mutating func addressPrefix<Bound: FixedWidthInteger & UnsignedInteger>(
        _ bytes: Span<UInt8>, _ code: ObjectError.Code, _ rule: Rule
    ) throws(ObjectError) -> AddressBits<Bound> {
        let start = offset
        let (unused, octets) = try bitString(bytes)
        let length = octets.count * 8 - Int(unused)
        guard length <= Bound.bitWidth else {
            throw ObjectError(code, rule, at: start, "\(length) bits where an address has \(Bound.bitWidth)")
        }
        var value: Bound = 0
        for index in octets { value = value << 8 | Bound(bytes[index]) }
        if octets.count * 8 < Bound.bitWidth { value <<= Bound(Bound.bitWidth - octets.count * 8) }
        return AddressBits(value: value, length: length)
    }

    /// Reads an address family of two octets: an AFI without SAFI.
    mutating func addressFamily(
        _ bytes: Span<UInt8>, _ code: ObjectError.Code, _ rule: Rule
    ) throws(ObjectError) -> AddressFamily {
        let value = try next(.octetString, bytes)
        guard value.content.count == 2, bytes[value.content.lowerBound] == 0,
            let family = AddressFamily(rawValue: bytes[value.content.lowerBound + 1])
        else {
            throw ObjectError(
                code, rule, at: value.start,
                "address family \(bytes.octets(value.content).hexadecimal(uppercase: false)), not 0001 or 0002")
        }
        return family
    }
}
