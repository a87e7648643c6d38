import Testing

@testable import TextFormats

@Suite("JSONReader")
struct JSONReaderTests {
    /// Reads one whole value and nothing else.
    func check(_ bytes: [UInt8], chunk: Int = 1 << 20, limits: JSONLimits = JSONLimits()) -> JSONError? {
        var reader = JSONReader(limits: limits, nextChunk: chunks(bytes, of: chunk))
        do throws(JSONError) {
            try reader.skipValue()
            try reader.finish()
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "Texts of RFC 8259 are taken",
        arguments: [
            "{}", "[]", " [ ] ", "[1,2]", "{\"a\":{\"b\":[null,true,false]}}", "0", "-0", "10", "-1.5e+10", "1E5",
            "0.1",
            "\"\"", "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"", "\"é😀\"", "\t\r\n1\n", "[\"\",[],{}]",
            "123456789012345678901234567890", "null", "\"\u{7f}\"",
        ])
    func valid(text: String) {
        for chunk in [1, 2, 3, 100] { #expect(check(Array(text.utf8), chunk: chunk) == nil) }
    }

    @Test(
        "Everything else is refused",
        arguments: [
            ("", .unexpectedEnd), ("[", .unexpectedEnd), ("{\"a\":", .unexpectedEnd), ("\"a", .unexpectedEnd),
            ("[1,]", .unexpectedByte), ("{\"a\":1,}", .unexpectedByte), ("[,1]", .unexpectedByte),
            ("{a:1}", .unexpectedByte), ("{1:1}", .unexpectedByte), ("{\"a\" 1}", .unexpectedByte),
            ("[1 2]", .unexpectedByte), ("[1}", .unexpectedByte), ("'a'", .unexpectedByte),
            ("\u{0b}1", .unexpectedByte),
            ("1 2", .trailingData), ("{}x", .trailingData), ("[]]", .trailingData), ("truex", .trailingData),
            ("01", .invalidNumber), ("-", .invalidNumber), ("1.", .invalidNumber), (".5", .unexpectedByte),
            ("1e", .invalidNumber), ("1e+", .invalidNumber), ("+1", .unexpectedByte), ("1.e5", .invalidNumber),
            ("--1", .invalidNumber), ("1-1", .invalidNumber), ("00", .invalidNumber), ("-01", .invalidNumber),
            ("tru", .invalidLiteral), ("trua", .invalidLiteral), ("nul", .invalidLiteral), ("True", .unexpectedByte),
            ("NaN", .unexpectedByte), ("\"\n\"", .controlCharacter), ("\"\u{0}\"", .controlCharacter),
            ("\"\\x\"", .invalidEscape), ("\"\\u12\"", .invalidEscape), ("\"\\u12g4\"", .invalidEscape),
            ("\"\\ud800\"", .invalidEscape), ("\"\\ud800\\u0041\"", .invalidEscape), ("\"\\udc00\"", .invalidEscape),
            ("\"\\ud800x\"", .invalidEscape), ("\"\\\n\"", .invalidEscape), ("\u{feff}{}", .unexpectedByte),
        ] as [(String, JSONError.Code)])
    func invalid(text: String, code: JSONError.Code) {
        for chunk in [1, 2, 3, 100] { #expect(check(Array(text.utf8), chunk: chunk)?.code == code) }
    }

    @Test(
        "Strings are UTF-8",
        arguments: [
            [0x80], [0xc0, 0x80], [0xc1, 0xbf], [0xc3], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80],
            [0xf0, 0x80, 0x80, 0x80],
            [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82], [0xe2, 0x28, 0xa1], [0xff],
        ] as [[UInt8]])
    func utf8(octets: [UInt8]) {
        #expect(check([0x22] + octets + [0x22])?.code == .invalidUTF8)
    }

    @Test("Depth, token length and size are bounded")
    func limits() {
        let nested = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(check(nested)?.code == .depthLimit)
        #expect(check(Array("[[[]]]".utf8), limits: JSONLimits(depth: 2))?.code == .depthLimit)
        #expect(check(Array("[[]]".utf8), limits: JSONLimits(depth: 2)) == nil)
        for chunk in [1, 3, 100] {
            let limits = JSONLimits(size: 50, token: 8)
            #expect(check(Array("\"123456789\"".utf8), chunk: chunk, limits: limits)?.code == .tokenLimit)
            #expect(check(Array("1234567890123456789012".utf8), chunk: chunk, limits: limits)?.code == .tokenLimit)
            #expect(check([UInt8](repeating: 0x20, count: 51), chunk: chunk, limits: limits)?.code == .sizeLimit)
        }
    }

    @Test("An error names the octet and the line")
    func place() {
        let error = check(Array("{\n \"a\": 1,\n \"b\": x}".utf8), chunk: 4)
        #expect(error == JSONError(.unexpectedByte, offset: 17, line: 3))
        #expect(check(Array("[\"\\q\"]".utf8))?.offset == 2)
    }

    @Test("Strings mean what their escapes say, in chunks too")
    func unescaped() throws {
        for chunk in [1, 2, 5, 100] {
            var reader = JSONReader(
                nextChunk: chunks(Array("[\"a\\u00e9\\ud83d\\ude00\\n\", \"é\", \"plain\"]".utf8), of: chunk))
            var strings: [String] = []
            try reader.beginArray()
            while try reader.nextElement() {
                try reader.readString()
                strings.append(reader.textString)
            }
            #expect(strings == ["aé😀\n", "é", "plain"])
        }
    }

    @Test("A member's name outlives the chunk it came in")
    func namesAcrossChunks() throws {
        for chunk in 1...12 {
            var reader = JSONReader(nextChunk: chunks(Array("{\"prefix\"  :  \"x\" , \"asn\":  5}".utf8), of: chunk))
            var names: [Bool] = []
            try reader.beginObject()
            while try reader.nextMember() {
                _ = try reader.peekKind()
                names.append(reader.textIs("prefix") || reader.textIs("asn"))
                try reader.skipValue()
            }
            try reader.finish()
            #expect(names == [true, true])
        }
    }

    @Test(
        "Whole numbers are told from others",
        arguments: [
            ("0", .unsigned(0)), ("42", .unsigned(42)), ("9999999999999999999", .unsigned(9_999_999_999_999_999_999)),
            ("18446744073709551615", .unsigned(.max)), ("18446744073709551616", .other), ("-0", .other),
            ("1.0", .other), ("1e2", .other),
        ] as [(String, JSONReader.Number)])
    func numbers(text: String, expected: JSONReader.Number) throws {
        for chunk in [1, 7, 100] {
            var reader = JSONReader(nextChunk: chunks(Array(text.utf8), of: chunk))
            #expect(try reader.readNumber() == expected)
        }
    }
}

/// The octets in chunks of `size`.
private func chunks(_ bytes: [UInt8], of size: Int) -> () -> [UInt8]? {
    var position = 0
    return {
        if position == bytes.count { return nil }
        let end = min(position + size, bytes.count)
        defer { position = end }
        return Array(bytes[position..<end])
    }
}
