import BGPMessages
import NumberResources
import Testing

/// A file of one kind of record, and the route that it holds.
struct RecordCase: CustomTestStringConvertible {
    let name: String
    let file: [UInt8]
    var prefix = "203.0.113.0/24"
    var peer: ASN = 64500
    var pathID: UInt32?
    var isTable = false

    var testDescription: String { name }
}

@Suite("MRT") struct MRTTests {
    static let nextHop6 = MRTBuilder.number(0x2001_0db8 << 32, 8) + MRTBuilder.number(9, 8)
    static let attributes6 =
        UpdateBuilder.origin + UpdateBuilder.path(64500, 64501) + UpdateBuilder.attribute(0x80, 14, [16] + nextHop6)
    static let route6: [UInt8] = [32, 0x20, 1, 0xd, 0xb8]

    static func old(_ subtype: UInt16, _ announced: [UInt8] = UpdateTests.route) -> [UInt8] {
        MRTBuilder.record(
            16, subtype,
            MRTBuilder.session(fourOctets: false)
                + UpdateTests.builder(MRTBuilder.oldAttributes, announced: announced).message)
    }

    static let addPath: [UInt8] = [0, 0, 0, 5] + UpdateTests.route

    @Test(
        "Every kind of record that holds a route gives it",
        arguments: [
            RecordCase(name: "BGP4MP_MESSAGE", file: old(1)),
            RecordCase(name: "BGP4MP_MESSAGE_AS4", file: MRTBuilder.message()),
            RecordCase(name: "BGP4MP_MESSAGE_LOCAL", file: old(6), peer: 64499),
            RecordCase(name: "BGP4MP_MESSAGE_AS4_LOCAL", file: MRTBuilder.message(subtype: 7), peer: 64499),
            RecordCase(name: "BGP4MP_MESSAGE_ADDPATH", file: old(8, addPath), pathID: 5),
            RecordCase(
                name: "BGP4MP_MESSAGE_AS4_ADDPATH",
                file: MRTBuilder.message(UpdateTests.builder(announced: addPath).message, subtype: 9), pathID: 5),
            RecordCase(name: "BGP4MP_MESSAGE_LOCAL_ADDPATH", file: old(10, addPath), peer: 64499, pathID: 5),
            RecordCase(
                name: "BGP4MP_MESSAGE_AS4_LOCAL_ADDPATH",
                file: MRTBuilder.message(UpdateTests.builder(announced: addPath).message, subtype: 11), peer: 64499,
                pathID: 5),
            RecordCase(
                name: "BGP4MP_MESSAGE_AS4 that does not say it has path identifiers",
                file: MRTBuilder.message(UpdateTests.builder(announced: addPath).message), pathID: 5),
            RecordCase(
                name: "BGP4MP_ET",
                file: MRTBuilder.record(17, 4, [0, 0, 0, 9] + MRTBuilder.session() + UpdateTests.builder().message)),
            RecordCase(
                name: "BGP4MP_ENTRY",
                file: MRTBuilder.record(
                    16, 2,
                    MRTBuilder.session(fourOctets: false) + [0, 0, 0, 1, 0, 0, 0, 9, 0, 1, 1, 4, 192, 0, 2, 1]
                        + UpdateTests.route + MRTBuilder.number(UInt64(MRTBuilder.oldAttributes.count), 2)
                        + MRTBuilder.oldAttributes), isTable: true),
            RecordCase(name: "RIB_IPV4_UNICAST", file: MRTBuilder.peers + MRTBuilder.rib(), isTable: true),
            RecordCase(name: "RIB_IPV4_MULTICAST", file: MRTBuilder.peers + MRTBuilder.rib(3), isTable: true),
            RecordCase(
                name: "RIB_IPV6_UNICAST",
                file: MRTBuilder.peers
                    + MRTBuilder.rib(4, prefix: route6, [.init(peer: 1, attributes: attributes6)]),
                prefix: "2001:db8::/32", peer: 64501, isTable: true),
            RecordCase(
                name: "RIB_IPV6_MULTICAST",
                file: MRTBuilder.peers + MRTBuilder.rib(5, prefix: route6, [.init(attributes: attributes6)]),
                prefix: "2001:db8::/32", isTable: true),
            RecordCase(
                name: "RIB_GENERIC", file: MRTBuilder.peers + MRTBuilder.rib(6, family: [0, 1, 1]), isTable: true),
            RecordCase(
                name: "RIB_IPV4_UNICAST_ADDPATH", file: MRTBuilder.peers + MRTBuilder.rib(8, [.init(pathID: 5)]),
                pathID: 5, isTable: true),
            RecordCase(
                name: "RIB_IPV6_UNICAST_ADDPATH",
                file: MRTBuilder.peers
                    + MRTBuilder.rib(10, prefix: route6, [.init(pathID: 5, attributes: attributes6)]),
                prefix: "2001:db8::/32", pathID: 5, isTable: true),
            RecordCase(
                name: "RIB_GENERIC_ADDPATH",
                file: MRTBuilder.peers + MRTBuilder.rib(12, family: [0, 1, 1], [.init(pathID: 5)]), pathID: 5,
                isTable: true),
            RecordCase(
                name: "TABLE_DUMP", file: MRTBuilder.record(12, 1, [0, 0, 0, 1] + MRTBuilder.tableDumpRoute()),
                isTable: true),
            RecordCase(
                name: "TABLE_DUMP with AS numbers of four octets",
                file: MRTBuilder.record(
                    12, 3,
                    [0, 0, 0, 1, 203, 0, 113, 0, 24, 1, 0, 0, 3, 0x84, 192, 0, 2, 1]
                        + MRTBuilder.number(4_200_000_001, 4)
                        + MRTBuilder.number(UInt64(UpdateTests.good.count), 2) + UpdateTests.good),
                peer: 4_200_000_001, isTable: true),
            RecordCase(
                name: "type 5",
                file: MRTBuilder.record(
                    5, 1,
                    MRTBuilder.number(64500, 2) + [192, 0, 2, 1] + MRTBuilder.number(64499, 2) + [192, 0, 2, 254]
                        + UpdateTests.builder(MRTBuilder.oldAttributes).message.dropFirst(19))),
        ]) func kinds(item: RecordCase) throws
    {
        let (events, _, report) = try SharedRoutes.read(item.file, includesMulticast: true)
        let event = try #require(events.first, "\(report)")
        #expect(events.count == 1)
        let isGuessed = item.name.hasSuffix("does not say it has path identifiers")
        #expect(report.faults == (isGuessed ? [.pathIdentifiers: 1] : [:]), "\(report.describedFaults)")
        #expect(event.prefix == IPPrefix(item.prefix))
        #expect(event.peer.asn == item.peer)
        #expect(event.pathID == item.pathID)
        #expect(event.time.seconds == 1_000_000_000)
        guard case .announce(let attributes) = event.action else {
            Issue.record("no announcement")
            return
        }
        #expect(attributes.asPath == ASPath([64500, 64501]))
        #expect(attributes.nextHop == IPAddress(item.prefix.contains(":") ? "2001:db8::9" : "192.0.2.1"))
    }

    @Test(
        "A subtype that has not been given out is passed over by its length and counted",
        arguments: [(13, 13), (16, 12)])
    func unknownSubtype(type: UInt16, subtype: UInt16) throws {
        let body = MRTBuilder.rib().dropFirst(12) + [0, 0, 0, 0]
        let file = MRTBuilder.message() + MRTBuilder.record(type, subtype, Array(body)) + MRTBuilder.message()
        let (events, _, report) = try SharedRoutes.read(MRTBuilder.peers + file)
        #expect(events.count == 2)
        #expect(report.faults.isEmpty)
        #expect(report.skippedRecords.values.reduce(0, +) == 1)
    }

    @Test("Microseconds are part of the time")
    func extendedTime() throws {
        let file = MRTBuilder.record(17, 5, [0, 0, 0, 9] + MRTBuilder.session() + [0, 3, 0, 6])
        let states = try SharedRoutes.read(file).states
        #expect(states.map(\.time) == [BGPTime(seconds: 1_000_000_000, fraction: 9)])
        #expect(states.first?.from == .active)
        #expect(states.first?.to == .established)
    }

    @Test("In a table the next hop may stand in a whole MP_REACH_NLRI")
    func fullReach() throws {
        let reach = UpdateBuilder.attribute(0x80, 14, [0, 2, 1, 16] + Self.nextHop6 + [0] + Self.route6)
        let attributes = UpdateBuilder.origin + UpdateBuilder.path(64500) + reach
        let (events, _, report) = try SharedRoutes.read(
            MRTBuilder.peers + MRTBuilder.rib(4, prefix: Self.route6, [.init(attributes: attributes)]))
        #expect(report.faults.isEmpty)
        guard case .announce(let attributes)? = events.first?.action else {
            Issue.record("nothing is announced: \(events)")
            return
        }
        #expect(attributes.nextHop == IPAddress("2001:db8::9"))
    }

    @Test("A batch ends at a change of state")
    func order() throws {
        let file = MRTBuilder.message() + MRTBuilder.state() + MRTBuilder.message()
        var rest: [UInt8]? = file
        var reader = RouteFileReader {
            defer { rest = nil }
            return rest
        }
        var batch = RouteBatch()
        #expect(try reader.next(into: &batch))
        #expect((batch.events.count, batch.stateChanges.count) == (1, 1))
        #expect(try reader.next(into: &batch))
        #expect((batch.events.count, batch.stateChanges.count) == (1, 0))
        #expect(try !reader.next(into: &batch))
        #expect(reader.report.records == 3)
    }

    @Test("Other messages and other types are counted")
    func others() throws {
        let file =
            MRTBuilder.message(UpdateBuilder.message(4, [])) + MRTBuilder.record(48, 0, [1, 2, 3])
            + MRTBuilder.record(16, 3, [0, 0, 0x61, 0]) + MRTBuilder.peers
            + MRTBuilder.record(13, 7, [UInt8](repeating: 0, count: 9))
            + MRTBuilder.rib(6, prefix: [8, 1], family: [0, 25, 65]) + MRTBuilder.state()
        let report = try SharedRoutes.read(file).report
        #expect(report.otherMessages == 1)
        #expect(
            report.skippedRecords == [
                .init(type: 48, subtype: 0): 1, .init(type: 16, subtype: 3): 1, .init(type: 13, subtype: 7): 1,
            ])
        #expect(report.skippedFamilies == [RouteFamily(afi: 25, safi: 65): 1])
        #expect(report.faults.isEmpty, "\(report.describedFaults)")
        #expect(report.stateChanges == 1)
    }

    @Test("64k of attributes, and thousands of routes in a record")
    func large() throws {
        let communities = UpdateBuilder.attribute(0xc0, 8, [UInt8](repeating: 1, count: 65_000))
        let routes = (0..<3_000).map { _ in MRTBuilder.Route() } + [.init(attributes: UpdateTests.good + communities)]
        let (events, _, report) = try SharedRoutes.read(MRTBuilder.peers + MRTBuilder.rib(2, routes), piece: 7_777)
        #expect(events.count == 3_001)
        #expect(report.faults.isEmpty)
    }
}
