import NumberResources

/// Numbers as payload files write them.
enum NumberText {
    /// Digits alone, at least one.
    static func unsigned(_ text: Span<UInt8>) -> UInt64? {
        guard text.count > 0, text.count <= 20 else { return nil }
        var number: UInt64 = 0
        for index in text.indices {
            guard case let digit = text[index], digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else {
                return nil
            }
            let (product, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
            if overflow || carry { return nil }
            number = sum
        }
        return number
    }

    /// `AS64496` in either case, or `64496`.
    static func asn(_ text: Span<UInt8>) -> ASN? {
        var digits = text
        if text.count > 2, text[0] | 0x20 == UInt8(ascii: "a"), text[1] | 0x20 == UInt8(ascii: "s") {
            digits = text.extracting(2..<text.count)
        }
        return unsigned(digits).flatMap(UInt32.init(exactly:)).map { ASN($0) }
    }

    /// Seconds since 1970, in the years 1970 to 9999.
    static func time(_ seconds: UInt64) -> UnixTime? {
        seconds <= UInt64(UnixTime.lastRepresentable) ? UnixTime(seconds) : nil
    }
}
