internal import NumberResources
internal import TextFormats

extension DERReader {
    /// Reads `IPAddress ::= BIT STRING` (RFC 3779 section 2.2.3.8): the first bits of an address of `family`.
    ///
    /// - Throws: what is wrong with the BIT STRING itself, or `code` with `rule` for more bits than the family has.
    mutating func addressBits(
        _ bytes: Span<UInt8>, _ family: AddressFamily, _ code: ObjectError.Code, _ rule: Rule
    ) throws(ObjectError) -> IPAddressBitString {
        let start = offset
        let (unused, octets) = try bitString(bytes)
        do {
            return try IPAddressBitString(octets: bytes.extracting(octets), unusedBits: unused, family: family)
        } catch {
            throw ObjectError(code, rule, at: start, "\(error)")
        }
    }

    /// Reads a prefix as a BIT STRING of its bits.
    mutating func prefix(
        _ bytes: Span<UInt8>, _ family: AddressFamily, _ rule: Rule
    ) throws(ObjectError) -> IPPrefix {
        try addressBits(bytes, family, .prefix, rule).prefix
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
                "address family \(bytes.octets(value.content.prefix(4)).hexadecimal(uppercase: false)), not 0001 or 0002"
            )
        }
        return family
    }
}
