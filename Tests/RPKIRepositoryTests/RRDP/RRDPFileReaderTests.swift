import Foundation
import RPKIObjects
import RPKIRepository
import TestSupport
import Testing

@Suite("Snapshot and delta files")
struct RRDPFileReaderTests {
    static func object(_ count: Int, seed: UInt8 = 7) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) ^ seed }
    }

    @Test("a snapshot gives each object")
    func snapshot() throws {
        let text = RRDPText.root(
            "snapshot",
            RRDPText.publish("a.cer", Self.object(1)) + "\n" + RRDPText.publish("b.roa", Self.object(2))
                + RRDPText.publish("c.mft", Self.object(3000)) + RRDPText.publish("empty.crl", []))
        let elements = try RRDPText.elements(.snapshot, Array(text.utf8))
        #expect(elements.map(\.uri.fileName) == ["a.cer", "b.roa", "c.mft", "empty.crl"])
        #expect(
            elements == [
                .publish(uri: elements[0].uri, octets: Self.object(1), replacing: nil),
                .publish(uri: elements[1].uri, octets: Self.object(2), replacing: nil),
                .publish(uri: elements[2].uri, octets: Self.object(3000), replacing: nil),
                .publish(uri: elements[3].uri, octets: [], replacing: nil),
            ])
    }

    @Test("an empty repository has an empty snapshot")
    func emptySnapshot() throws {
        #expect(try RRDPText.elements(.snapshot, Array(RRDPText.root("snapshot", " ").utf8)).isEmpty)
    }

    @Test("a delta gives what is new, what is replaced and what is withdrawn, in its order")
    func delta() throws {
        let text = RRDPText.root(
            "delta",
            RRDPText.publish("a.cer", Self.object(5)) + RRDPText.withdraw("b.roa")
                + RRDPText.publish("c.mft", Self.object(6), replacing: RRDPText.hash.uppercased()))
        let elements = try RRDPText.elements(.delta, Array(text.utf8))
        let hash = try #require(ObjectHash(octets: Array(repeating: 10, count: 32)))
        #expect(
            elements == [
                .publish(uri: elements[0].uri, octets: Self.object(5), replacing: nil),
                .withdraw(uri: elements[1].uri, hash: hash),
                .publish(uri: elements[2].uri, octets: Self.object(6), replacing: hash),
            ])
    }

    @Test("base64 may be broken into lines, and by comments and character references")
    func lines() throws {
        let octets = Self.object(1000)
        let plain = RRDPText.root("snapshot", RRDPText.publish("a.cer", octets))
        let base64 = Data(octets).base64EncodedString()
        let broken = Data(octets).base64EncodedString(options: [.lineLength64Characters, .endLineWithCarriageReturn])
        let references =
            base64.prefix(3) + "<!-- x -->" + "&#x\(String(base64.utf8.dropFirst(3).first ?? 0, radix: 16));"
            + base64.dropFirst(4)
        let expected = try RRDPText.elements(.snapshot, Array(plain.utf8))
        for text in [broken, "\n   " + base64 + "\t\r\n", "<![CDATA[\(base64)]]>", String(references)] {
            #expect(try RRDPText.elements(.snapshot, Array(plain.replacing(base64, with: text).utf8)) == expected)
        }
    }

    @Test("however the file is cut into chunks, the elements are the same", arguments: 0..<40)
    func chunks(round: Int) throws {
        var generator = SeededGenerator(UInt64(round) + 1)
        let text = RRDPText.root(
            "delta",
            (0..<20).map { index in
                index % 3 == 0
                    ? RRDPText.withdraw("\(index).roa")
                    : RRDPText.publish(
                        "\(index).roa", Self.object(Int.random(in: 0...300, using: &generator)),
                        replacing: index % 2 == 0 ? RRDPText.hash : nil)
            }.joined(separator: round % 2 == 0 ? "\n" : "<!-- -->"))
        let octets = Array(text.utf8)
        let expected = try RRDPText.elements(.delta, octets)
        #expect(expected.count == 20)
        let chunk = round < 10 ? round + 1 : Int.random(in: 1...octets.count, using: &generator)
        #expect(try RRDPText.elements(.delta, octets, chunk: chunk) == expected)
    }

    @Test("a large object is read in chunks, and what follows it")
    func large() throws {
        let octets = Self.object(2_000_000)
        let text = RRDPText.root(
            "snapshot",
            RRDPText.publish("a.crl", octets)
                + (0..<20).map { RRDPText.publish("\($0).roa", Self.object(20_000)) }.joined(separator: "\n"))
        let elements = try RRDPText.elements(.snapshot, Array(text.utf8), chunk: 65_536)
        #expect(elements.count == 21)
        #expect(elements.first == .publish(uri: elements[0].uri, octets: octets, replacing: nil))
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let kind: RRDPFileReader.Kind
        let text: String
        let code: RRDPError.Code

        init(_ name: String, _ kind: RRDPFileReader.Kind, _ text: String, _ code: RRDPError.Code) {
            (testDescription, self.kind, self.text, self.code) = (name, kind, text, code)
        }
    }

    private static let one = RRDPText.publish("a.cer", [1, 2, 3, 4])
    private static func snapshot(_ content: String) -> String { RRDPText.root("snapshot", content) }
    private static func delta(_ content: String) -> String { RRDPText.root("delta", content) }
    private static func base64(_ text: String) -> String { snapshot(one.replacing("AQIDBA==", with: text)) }

    static let cases: [Case] = [
        Case("nothing", .snapshot, "", .truncated),
        Case("cut off", .snapshot, String(snapshot(one).dropLast(12)), .truncated),
        Case("cut off within an object", .snapshot, String(snapshot(one).dropLast(30)), .truncated),
        Case("a delta where a snapshot must be", .snapshot, delta(one), .element),
        Case("a snapshot where a delta must be", .delta, snapshot(one), .element),
        Case("a delta of nothing", .delta, delta(""), .element),
        Case("a withdrawal in a snapshot", .snapshot, snapshot(RRDPText.withdraw("a.cer")), .element),
        Case("an element in an object", .snapshot, snapshot(one.replacing("AQID", with: "<b/>")), .element),
        Case(
            "an element in a withdrawal", .delta,
            delta(RRDPText.withdraw("a").replacing("/>", with: "><a/></withdraw>")), .element),
        Case("text between objects", .snapshot, snapshot(one + "x"), .text),
        Case(
            "text in a withdrawal", .delta, delta(RRDPText.withdraw("a").replacing("/>", with: ">AA==</withdraw>")),
            .text),
        Case("another session", .snapshot, snapshot(one).replacing("9df4b597", with: "9df4b598"), .sessionMismatch),
        Case(
            "another serial", .snapshot, snapshot(one).replacing("serial=\"3\"", with: "serial=\"4\""), .serialMismatch),
        Case("version 0", .snapshot, snapshot(one).replacing("version=\"1\"", with: "version=\"0\""), .version),
        Case("no namespace", .delta, RRDPText.root("delta", one, namespace: ""), .namespace),
        Case(
            "a hash in a snapshot", .snapshot, snapshot(RRDPText.publish("a", [1], replacing: RRDPText.hash)),
            .attribute),
        Case(
            "no hash of what is withdrawn", .delta, delta("<withdraw uri=\"rsync://rpki.example.net/repo/a\"/>"),
            .attribute),
        Case("no URI", .snapshot, snapshot("<publish>AA==</publish>"), .attribute),
        Case("a hash that is none", .delta, delta(RRDPText.publish("a", [1], replacing: "zz")), .hash),
        Case(
            "an https URI", .snapshot, snapshot("<publish uri=\"https://rpki.example.net/repo/a\">AA==</publish>"), .uri
        ),
        Case("a URI that climbs", .snapshot, snapshot(RRDPText.publish("../../a", [1])), .uri),
        Case("the URI of a folder", .snapshot, snapshot(RRDPText.publish("a/", [1])), .uri),
        Case("no base64", .snapshot, base64("AQ!DBA=="), .base64),
        Case("base64 for URLs", .snapshot, base64("-_8="), .base64),
        Case("base64 without padding", .snapshot, base64("AQIDBA"), .base64),
        Case("too little padding", .snapshot, base64("AQIDBA="), .base64),
        Case("too much padding", .snapshot, base64("AQIDBA==="), .base64),
        Case("only padding", .snapshot, base64("===="), .base64),
        Case("padding in the middle", .snapshot, base64("AQ==AQ=="), .base64),
        Case("padding after a whole group", .snapshot, base64("AQID===="), .base64),
        Case("one character of a group", .snapshot, base64("AQIDB"), .base64),
        Case("bits that are not zero", .snapshot, base64("AQIDBB=="), .base64),
        Case(
            "an entity bomb", .snapshot, "<!DOCTYPE s [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + base64("&b;"),
            .documentType),
        Case("an entity in an object", .snapshot, base64("&b;"), .entity),
    ]

    @Test("is refused", arguments: cases)
    func refused(test: Case) throws {
        for chunk in [Int.max, 1, 7] {
            let error = try #require(throws: RRDPError.self) {
                try RRDPText.elements(test.kind, Array(test.text.utf8), chunk: chunk)
            }
            #expect(error.code == test.code, "\(error)")
        }
    }

    @Test("an object larger than the limit is refused, white space not counted")
    func objectSize() throws {
        var limits = RRDPLimits()
        limits.objectSize = 10
        let within = Self.snapshot(RRDPText.publish("a", Self.object(10)).replacing("==<", with: "==\n\n\n\n\n\n\n<"))
        #expect(try RRDPText.elements(.snapshot, Array(within.utf8), limits: limits).count == 1)
        let beyond = Self.snapshot(RRDPText.publish("a", Self.object(11)))
        let error = try #require(throws: RRDPError.self) {
            try RRDPText.elements(.snapshot, Array(beyond.utf8), limits: limits)
        }
        #expect(error.code == .size)
    }

    @Test("more elements than the limit are refused")
    func elements() throws {
        var limits = RRDPLimits()
        limits.elements = 1
        let error = try #require(throws: RRDPError.self) {
            try RRDPText.elements(.snapshot, Array(Self.snapshot(Self.one + Self.one).utf8), limits: limits)
        }
        #expect(error.code == .count)
    }

    @Test("an attribute without end is cut off rather than kept")
    func endlessAttribute() throws {
        let reader = RRDPFileReader(
            .snapshot, session: try #require(RRDPSession(RRDPText.session)), serial: RRDPSerial(3))
        let error = try #require(throws: RRDPError.self) {
            _ = try reader.read(Array("<snapshot version=\"".utf8))
            for _ in 0..<300 { _ = try reader.read(Array(repeating: 0x31, count: 65_536)) }
        }
        #expect([.syntax, .size].contains(error.code))
    }

    @Test("after a fault every further call says it again")
    func fault() throws {
        let reader = RRDPFileReader(
            .snapshot, session: try #require(RRDPSession(RRDPText.session)), serial: RRDPSerial(3))
        let first = try #require(throws: RRDPError.self) { try reader.read(Array("<a><b></b><b></b>".utf8)) }
        #expect(throws: first) { try reader.read(Array("</a>".utf8)) }
        #expect(throws: first) { try reader.finish() }
    }
}
