/// Text is built as octets: a `String` for each of a million rows costs more than all else.
extension [UInt8] {
    @inlinable
    package mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    @inlinable
    package mutating func append(text: String) {
        append(contentsOf: text.utf8)
    }

    @inlinable
    package mutating func append(decimal number: some BinaryInteger) {
        if number < 0 { append(UInt8(ascii: "-")) }
        append(digits: UInt64(number.magnitude))
    }

    @usableFromInline
    mutating func append(digits number: UInt64) {
        if number >= 100 { append(digits: number / 100) }
        let rest = UInt8(truncatingIfNeeded: number % 100)
        if number >= 10 { append(UInt8(ascii: "0") + rest / 10) }
        append(UInt8(ascii: "0") + rest % 10)
    }

    /// The number in at least `width` places, filled up with `fill` on the left.
    package mutating func append(decimal number: Int, width: Int, fill: UInt8 = UInt8(ascii: "0")) {
        let start = count
        append(decimal: number)
        let missing = width - (count - start)
        if missing > 0 { insert(contentsOf: repeatElement(fill, count: missing), at: start) }
    }

    /// A number from 0 to 99 in two places.
    package mutating func append(twoDigits number: Int) {
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10 % 10))
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }

    /// A JSON string with its quotes (RFC 8259 section 7).
    package mutating func append(jsonString text: String) {
        JSONText.append(text, to: &self)
    }
}
