import Foundation
import Testing

@testable import Delivery

/// A message to deliver.
func delivery(
    _ summary: String = "AS64666 originates our prefix", text: String = "", revision: Int = 1,
    alert: String = "00112233aabbccdd"
) -> Message {
    Message(
        recipient: "s", key: alert, revision: revision,
        time: Date(timeIntervalSince1970: 1_780_000_000.25),
        content: MessageContent(
            kind: "exact-prefix-origin", change: "raised", severity: 3, summary: summary, text: text,
            record: "{\"n\":\(revision)}"))
}

@Suite("Messages of syslog") struct SyslogMessageTests {
    private func message(_ deliveries: [Message], host: String = "noc.example", limit: Int = 2048) -> String {
        String(
            decoding: SyslogMessage(deliveries, facility: .local0, host: host, process: 42, limit: limit).octets,
            as: UTF8.self)
    }

    @Test("A message is as RFC 5424 section 6 has it")
    func form() {
        #expect(
            message([delivery()])
                == "<131>1 2026-05-28T20:26:40.250Z noc.example atalaya 42 exact-prefix-origin "
                + "[atalaya@32473 key=\"00112233aabbccdd\" revision=\"1\" class=\"exact-prefix-origin\" "
                + "change=\"raised\" severity=\"high\"] \u{feff}AS64666 originates our prefix")
    }

    @Test("What would end the line becomes a blank, a wrong host name the nil value")
    func hostile() {
        let text = message([delivery("a\nb\r\u{1b}[0mc")], host: " \n")
        #expect(text.hasSuffix("\u{feff}a b  [0mc"))
        #expect(text.contains("Z - atalaya"))
    }

    @Test("A long text is cut between characters")
    func cut() {
        let octets = SyslogMessage(
            [delivery(String(repeating: "ü", count: 3000))], facility: .daemon, host: "h", process: 1, limit: 2048
        ).octets
        #expect(octets.count <= 2048 && octets.count >= 2046)
        #expect(String(validating: octets, as: UTF8.self) != nil)
    }

    @Test("Several messages are one")
    func digest() {
        let text = message([delivery("a"), delivery("b", revision: 2)])
        #expect(text.contains(" digest [atalaya@32473 messages=\"2\"] "))
        #expect(text.hasSuffix("2 messages: a; b"))
    }
}

@Suite("Messages of mail") struct MailMessageTests {
    private func message(_ deliveries: [Message], to: [String] = ["noc@example.net"]) -> [String] {
        let octets = MailMessage(
            from: "atalaya@example.net", to: to, messages: deliveries, host: "noc.example",
            date: Date(timeIntervalSince1970: 1_780_000_000)
        ).octets
        return String(decoding: octets, as: UTF8.self).components(separatedBy: "\n")
    }

    @Test("The header is as RFC 5322 has it")
    func header() {
        let lines = message([delivery(text: "all of it\n\n  1. call")])
        #expect(
            lines == [
                "From: atalaya@example.net", "To: noc@example.net",
                "Subject: [atalaya] high: AS64666 originates our prefix", "Date: Thu, 28 May 2026 20:26:40 +0000",
                "Message-ID: <00112233aabbccdd.1@noc.example>", "References: <00112233aabbccdd@noc.example>",
                "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 7bit",
                "Auto-Submitted: auto-generated", "", "all of it", "", "  1. call", "",
            ])
    }

    @Test(
        "Nothing in a summary can add a header field",
        arguments: ["x\nBcc: a@b", "x\r\nBcc: a@b", "x\u{0}\nBcc: y", "ü\nBcc: z"])
    func injection(summary: String) {
        let lines = message([delivery(summary)])
        let header = lines.prefix { !$0.isEmpty }
        #expect(!header.contains { $0.lowercased().hasPrefix("bcc") })
        #expect(header.filter { $0.hasPrefix("Subject:") }.count == 1)
    }

    @Test("A subject that is not ASCII is in encoded words, none of which divides a character")
    func encoded() throws {
        let summary = String(repeating: "Ünïcode ", count: 12)
        let header = message([delivery(summary)]).prefix { !$0.isEmpty }
        let start = try #require(header.firstIndex { $0.hasPrefix("Subject:") })
        let subject =
            [header[start].dropFirst(9)] + header[(start + 1)...].prefix { $0.hasPrefix(" ") }.map { $0.dropFirst() }
        var text = ""
        for word in subject.flatMap({ $0.split(separator: " ") }) {
            #expect(word.count <= 75)
            let base64 = word.dropFirst("=?utf-8?B?".count).dropLast(2)
            text += String(decoding: try #require(Data(base64Encoded: String(base64))), as: UTF8.self)
        }
        #expect(text == "[atalaya] high: " + summary.trimmingCharacters(in: .whitespaces))
        #expect(header.allSatisfy { $0.utf8.count <= 78 })
    }

    @Test("A text that is not ASCII, or has long lines, is quoted-printable and comes back whole")
    func quoted() {
        let text = "größer = 100 %\n" + String(repeating: "x", count: 1500) + "\nend "
        let lines = message([delivery(text: text)])
        #expect(lines.contains("Content-Transfer-Encoding: quoted-printable"))
        let body = lines.drop { !$0.isEmpty }.dropFirst()
        #expect(body.allSatisfy { $0.utf8.count <= 76 && $0.utf8.allSatisfy { $0 < 0x80 } })
        #expect(body.first == "gr=C3=B6=C3=9Fer =3D 100 %")
    }

    @Test("Many addresses are folded, and several messages are one")
    func many() {
        let to = (0..<12).map { "somebody-\($0)@department.example.net" }
        let lines = message([delivery(text: "one"), delivery(text: "two", alert: "ffee")], to: to)
        let header = lines.prefix { !$0.isEmpty }
        #expect(header.allSatisfy { $0.count <= 78 })
        #expect(header.joined().components(separatedBy: "somebody-").count == 13)
        #expect(header.contains("Subject: [atalaya] high: 2 messages"))
        #expect(lines.contains("one") && lines.contains("two"))
        #expect(header.joined().contains("References: <00112233aabbccdd@noc.example> <ffee@noc.example>"))
    }

    @Test("Several changes of one alert are the last one, with those before it below")
    func oneAlert() throws {
        let lines = message([delivery("it began", text: "one"), delivery("it ended", text: "two", revision: 2)])
        #expect(lines.contains("Subject: [atalaya] high: it ended"))
        #expect(lines.contains("References: <00112233aabbccdd@noc.example>"))
        let (first, last) = (try #require(lines.firstIndex(of: "one")), try #require(lines.firstIndex(of: "two")))
        #expect(last < first)
    }

    @Test("A message of many changes is bounded, and says where the rest is")
    func bounded() {
        let text = String(repeating: "line of text\n", count: 1_000)
        let lines = message((0..<100).map { delivery(text: text, alert: "\($0)") })
        #expect(lines.reduce(0) { $0 + $1.utf8.count } < 100_000)
        #expect(lines.contains { $0.contains("more messages: see \"atalaya bgp alerts list --all\"") })
    }
}

@Suite("Text of webhooks") struct WebhookTextTests {
    @Test("One record is the body; several are a list") func body() {
        #expect(WebhookText([delivery()]).body == "{\"n\":1}")
        #expect(WebhookText([delivery(), delivery(revision: 2)]).body == "{\"events\":[{\"n\":1},{\"n\":2}]}")
    }

    @Test("The same messages have the same identity, others another") func identity() {
        #expect(WebhookText([delivery()]).identity == "00112233aabbccdd.1")
        #expect(
            WebhookText([delivery(), delivery(revision: 2)]).identity == "00112233aabbccdd.1-00112233aabbccdd.2")
    }
}

@Suite("Facilities of syslog") struct SyslogFacilityTests {
    @Test(
        "Numbers are those of RFC 5424 section 6.2.1",
        arguments: [(SyslogFacility.user, 1), (.authpriv, 10), (.local7, 23)])
    func number(facility: SyslogFacility, number: Int) {
        #expect(facility.number == number)
    }
}
