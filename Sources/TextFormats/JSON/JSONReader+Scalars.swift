extension JSONReader {
    /// The value of a number token, as far as this reader needs it.
    package enum Number: Hashable, Sendable {
        /// Digits alone, and no more than fit.
        case unsigned(UInt64)
        /// Negative, fractional, with an exponent, or larger.
        case other
    }

    /// Reads a number (RFC 8259 section 6); its characters are then the text.
    package mutating func readNumber() throws(JSONError) -> Number {
        try expect(.number)
        var index = position
        var value: UInt64 = 0
        // Nineteen digits always fit; most numbers are a few digits and nothing else.
        while index < buffer.count, index - position < 19, JSONReader.isDigit(buffer[index]) {
            value = value &* 10 &+ UInt64(buffer[index] - UInt8(ascii: "0"))
            index += 1
        }
        if index < buffer.count, !JSONReader.canStandInNumber(buffer[index]),
            index == position + 1 || buffer[position] != UInt8(ascii: "0")
        {
            text = position..<index
            textIsInScratch = false
            position = index
            return .unsigned(value)
        }
        return try readAnyNumber()
    }

    private mutating func readAnyNumber() throws(JSONError) -> Number {
        var index = position
        while true {
            while index < buffer.count, JSONReader.canStandInNumber(buffer[index]) { index += 1 }
            if index - position > limits.token { throw error(.tokenLimit) }
            if index < buffer.count { break }
            index -= position
            guard try refill() else {
                index += position
                break
            }
        }
        text = position..<index
        textIsInScratch = false
        guard let number = withText(JSONReader.number) else { throw error(.invalidNumber) }
        position = index
        return number
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }

    private static func canStandInNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    /// The number that `text` is, or `nil` when it is not of the grammar.
    private static func number(_ text: Span<UInt8>) -> Number? {
        var index = 0
        func byte() -> UInt8 { index < text.count ? text[index] : 0 }
        func digits() -> Int {
            let start = index
            while byte() >= UInt8(ascii: "0"), byte() <= UInt8(ascii: "9") { index += 1 }
            return index - start
        }
        var value: UInt64? = 0
        if byte() == UInt8(ascii: "-") {
            value = nil
            index += 1
        }
        let start = index
        let count = digits()
        guard count > 0, count == 1 || text[start] != UInt8(ascii: "0") else { return nil }
        for place in start..<index {
            guard let sum = value else { break }
            let (product, overflow) = sum.multipliedReportingOverflow(by: 10)
            let (next, carry) = product.addingReportingOverflow(UInt64(text[place] - UInt8(ascii: "0")))
            value = overflow || carry ? nil : next
        }
        if byte() == UInt8(ascii: ".") {
            value = nil
            index += 1
            guard digits() > 0 else { return nil }
        }
        if byte() | 0x20 == UInt8(ascii: "e") {
            value = nil
            index += 1
            if byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") { index += 1 }
            guard digits() > 0 else { return nil }
        }
        guard index == text.count else { return nil }
        return value.map(Number.unsigned) ?? .other
    }

    package mutating func readBoolean() throws(JSONError) -> Bool {
        try expect(.boolean)
        if try peekSome() == UInt8(ascii: "t") {
            try readWord("true")
            return true
        }
        try readWord("false")
        return false
    }

    package mutating func readNull() throws(JSONError) {
        try expect(.null)
        try readWord("null")
    }

    private mutating func readWord(_ word: StaticString) throws(JSONError) {
        let count = word.utf8CodeUnitCount
        while buffer.count - position < count {
            guard try refill() else { throw error(.invalidLiteral) }
        }
        text = position..<position + count
        textIsInScratch = false
        guard textIs(word) else { throw error(.invalidLiteral) }
        position += count
    }
}
