import Testing
import TextFormats

@Suite("Comma-separated values (RFC 4180)") struct CSVTests {
    private func fields(_ line: String) -> [String]? {
        var fields = TextFields()
        let octets = Array(line.utf8)
        guard fields.splitCSV(octets, 0..<octets.count) else { return nil }
        return (0..<fields.count).map { fields.string($0) }
    }

    @Test(
        "A line is read as it was written",
        arguments: [["a", "b"], [""], ["", ""], ["a,b", "\"", "x\"y\"", "é"], ["a\nb", "\r"]])
    func roundTrip(written: [String]) {
        #expect(fields(CSV.line(written)) == written)
    }

    @Test("Quotes are written only where they must be")
    func quotes() {
        #expect(CSV.line(["a b", "a,b", "say \"x\"", "", "\t"]) == "a b,\"a,b\",\"say \"\"x\"\"\",,\"\t\"")
    }

    @Test("Quotes that do not fit are refused", arguments: ["\"a", "a\"", "\"a\"b", "a,\"b\"c,d", "\"\"\""])
    func refused(line: String) {
        #expect(fields(line) == nil)
    }

    @Test("Fields between separators have numbers and texts")
    func separators() {
        var fields = TextFields()
        let line = Array("x|12||18446744073709551615|+1|ff".utf8)
        fields.split(line, 0..<line.count, at: UInt8(ascii: "|"))
        #expect(fields.count == 6)
        #expect(fields.number(1, upTo: 12) == 12)
        #expect(fields.number(1, upTo: 11) == nil)
        #expect(fields.number(2, upTo: .max) == nil)
        #expect(fields.number(3, upTo: .max) == .max)
        #expect(fields.number(4, upTo: .max) == nil)
        #expect(fields.isEmpty(2) && !fields.isEmpty(0))
        #expect(fields.isEqual(5, "ff") && !fields.isEqual(5, "f"))
    }
}
