extension JSONReader {
    /// Reads a string; its characters are then the text.
    package mutating func readString() throws(JSONError) {
        if try peekSome() != UInt8(ascii: "\"") { try expect(.string) }
        var index = position + 1
        var isPlain = true
        scan: while true {
            let count = buffer.count
            while index < count {
                let byte = buffer[index]
                if byte == UInt8(ascii: "\"") { break scan }
                if byte == UInt8(ascii: "\\") {
                    isPlain = false
                    index += 1
                } else if byte < 0x20 {
                    position = index
                    throw error(.controlCharacter)
                } else if byte >= 0x80 {
                    isPlain = false
                }
                index += 1
            }
            index -= position
            if index > limits.rawToken { throw error(.tokenLimit) }
            guard try refill() else {
                position = buffer.count
                throw error(.unexpectedEnd)
            }
        }
        textIsInScratch = !isPlain
        if isPlain { text = position + 1..<index } else { try decode(position + 1..<index) }
        if textCount > limits.token { throw error(.tokenLimit) }
        position = index + 1
    }

    /// Calls `body` with the characters of the last string or member name, or the digits of the last number.
    @inlinable
    package func withText<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        textIsInScratch ? body(scratch.span) : body(buffer.span.extracting(text))
    }

    var textCount: Int {
        textIsInScratch ? scratch.count : text.count
    }

    /// True if the text is exactly `word`, of ASCII characters.
    package func textIs(_ word: StaticString) -> Bool {
        guard textCount == word.utf8CodeUnitCount else { return false }
        return withText { text in
            word.withUTF8Buffer { word in
                for index in word.indices where word[index] != text[index] { return false }
                return true
            }
        }
    }

    package var textSlice: ArraySlice<UInt8> {
        textIsInScratch ? scratch[...] : buffer[text]
    }

    package var textString: String {
        String(decoding: textSlice, as: UTF8.self)
    }
}

extension JSONReader {
    /// Puts the characters that `range` of the buffer encodes into `scratch`.
    private mutating func decode(_ range: Range<Int>) throws(JSONError) {
        scratch.removeAll(keepingCapacity: true)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = buffer[index]
            if byte == UInt8(ascii: "\\") {
                index = try decodeEscape(at: index)
            } else if byte < 0x80 {
                scratch.append(byte)
                index += 1
            } else {
                let count = sequenceCount(at: index, before: range.upperBound)
                if count == 0 { throw error(.invalidUTF8, at: index) }
                scratch.append(contentsOf: buffer[index..<index + count])
                index += count
            }
        }
    }

    private func error(_ code: JSONError.Code, at index: Int) -> JSONError {
        JSONError(code, offset: offset - position + index, line: line)
    }

    /// Decodes an escape and gives where the next character begins. The closing quote keeps every read inside the buffer.
    private mutating func decodeEscape(at index: Int) throws(JSONError) -> Int {
        switch buffer[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(buffer[index + 1])
        case UInt8(ascii: "b"): scratch.append(0x08)
        case UInt8(ascii: "f"): scratch.append(0x0c)
        case UInt8(ascii: "n"): scratch.append(0x0a)
        case UInt8(ascii: "r"): scratch.append(0x0d)
        case UInt8(ascii: "t"): scratch.append(0x09)
        case UInt8(ascii: "u"):
            guard let first = hexadecimal(at: index + 2) else { throw error(.invalidEscape, at: index) }
            if let scalar = Unicode.Scalar(first) {
                scratch.append(contentsOf: scalar.utf8)
                return index + 6
            }
            guard first < 0xdc00, byte(at: index + 6) == UInt8(ascii: "\\"), byte(at: index + 7) == UInt8(ascii: "u"),
                let second = hexadecimal(at: index + 8), (0xdc00..<0xe000).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
            else { throw error(.invalidEscape, at: index) }
            scratch.append(contentsOf: scalar.utf8)
            return index + 12
        default: throw error(.invalidEscape, at: index)
        }
        return index + 2
    }

    private func byte(at index: Int) -> UInt8? {
        index < buffer.count ? buffer[index] : nil
    }

    private func hexadecimal(at index: Int) -> UInt32? {
        var number: UInt32 = 0
        for place in index..<index + 4 {
            guard let digit = byte(at: place), let value = Hexadecimal.value(digit) else { return nil }
            number = number << 4 | UInt32(value)
        }
        return number
    }

    /// The number of octets of the UTF-8 sequence at `index`, 2 to 4, or 0 when it is none (RFC 3629 section 4).
    private func sequenceCount(at index: Int, before end: Int) -> Int {
        let first = buffer[index]
        let count: Int
        let second: ClosedRange<UInt8>
        switch first {
        case 0xc2...0xdf: (count, second) = (2, 0x80...0xbf)
        case 0xe0: (count, second) = (3, 0xa0...0xbf)
        case 0xed: (count, second) = (3, 0x80...0x9f)
        case 0xe1...0xef: (count, second) = (3, 0x80...0xbf)
        case 0xf0: (count, second) = (4, 0x90...0xbf)
        case 0xf1...0xf3: (count, second) = (4, 0x80...0xbf)
        case 0xf4: (count, second) = (4, 0x80...0x8f)
        default: return 0
        }
        guard index + count <= end, second.contains(buffer[index + 1]) else { return 0 }
        for place in index + 2..<index + count where buffer[place] & 0xc0 != 0x80 { return 0 }
        return count
    }
}
