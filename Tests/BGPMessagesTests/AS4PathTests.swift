import BGPMessages
import NumberResources
import Testing

/// AS_PATH and AS4_PATH of a session of two octets, and what they make together.
struct AS4Case: CustomTestStringConvertible {
    let path: [(ASPath.SegmentKind, [ASN])]
    let as4Path: [(ASPath.SegmentKind, [ASN])]
    let merged: String

    var testDescription: String { merged }

    static func path(_ segments: [(ASPath.SegmentKind, [ASN])]) -> ASPath {
        ASPath(asns: segments.flatMap(\.1), runs: segments.map { .init(kind: $0.0, count: $0.1.count) })
    }
}

@Suite("AS4_PATH and AS4_AGGREGATOR (RFC 6793 section 4.2.3)") struct AS4PathTests {
    @Test(
        "Leading AS numbers come from AS_PATH, the rest from AS4_PATH",
        arguments: [
            AS4Case(path: [(.sequence, [1, 23456])], as4Path: [(.sequence, [200_000])], merged: "1 200000"),
            AS4Case(path: [(.sequence, [23456])], as4Path: [(.sequence, [200_000])], merged: "200000"),
            // Somebody who does not know of AS4_PATH has made the path shorter: it is of no use any more.
            AS4Case(path: [(.sequence, [1])], as4Path: [(.sequence, [2, 200_000])], merged: "1"),
            AS4Case(path: [(.sequence, [1, 23456])], as4Path: [], merged: "1 23456"),
            // A set counts as one.
            AS4Case(
                path: [(.sequence, [1, 2]), (.set, [3, 23456])], as4Path: [(.sequence, [2]), (.set, [3, 200_000])],
                merged: "1 2 {3,200000}"),
            AS4Case(
                path: [(.set, [5, 6]), (.sequence, [1, 23456])], as4Path: [(.sequence, [200_000])],
                merged: "{5,6} 1 200000"),
            // A confederation's segments count as none, and stay where they lead.
            AS4Case(
                path: [(.confederationSequence, [65001]), (.sequence, [1, 23456])], as4Path: [(.sequence, [200_000])],
                merged: "(65001) 1 200000"),
            AS4Case(
                path: [(.sequence, [1]), (.confederationSet, [65001]), (.sequence, [23456])],
                as4Path: [(.sequence, [200_000])], merged: "1 [65001] 200000"),
            // In AS4_PATH they are dropped (section 6).
            AS4Case(
                path: [(.sequence, [1, 23456])], as4Path: [(.confederationSequence, [65009]), (.sequence, [200_000])],
                merged: "1 200000"),
        ])
    func merging(item: AS4Case) {
        #expect(AS4Case.path(item.path).merged(with: AS4Case.path(item.as4Path)).description == item.merged)
    }

    private static func decode(_ more: [UInt8], fourOctets: Bool = false) throws -> PathAttributes {
        let path = UpdateBuilder.attribute(
            0x40, 2, UpdateBuilder.segment(2, [1, 23456], octets: fourOctets ? 4 : 2))
        let builder = UpdateTests.builder(UpdateBuilder.origin + path + UpdateBuilder.nextHop + more)
        return try BGPUpdate(
            decoding: builder.message.span, SessionEncoding(hasFourOctetASNs: fourOctets)
        ).attributes
    }

    private static let as4Path = UpdateBuilder.attribute(0xc0, 17, UpdateBuilder.segment(2, [200_000]))
    private static let as4Aggregator: [UInt8] = [0xc0, 18, 8, 0, 3, 0x0d, 0x40, 192, 0, 2, 2]

    @Test("An AGGREGATOR of AS_TRANS gives way to AS4_AGGREGATOR")
    func aggregator() throws {
        let attributes = try Self.decode([0xc0, 7, 6, 0x5b, 0xa0, 192, 0, 2, 1] + Self.as4Aggregator + Self.as4Path)
        #expect(attributes.aggregator == .init(asn: 200_000, address: IPAddress(ipv4: 0xc000_0202)))
        #expect(attributes.asPath == ASPath([1, 200_000]))
    }

    @Test("An AGGREGATOR of another number makes both be ignored")
    func otherAggregator() throws {
        let attributes = try Self.decode([0xc0, 7, 6, 0, 9, 192, 0, 2, 1] + Self.as4Aggregator + Self.as4Path)
        #expect(attributes.aggregator?.asn == 9)
        #expect(attributes.asPath == ASPath([1, 23456]))
    }

    @Test("Between speakers of four octets they mean nothing (section 4.1)")
    func newSpeakers() throws {
        #expect(try Self.decode(Self.as4Path, fourOctets: true).asPath == ASPath([1, 23456]))
    }
}
