import Testing
import TextFormats

@Suite("Values of JSON") struct JSONValueTests {
    private func failure(_ text: String, limits: JSONLimits = JSONLimits()) -> JSONError.Code? {
        do throws(JSONError) {
            _ = try JSONValue(Array(text.utf8), limits: limits)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("Members keep their order, numbers their digits")
    func losesNothing() throws {
        let text = #"{"z":1.50E+03,"a":[-0,123456789012345678901234567890,1e400],"":{},"é":null}"#
        #expect(try JSONValue(Array(text.utf8)).text == text)
    }

    @Test(
        "A member twice is refused, at every level and however it is spelled",
        arguments: [#"{"a":1,"a":1}"#, #"[{"b":{"a":1,"c":2,"a":3}}]"#, #"{"a":1,"\u0061":1}"#, #"{"":0,"":0}"#])
    func duplicates(text: String) {
        #expect(failure(text) == .duplicateMember)
    }

    @Test("Names in other normal forms are other names (RFC 8259 section 8.3)")
    func normalForms() throws {
        let value = try JSONValue(Array("{\"\u{e9}\":1,\"e\u{301}\":2}".utf8))
        guard case .object(let object) = value else { throw JSONKindError() }
        #expect(object.count == 2)
        #expect(object["\u{e9}"] == .number("1"))
        #expect(object["e\u{301}"] == .number("2"))
    }

    private struct JSONKindError: Error {}

    @Test(
        "Hostile text is refused with the rule that it breaks",
        arguments: [
            (#""\ud800""#, .invalidEscape), (#""\udc00\ud800""#, .invalidEscape), (#""\ud83d\u0041""#, .invalidEscape),
            (#""\x41""#, .invalidEscape), (#""\u00g0""#, .invalidEscape), ("\"\u{1}\"", .controlCharacter),
            ("01", .invalidNumber), ("-", .invalidNumber), ("1.", .invalidNumber), ("1e", .invalidNumber),
            ("+1", .unexpectedByte), (".5", .unexpectedByte), ("NaN", .unexpectedByte), ("nul", .invalidLiteral),
            ("truE", .invalidLiteral), ("[1,]", .unexpectedByte), (#"{"a":1,}"#, .unexpectedByte),
            ("[1 2]", .unexpectedByte),
            ("{1:2}", .unexpectedByte), ("[", .unexpectedEnd), (#"{"a""#, .unexpectedEnd), ("", .unexpectedEnd),
            ("1 2", .trailingData), ("[]]", .trailingData), ("\u{feff}[]", .unexpectedByte),
        ] as [(String, JSONError.Code)])
    func hostile(text: String, code: JSONError.Code) {
        #expect(failure(text) == code)
    }

    @Test(
        "Octets that are not UTF-8 are refused in names and texts",
        arguments: [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xff]])
    func encoding(octets: [UInt8]) {
        for text in [[0x22] + octets + [0x22], Array("{\"".utf8) + octets + Array("\":1}".utf8)] {
            #expect(throws: JSONError.self) { try JSONValue(text) }
        }
    }

    @Test("Depth, size and the length of texts and numbers are bounded")
    func limits() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(failure(deep) == .depthLimit)
        #expect(failure(String(repeating: "{\"a\":", count: 100_000)) == .depthLimit)
        #expect(failure("[[1]]", limits: JSONLimits(depth: 1)) == .depthLimit)
        #expect(failure("[[1]]", limits: JSONLimits(depth: 2)) == nil)
        #expect(failure("[1,2,3]", limits: JSONLimits(size: 6)) == .sizeLimit)
        #expect(
            failure("12345678901234567890123456789012345678901234567890", limits: JSONLimits(token: 40)) == .tokenLimit)
    }

    @Test("The length of a text is that without its escapes")
    func decodedLength() {
        let limits = JSONLimits(token: 4)
        #expect(failure(#""\u0041\u0042\u0043\u0044""#, limits: limits) == nil)
        #expect(failure(#""\n\n\n\n""#, limits: limits) == nil)
        #expect(failure(#""abcd""#, limits: limits) == nil)
        #expect(failure(#""abcde""#, limits: limits) == .tokenLimit)
        #expect(failure(#""\n\n\n\n\n""#, limits: limits) == .tokenLimit)
        #expect(failure(#""éé""#, limits: limits) == nil)
        #expect(failure(#""ééé""#, limits: limits) == .tokenLimit)
    }

    @Test("A member can be taken out and put in")
    func members() {
        var object: JSONObject = ["a": 1.json, "b": 2.json]
        object["a"] = 3.json
        object["c"] = 4.json
        #expect(JSONValue.object(object).text == #"{"a":3,"b":2,"c":4}"#)
        #expect(object.remove("b") == 2.json)
        #expect(object.remove("b") == nil)
        object["a"] = nil
        #expect(JSONValue.object(object).text == #"{"c":4}"#)
        #expect(JSONObject([.init("x", .null), .init("x", .boolean(true))]).members.count == 1)
    }
}

extension Int {
    fileprivate var json: JSONValue { .number(String(self)) }
}
