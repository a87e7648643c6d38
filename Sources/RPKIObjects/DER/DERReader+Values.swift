package import NumberResources

extension DERReader {
    /// Reads a BOOLEAN: 0x00 or 0xff (X.690 section 11.1).
    package mutating func boolean(_ bytes: Span<UInt8>) throws(ObjectError) -> Bool {
        let value = try next(.boolean, bytes)
        guard value.content.count == 1 else {
            throw ObjectError(.boolean, .x690("8.2"), at: value.start, "BOOLEAN of \(value.content.count) octets")
        }
        switch bytes[value.content.lowerBound] {
        case 0x00: return false
        case 0xff: return true
        default: throw ObjectError(.boolean, .x690("11.1"), at: value.start, "TRUE is 0xff in DER")
        }
    }

    /// Reads an INTEGER and gives its content octets: two's complement, shortest form (X.690 section 8.3.2).
    package mutating func integer(_ bytes: Span<UInt8>) throws(ObjectError) -> Range<Int> {
        let value = try next(.integer, bytes)
        let content = value.content
        guard !content.isEmpty else {
            throw ObjectError(.integer, .x690("8.3.1"), at: value.start, "INTEGER without octets")
        }
        if content.count > 1 {
            let first = bytes[content.lowerBound]
            let sign = bytes[content.lowerBound + 1] & 0x80
            guard !(first == 0 && sign == 0), !(first == 0xff && sign != 0) else {
                throw ObjectError(.integer, .x690("8.3.2"), at: value.start, "INTEGER is not in its shortest form")
            }
        }
        return content
    }

    /// Reads an INTEGER of 0 to 2^64 - 1; `nil` when it is negative or larger.
    package mutating func unsigned(_ bytes: Span<UInt8>) throws(ObjectError) -> UInt64? {
        let content = try integer(bytes)
        guard bytes[content.lowerBound] & 0x80 == 0, content.count <= 9,
            content.count < 9 || bytes[content.lowerBound] == 0
        else { return nil }
        var number: UInt64 = 0
        for index in content { number = number << 8 | UInt64(bytes[index]) }
        return number
    }

    /// Reads an OBJECT IDENTIFIER and gives its content octets.
    package mutating func objectIdentifier(_ bytes: Span<UInt8>) throws(ObjectError) -> ObjectIdentifier {
        let value = try next(.objectIdentifier, bytes)
        let content = value.content
        guard !content.isEmpty, content.count <= 64, bytes[content.upperBound - 1] & 0x80 == 0 else {
            throw ObjectError(.objectIdentifier, .x690("8.19"), at: value.start, "malformed OBJECT IDENTIFIER")
        }
        // 0x80 may stand within an arc, but not at its start.
        for index in content where bytes[index] == 0x80 {
            guard index > content.lowerBound, bytes[index - 1] & 0x80 != 0 else {
                throw ObjectError(
                    .objectIdentifier, .x690("8.19.2"), at: value.start, "arc is not in its shortest form")
            }
        }
        return ObjectIdentifier(bytes, content)
    }

    /// Reads a BIT STRING: how many bits of its last octet are unused, and its octets. Unused bits are zero (X.690
    /// section 11.2.1).
    package mutating func bitString(_ bytes: Span<UInt8>) throws(ObjectError) -> (unused: UInt8, octets: Range<Int>) {
        let value = try next(.bitString, bytes)
        guard let unused = value.content.isEmpty ? nil : bytes[value.content.lowerBound], unused <= 7,
            value.content.count > 1 || unused == 0
        else {
            throw ObjectError(.bitString, .x690("8.6.2"), at: value.start, "malformed BIT STRING")
        }
        let octets = (value.content.lowerBound + 1)..<value.content.upperBound
        if unused > 0, bytes[octets.upperBound - 1] & ((1 << unused) - 1) != 0 {
            throw ObjectError(.bitString, .x690("11.2.1"), at: value.start, "unused bits of the BIT STRING are set")
        }
        return (unused, octets)
    }

    /// Reads NULL.
    package mutating func null(_ bytes: Span<UInt8>) throws(ObjectError) {
        let value = try next(.null, bytes)
        guard value.content.isEmpty else {
            throw ObjectError(.length, .x690("8.8.2"), at: value.start, "NULL with content")
        }
    }

    /// Reads an INTEGER that is an AS number, 0 to 4,294,967,295; `nil` when it is not.
    package mutating func asn(_ bytes: Span<UInt8>) throws(ObjectError) -> ASN? {
        guard let number = try unsigned(bytes), number <= UInt64(UInt32.max) else { return nil }
        return ASN(UInt32(number))
    }
}

extension DERValue {
    /// The content as text, each octet of which must be in the alphabet of `tag`.
    package func text(_ bytes: Span<UInt8>) throws(ObjectError) -> String {
        for index in content where bytes[index] >= 0x80 || bytes[index] == 0 {
            throw ObjectError(.string, .x690("8.23"), at: start, "octet 0x\(String(bytes[index], radix: 16)) in \(tag)")
        }
        return String(ascii: bytes, content)
    }
}

extension String {
    /// The text of octets already known to be ASCII.
    package init(ascii bytes: Span<UInt8>, _ range: Range<Int>) {
        self.init(unsafeUninitializedCapacity: range.count) { buffer in
            for index in 0..<range.count { buffer[index] = bytes[range.lowerBound + index] }
            return range.count
        }
    }
}
