import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// Ghostbusters records: RFC 6493 sections 5 and 6.
@Suite struct GhostbustersRecordTests {
    private static func record(_ card: String, resources: Resources = .inherited) throws -> [UInt8] {
        try SampleObjects().ghostbusters {
            $0.eContent = Array(card.utf8)
            $0.endEntity.extensions.setResources(resources)
        }
    }

    private static func card(_ lines: String..., end: String = "\r\n") -> String {
        (["BEGIN:VCARD", "VERSION:4.0"] + lines + ["END:VCARD"]).map { $0 + end }.joined()
    }

    @Test(
        "What is no vCard of the allowed properties is refused",
        arguments: [
            "x", "BEGIN:VCARD\r\n", "BEGIN:VCARD\r\nEND:VCARD\r\n", "BEGIN:VCARD\r\nFN:a\r\nEMAIL:b\r\nEND:VCARD\r\n",
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:a\r\nEMAIL:b\r\nEND:VCARD\r\n",
            "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:a\r\nEMAIL:b\r\n", "VERSION:4.0\r\nFN:a\r\nEMAIL:b\r\nEND:VCARD\r\n",
            card(), card("FN:a"), card("EMAIL:b"), card("FN:a", "ORG:b"), card("FN:a", "EMAIL:b", "TITLE:c"),
            card("FN:a", "EMAIL:b", "X-\u{1b}[31m:c"), card("FN:a", "EMAIL"), card("FN:a\u{1b}[31m", "EMAIL:b"),
            card("FN:a", "EMAIL:b", ":c"),
            card("FN:a", "EMAIL:b", "END:VCARD", "BEGIN:VCARD"), " BEGIN:VCARD\r\n", "\r\n \r\n \r\n",
            "BEGIN:VCARD\r\n VERSION:4.0\r\nFN:a\r\nEMAIL:b\r\nEND:VCARD\r\n",
        ])
    func bad(_ card: String) throws {
        let octets = try Self.record(card)
        expectRefusal(.vCard, of: octets) { () throws(ObjectError) in _ = try GhostbustersRecord(decoding: octets) }
    }

    @Test("A vCard that is not UTF-8, or empty, is refused")
    func octets() throws {
        for content: [UInt8] in [[0xff, 0xfe], [], [0x0a], Array("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:".utf8) + [0xc3]] {
            let octets = try SampleObjects().ghostbusters { $0.eContent = content }
            expectRefusal(.vCard, of: octets) { () throws(ObjectError) in _ = try GhostbustersRecord(decoding: octets) }
        }
    }

    @Test("Lines are unfolded, parameters and other separators of lines stay text, and both ends of lines count")
    func right() throws {
        for end in ["\r\n", "\n"] {
            let octets = try Self.record(
                Self.card(
                    "FN:Ni", "\tck \u{2028}Na", " me", "EMAIL;TYPE=work:noc@", " example.net", "org:É",
                    "ADR:;;a;b;c;;d",
                    end: end))
            let record = try GhostbustersRecord(decoding: octets)
            #expect(record.properties.map(\.name) == ["FN", "EMAIL", "ORG", "ADR"])
            #expect(record.properties[0].value == "Nick \u{2028}Name")
            #expect(record.properties[1].value == "noc@example.net")
        }
    }

    @Test(
        "All resources are inherited", arguments: ["AS1", "asn:inherit 10.0.0.0/8", "ipv4:inherit ::/0"] as [Resources])
    func resources(_ resources: Resources) throws {
        let octets = try Self.record(Self.card("FN:a", "EMAIL:b"), resources: resources)
        expectRefusal(.embeddedCertificate, of: octets) { () throws(ObjectError) in
            _ = try GhostbustersRecord(decoding: octets)
        }
    }
}
