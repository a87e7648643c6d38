/// Numbers as files of payloads write them.
package enum NumberText {
    /// Digits alone, at least one.
    package static func unsigned(_ text: Span<UInt8>) -> UInt64? {
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

    /// Seconds since 1970, in the years 1970 to 9999.
    package static func time(_ seconds: UInt64) -> UnixTime? {
        seconds <= UInt64(UnixTime.lastRepresentable) ? UnixTime(seconds) : nil
    }
}
