/// Reads one text of JSON (RFC 8259) whole, strictly: no member twice, no half surrogates, nothing behind the value.
struct JSONParser {
    private let bytes: [UInt8]
    private let limits: SecurityEventLimits
    private var position = 0
    private var depth = 0

    private init(_ bytes: [UInt8], limits: SecurityEventLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    static func value(_ bytes: [UInt8], limits: SecurityEventLimits) throws(SecurityEventError) -> JSONValue {
        guard bytes.count <= limits.eventSize else {
            throw SecurityEventError(.limit, "more than \(limits.eventSize) octets (eventSize)")
        }
        var parser = JSONParser(bytes, limits: limits)
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.syntax("something follows the value") }
        return value
    }

    private func syntax(_ reason: String) -> SecurityEventError {
        SecurityEventError(.syntax, offset: position, reason)
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x0a, 0x0d, 0x09].contains(bytes[position]) { position += 1 }
    }

    /// The next octet that is not white space.
    private mutating func peek() throws(SecurityEventError) -> UInt8 {
        skipSpace()
        guard position < bytes.count else { throw syntax("the text ends too early") }
        return bytes[position]
    }

    private mutating func expect(_ octet: UInt8) throws(SecurityEventError) {
        guard try peek() == octet else { throw syntax("“\(Character(Unicode.Scalar(octet)))” was expected") }
        position += 1
    }

    private mutating func value() throws(SecurityEventError) -> JSONValue {
        switch try peek() {
        case UInt8(ascii: "{"): return try nested { parser throws(SecurityEventError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(SecurityEventError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(SecurityEventError) -> JSONValue
    ) throws(SecurityEventError) -> JSONValue {
        guard depth < limits.eventDepth else {
            throw SecurityEventError(.limit, offset: position, "more than \(limits.eventDepth) levels (eventDepth)")
        }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }

    private mutating func object() throws(SecurityEventError) -> JSONValue {
        position += 1
        var members: [String: JSONValue] = [:]
        if try peek() == UInt8(ascii: "}") {
            position += 1
            return .object(members)
        }
        while true {
            guard try peek() == UInt8(ascii: "\"") else { throw syntax("the name of a member was expected") }
            let name = try string()
            try expect(UInt8(ascii: ":"))
            guard members.updateValue(try value(), forKey: name) == nil else {
                throw syntax("the member “\(name.prefix(64))” is there twice")
            }
            if try peek() == UInt8(ascii: "}") { break }
            try expect(UInt8(ascii: ","))
        }
        position += 1
        return .object(members)
    }

    private mutating func array() throws(SecurityEventError) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        if try peek() == UInt8(ascii: "]") {
            position += 1
            return .array(elements)
        }
        while true {
            elements.append(try value())
            if try peek() == UInt8(ascii: "]") { break }
            try expect(UInt8(ascii: ","))
        }
        position += 1
        return .array(elements)
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(SecurityEventError) -> JSONValue {
        let count = word.utf8CodeUnitCount
        let matches = word.withUTF8Buffer { $0.elementsEqual(bytes[position...].prefix(count)) }
        guard matches else { throw syntax("a value was expected") }
        position += count
        return value
    }

    private mutating func number() throws(SecurityEventError) -> String {
        let start = position
        func digit(_ index: Int) -> Bool {
            index < bytes.count && bytes[index] >= UInt8(ascii: "0") && bytes[index] <= UInt8(ascii: "9")
        }
        func octet(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }
        var index = start
        if octet(index) == UInt8(ascii: "-") { index += 1 }
        guard digit(index) else { throw syntax("a value was expected") }
        if octet(index) == UInt8(ascii: "0") { index += 1 } else { while digit(index) { index += 1 } }
        if octet(index) == UInt8(ascii: "."), digit(index + 1) {
            index += 1
            while digit(index) { index += 1 }
        }
        if octet(index) | 0x20 == UInt8(ascii: "e") {
            var exponent = index + 1
            if octet(exponent) == UInt8(ascii: "+") || octet(exponent) == UInt8(ascii: "-") { exponent += 1 }
            guard digit(exponent) else { throw syntax("an exponent without digits") }
            while digit(exponent) { exponent += 1 }
            index = exponent
        }
        try check(index - start)
        position = index
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private func check(_ count: Int) throws(SecurityEventError) {
        guard count <= limits.textOctets else {
            throw SecurityEventError(
                .limit, offset: position, "a text or number of more than \(limits.textOctets) octets (textOctets)")
        }
    }
}

extension JSONParser {
    private mutating func string() throws(SecurityEventError) -> String {
        position += 1
        var text: [UInt8] = []
        while true {
            guard position < bytes.count else { throw syntax("the text ends too early") }
            let octet = bytes[position]
            switch octet {
            case UInt8(ascii: "\""):
                position += 1
                // The whole text has been checked to be UTF-8.
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw syntax("a control character in a string")
            default:
                text.append(octet)
                position += 1
            }
            try check(text.count)
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(SecurityEventError) {
        let octet = position + 1 < bytes.count ? bytes[position + 1] : 0
        switch octet {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(octet)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            text.append(contentsOf: String(try unicodeEscape()).utf8)
            return
        default: throw syntax("no such escape")
        }
        position += 2
    }

    /// The character of `\uXXXX`, or of two that are a surrogate pair; goes past it.
    private mutating func unicodeEscape() throws(SecurityEventError) -> Unicode.Scalar {
        let first = try hexadecimal(at: position + 2)
        if let scalar = Unicode.Scalar(first) {
            position += 6
            return scalar
        }
        guard first < 0xdc00, bytes.count > position + 7, bytes[position + 6] == UInt8(ascii: "\\"),
            bytes[position + 7] == UInt8(ascii: "u")
        else { throw syntax("half a surrogate pair") }
        let second = try hexadecimal(at: position + 8)
        guard (0xdc00..<0xe000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
        else { throw syntax("half a surrogate pair") }
        position += 12
        return scalar
    }

    private func hexadecimal(at index: Int) throws(SecurityEventError) -> UInt32 {
        guard index + 4 <= bytes.count else { throw syntax("no such escape") }
        var number: UInt32 = 0
        for octet in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(octet)).hexDigitValue else { throw syntax("no such escape") }
            number = number << 4 | UInt32(digit)
        }
        return number
    }
}
