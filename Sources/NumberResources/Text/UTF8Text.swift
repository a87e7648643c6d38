/// The octets that the texts of this module are made of.
enum UTF8Text {
    static let zero = UInt8(ascii: "0")
    static let dot = UInt8(ascii: ".")
    static let colon = UInt8(ascii: ":")
    static let slash = UInt8(ascii: "/")
    static let dash = UInt8(ascii: "-")
    static let comma = UInt8(ascii: ",")
    static let space = UInt8(ascii: " ")

    /// Calls `body` with the octets of `text`; only a text that is not stored as UTF-8 is copied.
    static func withUTF8<Result, Failure: Error>(
        of text: some StringProtocol, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(String(text).utf8.span)
    }

    /// The string of what `write` appends.
    static func string(_ write: (inout [UInt8]) -> Void) -> String {
        var buffer: [UInt8] = []
        buffer.reserveCapacity(48)
        write(&buffer)
        return String(decoding: buffer, as: UTF8.self)
    }

    /// Appends `number` in decimal.
    static func write(decimal number: UInt32, into buffer: inout [UInt8]) {
        var divisor: UInt32 = 1
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            buffer.append(zero + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }

    /// Appends `number` in lower case hexadecimal without leading zeros.
    static func write(hexadecimal number: UInt16, into buffer: inout [UInt8]) {
        var shift = (15 - min(15, number.leadingZeroBitCount)) / 4 * 4
        while shift >= 0 {
            let digit = UInt8(truncatingIfNeeded: number >> UInt16(shift) & 0xf)
            buffer.append(digit < 10 ? zero + digit : UInt8(ascii: "a") + digit - 10)
            shift -= 4
        }
    }
}

extension Span<UInt8> {
    /// The index of the first `octet`.
    func firstIndex(of octet: UInt8) -> Int? {
        var index = 0
        while index < count {
            if self[index] == octet { return index }
            index += 1
        }
        return nil
    }

    /// True if the octet at `index` is `octet`.
    func has(_ octet: UInt8, at index: Int) -> Bool {
        index < count && self[index] == octet
    }

    /// The decimal number at `index`, which moves behind it: digits only, no leading zero, at most `limit`.
    func decimal(at index: inout Int, limit: UInt32) -> UInt32? {
        var number: UInt64 = 0
        let start = index
        while index < count {
            let digit = self[index] &- UTF8Text.zero
            if digit > 9 { break }
            if index > start, number == 0 { return nil }
            number = number * 10 + UInt64(digit)
            if number > UInt64(limit) { return nil }
            index += 1
        }
        return index > start ? UInt32(truncatingIfNeeded: number) : nil
    }

    /// The hexadecimal number at `index`, which moves behind it: one to four digits of either case.
    func hexadecimal(at index: inout Int) -> UInt16? {
        var number: UInt16 = 0
        let start = index
        while index < count, let digit = hexadecimalDigit(at: index) {
            if index - start == 4 { return nil }
            number = number << 4 | UInt16(digit)
            index += 1
        }
        return index > start ? number : nil
    }

    private func hexadecimalDigit(at index: Int) -> UInt8? {
        switch self[index] {
        case let octet where octet &- UTF8Text.zero <= 9: octet - UTF8Text.zero
        case let octet where (octet | 0x20) &- UInt8(ascii: "a") <= 5: (octet | 0x20) - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
