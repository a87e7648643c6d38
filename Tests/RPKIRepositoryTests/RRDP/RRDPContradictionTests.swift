import RPKIObjects
import RPKIRepository
import Testing

/// A file that says two things of one object is refused whole (RFC 8182 sections 3.5.2.3 and 3.5.3.3).
@Suite("RRDP files that contradict themselves")
struct RRDPContradictionTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let kind: RRDPFileReader.Kind
        let content: String

        init(_ name: String, _ kind: RRDPFileReader.Kind, _ content: String...) {
            (testDescription, self.kind, self.content) = (name, kind, content.joined(separator: "\n"))
        }
    }

    private static let hash = ObjectHash(of: [1]).description
    private static let other = RRDPText.publish("b.roa", [9])

    static let cases: [Case] = [
        Case("twice in a snapshot", .snapshot, RRDPText.publish("a", [1]), other, RRDPText.publish("a", [2])),
        Case("twice the same in a snapshot", .snapshot, RRDPText.publish("a", [1]), RRDPText.publish("a", [1])),
        Case(
            "twice, with the host in capitals", .snapshot, RRDPText.publish("a", [1]),
            RRDPText.publish("a", [2]).replacing("rpki.example.net", with: "RPKI.example.NET")),
        Case(
            "twice, as a character reference", .snapshot, RRDPText.publish("a", [1]),
            RRDPText.publish("&#97;", [2])),
        Case("twice as new in a delta", .delta, RRDPText.publish("a", [1]), other, RRDPText.publish("a", [2])),
        Case(
            "published and withdrawn", .delta, RRDPText.publish("a", [1]), RRDPText.withdraw("a", hash: hash)),
        Case(
            "withdrawn and published", .delta, RRDPText.withdraw("a"), other, RRDPText.publish("a", [1])),
        Case(
            "withdrawn and replaced", .delta, RRDPText.withdraw("a"),
            RRDPText.publish("a", [1], replacing: RRDPText.hash)),
        Case("withdrawn twice", .delta, RRDPText.withdraw("a"), RRDPText.withdraw("a")),
        Case(
            "published, and then replaced with the right hash", .delta, RRDPText.publish("a", [1]),
            RRDPText.publish("a", [2], replacing: hash)),
        Case(
            "published, and then replaced with another hash", .delta, RRDPText.publish("a", [1]),
            RRDPText.publish("a", [2], replacing: RRDPText.hash)),
    ]

    @Test("is refused", arguments: cases)
    func refused(test: Case) throws {
        let text = RRDPText.root(test.kind == .snapshot ? "snapshot" : "delta", test.content)
        for chunk in [Int.max, 11] {
            let error = try #require(throws: RRDPError.self) {
                try RRDPText.elements(test.kind, Array(text.utf8), chunk: chunk)
            }
            #expect(error.code == .duplicate, "\(error)")
            #expect(error.rule.section == (test.kind == .snapshot ? "3.5.2.3" : "3.5.3.3"))
        }
    }

    @Test("Names that differ in case or folder are different objects")
    func different() throws {
        let text = RRDPText.root(
            "snapshot", ["a", "A", "b/a", "b/A"].map { RRDPText.publish($0, [1]) }.joined())
        #expect(try RRDPText.elements(.snapshot, Array(text.utf8)).count == 4)
    }
}
