import BGPMessages
import NumberResources
import Testing

/// A file of one record, and the line that `bgpdump -m` writes of it.
struct LineCase: CustomTestStringConvertible {
    let name: String
    let file: [UInt8]
    let lines: String

    var testDescription: String { name }

    /// An UPDATE whose line ends so.
    static func attributes(_ name: String, _ attributes: [UInt8], _ rest: String, old: Bool = false) -> LineCase {
        let message = UpdateTests.builder(attributes).message
        let file =
            old
            ? MRTBuilder.record(16, 1, MRTBuilder.session(fourOctets: false) + message) : MRTBuilder.message(message)
        return LineCase(
            name: name, file: file, lines: "BGP4MP|1000000000|A|192.0.2.1|64500|203.0.113.0/24|\(rest)\n")
    }
}

@Suite("Lines of bgpdump") struct BGPDumpTests {
    static func path(_ segments: [UInt8]..., octets: Int = 4) -> [UInt8] {
        UpdateBuilder.origin + UpdateBuilder.attribute(0x40, 2, segments.flatMap { $0 }) + UpdateBuilder.nextHop
    }

    static func lines(_ file: [UInt8], _ filter: RouteFilter = RouteFilter()) throws -> (String, RouteFileReport) {
        var rest: [UInt8]? = file
        var reader = BGPDumpReader(filter: filter) {
            defer { rest = nil }
            return rest
        }
        var text = ""
        while try reader.next() {
            reader.withText { span in
                var octets: [UInt8] = []
                for index in 0..<span.count { octets.append(span[index]) }
                text += String(decoding: octets, as: UTF8.self)
            }
        }
        return (text, reader.report)
    }

    static let attributeCases: [LineCase] = [
        .attributes("the least", UpdateTests.good, "64500 64501|IGP|192.0.2.1|0|0||NAG||"),
        .attributes("no attributes", [], "|INCOMPLETE|255.255.255.255|0|0||NAG||"),
        .attributes(
            "confederations and sets",
            path(
                UpdateBuilder.segment(3, [65010, 65011]), UpdateBuilder.segment(2, [1, 2]),
                UpdateBuilder.segment(4, [7, 8]), UpdateBuilder.segment(1, [9, 10])),
            "(65010 65011) 1 2 [7,8] {9,10}|IGP|192.0.2.1|0|0||NAG||"),
        .attributes(
            "sequences that follow each other", path(UpdateBuilder.segment(2, [1]), UpdateBuilder.segment(2, [2])),
            "1 2|IGP|192.0.2.1|0|0||NAG||"),
        .attributes(
            "a path that cannot be read", path([2, 1, 0, 0, 0, 1], [9, 0]), "! Error !|IGP|192.0.2.1|0|0||NAG||"),
        .attributes(
            "a segment that is cut off", path([2, 2, 0, 0, 0, 1]), "! Error !|IGP|192.0.2.1|0|0||NAG||"),
        .attributes(
            "numbers", UpdateTests.good + [0x80, 4, 4, 0xff, 0xff, 0xff, 0xff] + [0x40, 5, 4, 0, 0, 0, 100],
            "64500 64501|IGP|192.0.2.1|100|4294967295||NAG||"),
        .attributes(
            "communities by name",
            UpdateTests.good
                + UpdateBuilder.attribute(
                    0xc0, 8,
                    [0xff, 0xff, 0xff, 1, 0xff, 0xff, 0xff, 2, 0xff, 0xff, 0xff, 3, 0xff, 0xff, 0xff, 4, 0, 1, 0, 2]),
            "64500 64501|IGP|192.0.2.1|0|0|no-export no-advertise local-AS 65535:65284 1:2|NAG||"),
        .attributes(
            "other communities have no field", UpdateTests.good + [0xc0, 32, 12, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3],
            "64500 64501|IGP|192.0.2.1|0|0||NAG||"),
        .attributes(
            "AGGREGATOR", UpdateTests.good + [0x40, 6, 0, 0xc0, 7, 8, 0, 3, 0x0d, 0x40, 192, 0, 2, 9],
            "64500 64501|IGP|192.0.2.1|0|0||AG|200000 192.0.2.9|"),
        .attributes(
            "AGGREGATOR of all ones", UpdateTests.good + [0xc0, 7, 8, 0, 0, 0, 1, 255, 255, 255, 255],
            "64500 64501|IGP|192.0.2.1|0|0||NAG||"),
        .attributes(
            "AS4_PATH and AS4_AGGREGATOR",
            UpdateBuilder.origin + [0x40, 2, 6, 2, 2, 0xfb, 0xf4, 0x5b, 0xa0] + UpdateBuilder.nextHop
                + [0xc0, 7, 6, 0x5b, 0xa0, 1, 1, 1, 1, 0xc0, 17, 6, 2, 1, 0, 3, 0x0d, 0x40]
                + [0xc0, 18, 8, 0, 3, 0x0d, 0x40, 2, 2, 2, 2],
            "64500 200000|IGP|192.0.2.1|0|0||NAG|200000 2.2.2.2|", old: true),
        .attributes(
            "what is too short is filled up with zeros",
            [0x40, 1, 0] + UpdateBuilder.path(1) + [0x40, 3, 2, 1, 2, 0x80, 4, 2, 1, 2, 0xc0, 7, 6, 0, 42, 1, 2, 3, 4],
            "1|IGP|1.2.0.0|0|16908288||NAG|2752770 3.4.0.0|"),
    ]

    @Test("Attributes are written as bgpdump has them", arguments: attributeCases)
    func attributes(item: LineCase) throws {
        #expect(try Self.lines(item.file).0 == item.lines)
    }

    static let nextHop6 = UpdateBuilder.number(0x2001_0db8 << 32, octets: 8) + UpdateBuilder.number(1, octets: 8)

    static let recordCases: [LineCase] = [
        LineCase(
            name: "withdrawn routes come first",
            file: MRTBuilder.message(
                {
                    var builder = UpdateTests.builder(
                        UpdateTests.good
                            + UpdateBuilder.attribute(0x80, 14, [0, 2, 1, 16] + nextHop6 + [0, 16, 0x20, 1])
                            + UpdateBuilder.attribute(0x80, 15, [0, 2, 1, 8, 0x3f]))
                    builder.withdrawn = [8, 9]
                    return builder.message
                }()),
            lines: """
                BGP4MP|1000000000|W|192.0.2.1|64500|9.0.0.0/8
                BGP4MP|1000000000|W|192.0.2.1|64500|3f00::/8
                BGP4MP|1000000000|A|192.0.2.1|64500|203.0.113.0/24|64500 64501|IGP|192.0.2.1|0|0||NAG||
                BGP4MP|1000000000|A|192.0.2.1|64500|2001::/16|64500 64501|IGP|2001:db8::1|0|0||NAG||

                """),
        // As bgpdump has it, for routes of IPv4 in MP_REACH_NLRI only.
        LineCase(
            name: "numbers with a sign",
            file: MRTBuilder.message(
                UpdateTests.builder(
                    UpdateBuilder.origin + UpdateBuilder.path(1) + [0x80, 4, 4, 0xff, 0xff, 0xff, 0xfe]
                        + UpdateBuilder.attribute(0x80, 14, [0, 1, 1, 4, 1, 1, 1, 1, 0, 8, 10]), announced: []
                ).message),
            lines: "BGP4MP|1000000000|A|192.0.2.1|64500|10.0.0.0/8|1|IGP|1.1.1.1|0|-2||NAG||\n"),
        LineCase(
            name: "states", file: MRTBuilder.state(from: 7, to: 99),
            lines: "BGP4MP|1000000000|STATE|192.0.2.1|64500|7|99\n"),
        LineCase(
            name: "microseconds",
            file: MRTBuilder.record(17, 5, [0, 0, 0, 9] + MRTBuilder.session() + [0, 1, 0, 2]),
            lines: "BGP4MP_ET|1000000000.000009|STATE|192.0.2.1|64500|1|2\n"),
        LineCase(
            name: "path identifiers",
            file: MRTBuilder.message(UpdateTests.builder(announced: MRTTests.addPath).message, subtype: 9),
            lines: "BGP4MP_AP|1000000000|A|192.0.2.1|64500|203.0.113.0/24|5|64500 64501|IGP|192.0.2.1|0|0||NAG||\n"),
        LineCase(
            name: "sent by the collector", file: MRTBuilder.message(subtype: 7),
            lines: "BGP4MP_LOCAL|1000000000|A|192.0.2.1|64500|203.0.113.0/24|64500 64501|IGP|192.0.2.1|0|0||NAG||\n"),
        LineCase(
            name: "tables",
            file: MRTBuilder.peers + MRTBuilder.rib(2, [.init(peer: 1)]) + MRTBuilder.rib(8, [.init(pathID: 7)]),
            lines: """
                TABLE_DUMP2|1000000000|B|2001:db8::1|64501|203.0.113.0/24|64500 64501|IGP|192.0.2.1|0|0||NAG||
                TABLE_DUMP2_AP|1000000000|B|192.0.2.1|64500|203.0.113.0/24|7|64500 64501|IGP|192.0.2.1|0|0||NAG||

                """),
        LineCase(
            name: "bits after the prefix",
            file: MRTBuilder.peers + MRTBuilder.rib(2, prefix: [12, 10, 0xff], [.init()]),
            lines: "TABLE_DUMP2|1000000000|B|192.0.2.1|64500|10.240.0.0/12|64500 64501|IGP|192.0.2.1|0|0||NAG||\n"),
        LineCase(
            name: "a field that breaks off",
            file: MRTBuilder.message(UpdateTests.builder(announced: [8, 10, 24, 1]).message),
            lines: "BGP4MP|1000000000|A|192.0.2.1|64500|10.0.0.0/8|64500 64501|IGP|192.0.2.1|0|0||NAG||\n"),
    ]

    @Test("Records are written as bgpdump has them", arguments: recordCases)
    func records(item: LineCase) throws {
        #expect(try Self.lines(item.file).0 == item.lines)
    }

    @Test(
        "IPv6 addresses are shortened as bgpdump does",
        arguments: [
            ("::", "::"), ("::1", "::1"), ("::1:0", "::0.1.0.0"), ("::ffff:1.2.3.4", "::ffff:1.2.3.4"),
            ("::1.2.3.4", "::1.2.3.4"), ("::2:3:4", "::2:3:4"), ("1::", "1::"), ("1:0:0:2::3", "1:0:0:2::3"),
            ("1:2:0:4:5:6:7:8", "1:2::4:5:6:7:8"), ("1:0:0:4:0:0:0:8", "1:0:0:4::8"),
            ("::ffff:0:1.2.3.4", "::ffff:0:102:304"), ("::5a5c", "::0.0.90.92"),
            ("2001:db8:a:bc:def:1234::", "2001:db8:a:bc:def:1234::"),
        ])
    func addresses(text: String, written: String) throws {
        let address = try #require(IPAddress(text))
        let unreach = UpdateBuilder.attribute(0x80, 15, [0, 2, 1, 128] + address.octets)
        var builder = UpdateBuilder()
        builder.attributes = unreach
        let line = try Self.lines(MRTBuilder.message(builder.message)).0
        #expect(line == "BGP4MP|1000000000|W|192.0.2.1|64500|\(written)/128\n")
    }

    @Test("What bgpdump has no line for is counted")
    func unprinted() throws {
        let file =
            MRTBuilder.peers + MRTBuilder.rib(3) + MRTBuilder.rib(6, family: [0, 1, 1]) + MRTBuilder.rib(2, [.init()])
        let (text, report) = try Self.lines(file)
        #expect(text.split(separator: "\n").count == 1)
        #expect(report.unprinted == 2)
        #expect(report.announcements == 3)
    }
}
