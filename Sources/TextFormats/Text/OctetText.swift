/// Text is built as octets: a `String` for each of a million rows costs more than all else.
extension [UInt8] {
    package mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    package mutating func append(text: String) {
        append(contentsOf: text.utf8)
    }

    package mutating func append(decimal number: some BinaryInteger) {
        if number < 0 { append(UInt8(ascii: "-")) }
        append(digits: UInt64(number.magnitude))
    }

    private mutating func append(digits number: UInt64) {
        if number >= 100 { append(digits: number / 100) }
        let rest = UInt8(truncatingIfNeeded: number % 100)
        if number >= 10 { append(UInt8(ascii: "0") + rest / 10) }
        append(UInt8(ascii: "0") + rest % 10)
    }

    /// The number in at least `width` places, filled up with `fill` on the left.
    package mutating func append(decimal number: Int, width: Int, fill: UInt8 = UInt8(ascii: "0")) {
        var digits: [UInt8] = []
        digits.append(decimal: number)
        append(contentsOf: repeatElement(fill, count: Swift.max(0, width - digits.count)))
        append(contentsOf: digits)
    }

    /// A JSON string with its quotes (RFC 8259 section 7).
    package mutating func append(jsonString text: String) {
        JSONText.append(text, to: &self)
    }

    /// A CSV field, in quotes only where it must be (RFC 4180 section 2).
    package mutating func append(csvField text: String) {
        let special = text.utf8.contains {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0a || $0 == 0x0d
        }
        if special { append(quotedCSVField: text) } else { append(text: text) }
    }

    package mutating func append(quotedCSVField text: String) {
        append(UInt8(ascii: "\""))
        for octet in text.utf8 {
            if octet == UInt8(ascii: "\"") { append(octet) }
            append(octet)
        }
        append(UInt8(ascii: "\""))
    }
}
