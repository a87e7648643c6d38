import Foundation
import RPKIObjects
import RPKIValidation
import Testing

@Suite struct RejectionTests {
    private func rejection(
        _ uri: String = "rsync://host.example/module/a.roa", _ detail: String = "detail", offset: Int? = 7,
        section: String = "4.2", hash: [UInt8]? = [1], level: Rejection.Level = .rejected,
        code: ObjectError.Code = .signature
    ) -> Rejection {
        Rejection(
            uri: uri, hash: hash.map { ObjectHash(of: $0) }, level: level,
            error: ObjectError(code, Rule("RFC 9286", section), at: offset, detail))
    }

    private func object(_ rejection: Rejection) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(rejection.json.utf8)) as? [String: Any])
    }

    @Test("A line of JSON has the fields uri, hash, level, reason, rfc, section, offset and detail, in this order")
    func fields() throws {
        let hash = ObjectHash(of: [1])
        #expect(
            rejection().json == """
                {"uri":"rsync://host.example/module/a.roa","hash":"\(hash)","level":"rejected","reason":"signature",\
                "rfc":"RFC 9286","section":"4.2","offset":7,"detail":"detail"}
                """)
    }

    @Test("What there is none of is null")
    func nulls() throws {
        let object = try object(rejection(offset: nil, section: "", hash: nil))
        #expect(object.count == 8)
        for field in ["hash", "section", "offset"] { #expect(object[field] is NSNull) }
    }

    @Test(
        "Any text is written so that it is read back as it was, on one line",
        arguments: ["\"\\/\u{8}\u{c}\n\r\t", "\u{0}\u{1f}\u{7f}\u{9b}", "ä€𝄞\u{2028}", "e\u{301}", ""])
    func text(detail: String) throws {
        let rejection = rejection("rsync://h/\(detail)", detail)
        #expect(!rejection.json.contains("\n"))
        let object = try object(rejection)
        #expect((object["detail"] as? String).map { Array($0.unicodeScalars) } == Array(detail.unicodeScalars))
    }

    @Test("The text for people has no control characters: names in certificates do nothing to a terminal")
    func terminal() {
        let text = "\(rejection("rsync://h/m/a.roa", "CA \u{1b}[2J\u{7}\u{9b}\u{202e}\r\n"))"
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7f })
        #expect(text.hasPrefix("rejected: rsync://h/m/a.roa: signature at octet 7: CA \\u{1b}[2J\\u{7}"))
    }

    @Test("A detail of any length is cut to a bounded one")
    func bounded() {
        let long = String(repeating: "ä", count: 100_000)
        #expect(rejection("", long).error.detail.utf8.count <= 1010)
        #expect(rejection("", "short").error.detail == "short")
    }

    @Test("Rejections stand in one order: by URI, level, reason, detail and hash")
    func order() {
        let sorted = [
            rejection("a"), rejection("b", level: .pointKept), rejection("b", code: .expired), rejection("b", "c"),
            rejection("b", "d", hash: nil), rejection("b", "d", hash: [1]), rejection("b", level: .warning),
        ]
        for _ in 0..<20 { #expect(sorted.shuffled().sorted() == sorted) }
    }
}
