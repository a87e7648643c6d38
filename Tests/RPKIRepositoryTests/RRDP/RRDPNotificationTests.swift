import Fetching
import RPKIObjects
import RPKIRepository
import Testing

@Suite("Update notification files")
struct RRDPNotificationTests {
    @Test("names session, serial, snapshot and deltas, which are put in order")
    func whole() throws {
        let notification = try RRDPText.decode(RRDPText.notification([3, 1, 2]))
        #expect(notification.session == RRDPSession(RRDPText.session))
        #expect(notification.serial == RRDPSerial(3))
        #expect(notification.snapshot.uri.description == "https://rrdp.example.net/s/snapshot.xml")
        #expect(notification.snapshot.hash.description == RRDPText.hash)
        #expect(notification.deltas.map(\.serial) == [RRDPSerial(1), RRDPSerial(2), RRDPSerial(3)])
        #expect(notification.deltaFault == nil)
    }

    @Test("comments, white space, CDATA, a prefix and an XML declaration change nothing")
    func forms() throws {
        let plain = try RRDPText.decode(RRDPText.notification([3]))
        let inner =
            "<!-- a --> <r:snapshot uri=\"https://rrdp.example.net/s/snapshot.xml\" hash=\"\(RRDPText.hash.uppercased())\">\n</r:snapshot>\t<![CDATA[ ]]>\r\n<r:delta hash='\(RRDPText.hash)' uri='https://rrdp.example.net/3/delta.xml' serial='3'/>"
        let other = """
            <?xml version="1.0" encoding="US-ASCII"?>
            <r:notification serial="3" session_id="\(RRDPText.session.uppercased())" version="1" \
            xmlns:r="\(RRDPText.namespace)">\(inner)</r:notification>
            """
        #expect(try RRDPText.decode(other) == plain)
    }

    @Test(
        "a faulty list of deltas leaves the snapshot",
        arguments: [
            ([1, 3], RRDPError.Code.deltaList), ([1, 2], .deltaList), ([2, 3, 4], .deltaList),
        ])
    func deltaList(serials: [Int], code: RRDPError.Code) throws {
        let notification = try RRDPText.decode(RRDPText.notification(serials))
        #expect(notification.deltas.isEmpty)
        #expect(notification.deltaFault?.code == code)
    }

    @Test("a list of deltas longer than the limit counts as none")
    func longList() throws {
        var limits = RRDPLimits()
        limits.listedDeltas = 2
        let notification = try RRDPText.decode(RRDPText.notification([1, 2, 3]), limits: limits)
        #expect(notification.deltas.isEmpty)
        #expect(notification.deltaFault?.code == .count)
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let code: RRDPError.Code

        init(_ name: String, _ text: String, _ code: RRDPError.Code) {
            (testDescription, self.text, self.code) = (name, text, code)
        }
    }

    static let reference = RRDPText.snapshotReference()
    static let good = RRDPText.notification([3])

    static let cases: [Case] = [
        Case("nothing", "", .truncated),
        Case("only white space", "   \n", .truncated),
        Case("no XML", "hello", .syntax),
        Case("cut off", String(good.dropLast(5)), .truncated),
        Case("text after the end", good + "x", .syntax),
        Case("a second root", good + good, .syntax),
        Case("wrongly nested", good.replacing("</notification>", with: "</notify>"), .syntax),
        Case("not ASCII", good.replacing("<snapshot", with: "<!--ä--><snapshot"), .encoding),
        Case("a byte order mark", "\u{feff}" + good, .encoding),
        Case("a zero octet", good.replacing("<snapshot", with: "\0<snapshot"), .encoding),
        Case("a document type", "<!DOCTYPE notification>" + good, .documentType),
        Case(
            "an internal subset", "<!DOCTYPE notification [<!ENTITY a \"b\">]>" + good, .documentType),
        Case("an external subset", "<!DOCTYPE notification SYSTEM \"file:///etc/passwd\">" + good, .documentType),
        Case("an entity", good.replacing("<snapshot", with: "&a;<snapshot"), .entity),
        Case("an entity in an attribute", good.replacing("s/snap", with: "&a;/snap"), .entity),
        Case("a processing instruction", "<?php x ?>" + good, .instruction),
        Case(
            "a style sheet", good.replacing("<snapshot", with: "<?xml-stylesheet href=\"a\"?><snapshot"), .instruction),
        Case("another root", RRDPText.root("snapshot", ""), .element),
        Case("no snapshot", RRDPText.root("notification", ""), .element),
        Case("a delta before the snapshot", RRDPText.root("notification", RRDPText.delta(3) + reference), .element),
        Case("two snapshots", RRDPText.root("notification", reference + reference), .element),
        Case("an unknown element", RRDPText.root("notification", reference + "<other/>"), .element),
        Case(
            "an element in an element",
            RRDPText.root("notification", reference.replacing("/>", with: "><delta/></snapshot>")), .element),
        Case("text", RRDPText.root("notification", reference + "text"), .text),
        Case(
            "text in an element", RRDPText.root("notification", reference.replacing("/>", with: ">x</snapshot>")), .text
        ),
        Case("no namespace", RRDPText.root("notification", reference, namespace: ""), .namespace),
        Case(
            "another namespace", RRDPText.root("notification", reference, namespace: "http://www.ripe.net/rpki/rrdp2"),
            .namespace),
        Case(
            "an element of another namespace",
            RRDPText.root("notification", reference.replacing("<snapshot", with: "<snapshot xmlns=\"urn:x\"")),
            .namespace),
        Case("version 2", RRDPText.root("notification", reference, version: "2"), .version),
        Case("version 01", RRDPText.root("notification", reference, version: "01"), .version),
        Case("no version", RRDPText.root("notification", reference).replacing(" version=\"1\"", with: ""), .attribute),
        Case("a session that is no UUID", RRDPText.root("notification", reference, session: "abc"), .session),
        Case("serial 0", RRDPText.root("notification", reference, serial: "0"), .serial),
        Case("serial -1", RRDPText.root("notification", reference, serial: "-1"), .serial),
        Case("an empty serial", RRDPText.root("notification", reference, serial: ""), .serial),
        Case("a further attribute", good.replacing("<snapshot", with: "<snapshot a=\"b\""), .attribute),
        Case("an attribute of XML", good.replacing("<snapshot", with: "<snapshot xml:lang=\"en\""), .attribute),
        Case("a delta twice", RRDPText.notification([2, 3, 3]), .duplicate),
        Case(
            "two deltas of one serial", RRDPText.notification([2, 3, 2]).replacing("/2/delta", with: "/2/other"),
            .duplicate),
        Case(
            "a serial twice, once with zeros in front",
            RRDPText.notification([2, 3]).replacing("serial=\"2\"", with: "serial=\"03\""), .duplicate),
        Case(
            "a delta file with two hashes",
            RRDPText.root(
                "notification",
                reference + RRDPText.delta(3)
                    + RRDPText.delta(2, hash: String(repeating: "0b", count: 32)).replacing("/2/", with: "/3/")),
            .duplicate),
        Case(
            "the snapshot's file as a delta with another hash",
            RRDPText.root(
                "notification",
                reference
                    + RRDPText.delta(3, hash: String(repeating: "0b", count: 32))
                    .replacing("3/delta.xml", with: "s/snapshot.xml")), .duplicate),
        Case("an attribute twice", good.replacing("<snapshot", with: "<snapshot hash=\"\""), .syntax),
        Case(
            "no hash", good.replacing("<snapshot", with: "<snapshot").replacing(" hash=\"\(RRDPText.hash)\"", with: ""),
            .attribute),
        Case("a short hash", good.replacing(RRDPText.hash, with: "0a0a"), .hash),
        Case("a hash of other letters", good.replacing("0a0a\"", with: "0g0a\""), .hash),
        Case("a URI that is none", good.replacing("https://rrdp.example.net/3", with: "nowhere"), .uri),
        Case("http", good.replacing("https://rrdp.example.net/3", with: "http://rrdp.example.net/3"), .uri),
        Case(
            "a snapshot of another host", good.replacing("https://rrdp.example.net/s", with: "https://evil.example/s"),
            .origin),
        Case("a delta of another port", good.replacing("example.net/3", with: "example.net:444/3"), .origin),
        Case(
            "a long attribute",
            good.replacing("s/snap", with: String(repeating: "s", count: 2100) + "/snap"), .size),
        Case(
            "many attributes",
            good.replacing("<snapshot", with: "<snapshot " + (0..<20).map { "a\($0)=\"\"" }.joined(separator: " ")),
            .count),
    ]

    @Test("is refused", arguments: cases)
    func refused(test: Case) throws {
        let error = try #require(throws: RRDPError.self) { try RRDPText.decode(test.text) }
        #expect(error.code == test.code, "\(error)")
    }

    @Test("a refusal says the line")
    func line() throws {
        let text = RRDPText.notification([3]).replacing("<delta", with: "\n\n<delta a=\"\"")
        let error = try #require(throws: RRDPError.self) { try RRDPText.decode(text) }
        #expect(error.line == 3)
        #expect(error.rule == Rule("RFC 8182", "3.5.4"))
    }

    @Test("a file larger than the limit is refused")
    func size() throws {
        var limits = RRDPLimits()
        limits.notificationSize = 100
        let error = try #require(throws: RRDPError.self) {
            try RRDPText.decode(RRDPText.notification(), limits: limits)
        }
        #expect(error.code == .size)
    }
}
