import BGPMessages
import NumberResources
import Testing

/// A file with a fault between good records, and what is found in it.
struct DamagedFile: CustomTestStringConvertible {
    let name: String
    let file: [UInt8]
    /// Events and changes of state.
    let found: Int
    let faults: [MessageError.Code: Int]
    let offset: Int
    var skipped = 0

    var testDescription: String { name }
}

@Suite("MRT, damaged") struct MRTDamageTests {
    static let message = MRTBuilder.message()
    static let state = MRTBuilder.state()
    static let good = message + state
    static let two = state + message + state

    static func broken(
        _ name: String, _ record: [UInt8], found: Int = 5, _ code: MessageError.Code, at offset: Int = 0,
        skipped: Int = 0
    ) -> DamagedFile {
        DamagedFile(
            name: name, file: good + record + two, found: found, faults: [code: 1], offset: good.count + offset,
            skipped: skipped)
    }

    @Test(
        "A fault costs its record, has a place and a reason, and leaves the others as they are",
        arguments: [
            broken("a header of ten octets", Array(message[..<10]), .recordLength, skipped: 10),
            broken("octets of no record", [1, 2, 3, 4, 5, 6, 7], .framing, skipped: 7),
            broken("a record that is cut short", Array(message[..<50]), .recordLength, skipped: 50),
            broken(
                "a record that lacks two octets", Array(message.dropLast(2)), .recordLength, skipped: message.count - 2),
            broken("a record that lacks its beginning", Array(message[20...]), .framing, skipped: message.count - 20),
            broken(
                "a length beyond the limit", MRTBuilder.record(13, 2, [], length: 1 << 25), .framing, skipped: 12),
            broken(
                "a length beyond the end of the file", MRTBuilder.record(13, 2, [1, 2], length: 1 << 20), .recordLength,
                skipped: 14),
            broken("a session that is cut off", MRTBuilder.record(16, 4, [0, 0, 0, 1]), .recordBody, at: 12),
            broken(
                "a session of another family",
                MRTBuilder.record(16, 4, MRTBuilder.number(64500, 4) + MRTBuilder.number(64500, 4) + [0, 0, 0, 9]),
                .recordBody, at: 22),
            broken("one state", MRTBuilder.record(16, 5, MRTBuilder.session() + [0, 1]), .recordBody, at: 32),
            broken(
                "a message that is longer than its record",
                MRTBuilder.record(16, 4, MRTBuilder.session() + UpdateTests.builder().message.dropLast(2)),
                .messageLength, at: 48),
            broken("no microseconds", MRTBuilder.record(17, 4, [0]), .recordBody, at: 12),
            broken("routes before a table of peers", MRTBuilder.rib(), .peerTable, at: 12),
            broken(
                "a table of peers that is cut off", MRTBuilder.record(13, 1, [9, 9, 9, 9, 0, 0, 0, 2, 0, 1]),
                .peerTable, at: 20),
            broken("a name that is cut off", MRTBuilder.record(13, 1, [9, 9, 9, 9, 9, 9, 0, 0]), .peerTable, at: 16),
            broken("a table without an entry", MRTBuilder.record(12, 1, [0, 0, 0, 1]), .recordBody, at: 16),
            broken(
                "type 5 without peers", MRTBuilder.record(5, 1, [0, 1, 2, 3]), .recordBody, at: 12),
            DamagedFile(
                name: "a last record that is cut off", file: good + message[..<40], found: 2, faults: [.truncated: 1],
                offset: good.count, skipped: 40),
            DamagedFile(
                name: "a last header that is cut off", file: good + message[..<7], found: 2, faults: [.truncated: 1],
                offset: good.count, skipped: 7),
        ]) func fault(item: DamagedFile) throws
    {
        for piece in [1, 100_000] {
            let (events, states, report) = try SharedRoutes.read(item.file, piece: piece)
            #expect(events.count + states.count == item.found)
            #expect(report.faults == item.faults, "\(report.describedFaults)")
            #expect(report.describedFaults.first?.offset == item.offset, "\(report.describedFaults)")
            #expect(report.skippedOctets == item.skipped)
        }
    }

    @Test("A route of an unknown peer, or with a malformed attribute, leaves the others in its record")
    func routes() throws {
        let malformed = UpdateBuilder.origin + [0x40, 2, 2, 9, 1] + UpdateBuilder.nextHop
        let file =
            MRTBuilder.peers
            + MRTBuilder.rib(2, [.init(), .init(peer: 9), .init(attributes: malformed), .init(peer: 1)])
        let (events, _, report) = try SharedRoutes.read(file)
        #expect(events.map(\.peer.asn) == [64500, 64501])
        #expect(report.faults == [.peerIndex: 1, .asPath: 1])
    }

    @Test("Routes that are there before a record breaks off are told")
    func cutOffTable() throws {
        var body = Array(MRTBuilder.rib(2, [.init(), .init()]).dropFirst(12))
        body.removeLast(5)
        let (events, _, report) = try SharedRoutes.read(MRTBuilder.peers + MRTBuilder.record(13, 2, body))
        #expect(events.count == 1)
        #expect(report.faults == [.recordBody: 1])
    }

    @Test("A TABLE_DUMP record may hold many routes, and a length that leaves out view and sequence")
    func tableDumpOfManyRoutes() throws {
        func record(_ count: Int, short: Bool) -> [UInt8] {
            let body: [UInt8] = [0, 0, 0, 1] + (0..<count).flatMap { MRTBuilder.tableDumpRoute(UInt8($0)) }
            return MRTBuilder.record(12, 1, body, length: short ? body.count - 4 : nil)
        }
        for isShort in [false, true] {
            let file = record(3, short: isShort) + record(1, short: isShort) + record(5, short: isShort)
            let (events, _, report) = try SharedRoutes.read(file)
            #expect(events.count == 9)
            #expect(report.faults.isEmpty)
            #expect(report.records == 3)
        }
    }

    @Test("Records of sessions whose addresses were not known")
    func nameless() throws {
        let file =
            MRTBuilder.record(16, 0, [0, 0, 0, 0, 0, 3, 0, 4])
            + MRTBuilder.record(16, 1, [0, 0, 0, 0] + UpdateBuilder.message(4, []))
        let (_, states, report) = try SharedRoutes.read(file)
        #expect(states.map(\.peer.asn) == [0])
        #expect(report.otherMessages == 1)
        #expect(report.faults.isEmpty)
    }

    @Test("A file that is none of MRT is refused")
    func otherFormat() {
        let text = Array("It is not what it says it is, and goes on like this for a while.".utf8)
        let error = #expect(throws: RouteReadError.self) { try SharedRoutes.read(text) }
        #expect(error?.code == .format)
    }

    @Test("An empty file has nothing in it")
    func empty() throws {
        let (events, _, report) = try SharedRoutes.read([])
        #expect(events.isEmpty)
        #expect(report == RouteFileReport())
    }

    @Test("What the source throws ends the reading")
    func source() {
        struct Broken: Error {}
        var reader = RouteFileReader { throw Broken() }
        var batch = RouteBatch()
        let error = #expect(throws: RouteReadError.self) { try reader.next(into: &batch) }
        #expect(error?.code == .input)
    }

    @Test("Faults beyond the limit are counted and not described; a longer record than the limit is none")
    func limits() throws {
        var limits = RouteFileLimits()
        limits.describedFaults = 2
        let broken = MRTBuilder.record(16, 4, [0, 0, 0, 1])
        let report = try SharedRoutes.read(broken + broken + broken + Self.state, limits: limits).report
        #expect(report.faults == [.recordBody: 3])
        #expect(report.describedFaults.count == 2)
        limits.recordSize = 60
        let (events, states, other) = try SharedRoutes.read(Self.state + Self.message + Self.state, limits: limits)
        #expect((events.count, states.count) == (0, 2))
        #expect(other.faults == [.framing: 1])
    }

    @Test("Headers that claim much more than there is cost no more time than their octets", .timeLimit(.minutes(10)))
    func manyClaims() throws {
        let claim = MRTBuilder.record(13, 2, [], length: 500_000)
        let report = try SharedRoutes.read((0..<60_000).flatMap { _ in claim } + Self.two).report
        #expect(report.stateChanges == 2)
        #expect(report.announcements == 1)
    }

    @Test("No prefix of a file, and no octet changed in it, does harm")
    func damage() throws {
        let file =
            MRTBuilder.peers + MRTBuilder.rib(2, [.init(), .init(peer: 1)]) + MRTBuilder.rib(8, [.init(pathID: 1)])
            + Self.message + Self.state + MRTBuilder.record(12, 1, [0, 0, 0, 1] + MRTBuilder.tableDumpRoute())
        var found = 0
        func read(_ octets: [UInt8]) throws {
            do {
                let (events, states, _) = try SharedRoutes.read(octets)
                found += events.count + states.count
            } catch let error as RouteReadError {
                #expect(error.code == .format)
            }
            var rest: [UInt8]? = octets
            var reader = BGPDumpReader {
                defer { rest = nil }
                return rest
            }
            do { while try reader.next() {} } catch { #expect(error.code == .format) }
        }
        for count in 0..<file.count { try read(Array(file[..<count])) }
        for index in file.indices {
            for value in [0, 0x7f, 0xff] as [UInt8] {
                var changed = file
                changed[index] = value
                try read(changed)
            }
        }
        #expect(found > file.count)
    }
}
