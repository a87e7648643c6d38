import BGPMessages
import NumberResources
import Testing

/// What a router has is not withdrawn by what its messages have wrong (RFC 7606 is for speakers that would use the route).
@Suite("UPDATE, as a station sees it") struct ObservedUpdateTests {
    private static let observed = SessionEncoding(isObserved: true)

    private static func isOfPath(_ fault: UpdateFault) -> Bool {
        fault.code == .asPath || fault.name == "no AS_PATH"
    }

    @Test(
        "a fault in an attribute that no judgement needs is noted, and the route stands",
        arguments: UpdateErrorTests.attributeFaults.filter { !isOfPath($0) && $0.encoding.hasFourOctetASNs })
    func stands(_ fault: UpdateFault) throws {
        var encoding = fault.encoding
        encoding.isObserved = true
        let update = try BGPUpdate(decoding: fault.builder.message.span, encoding)
        #expect(!update.announced.isEmpty)
        #expect(update.withdrawn.isEmpty)
        #expect(update.attributes.asPath == ASPath([64500]))
        let isAccepted = fault.code == .aggregator
        #expect(update.faults.contains { $0.code == fault.code && $0.handling == .attributeDiscard } || isAccepted)
    }

    @Test("a route whose path is not known is withdrawn", arguments: UpdateErrorTests.attributeFaults.filter(isOfPath))
    func path(_ fault: UpdateFault) throws {
        let update = try BGPUpdate(decoding: fault.builder.message.span, Self.observed)
        #expect(update.announced.isEmpty)
        #expect(!update.withdrawn.isEmpty)
    }

    @Test("a path with wrong flags is read") func flags() throws {
        let path = UpdateBuilder.attribute(0xc0, 2, UpdateBuilder.segment(2, [64500]))
        let builder = UpdateTests.builder(UpdateBuilder.origin + path + UpdateBuilder.nextHop)
        let update = try BGPUpdate(decoding: builder.message.span, Self.observed)
        #expect(update.attributes.asPath == ASPath([64500]))
        #expect(update.faults.map(\.code) == [.attributeFlags])
        #expect(!update.announced.isEmpty)
    }

    @Test("AS numbers of the size that was not announced are read, and said", arguments: [2, 4]) func size(
        _ octets: Int
    ) throws {
        let path = UpdateBuilder.attribute(0x40, 2, UpdateBuilder.segment(2, [64500, 64501, 3333], octets: octets))
        let builder = UpdateTests.builder(UpdateBuilder.origin + path + UpdateBuilder.nextHop)
        for announced in [2, 4] {
            let encoding = SessionEncoding(hasFourOctetASNs: announced == 4, isObserved: true)
            let update = try BGPUpdate(decoding: builder.message.span, encoding)
            #expect(update.attributes.asPath == ASPath([64500, 64501, 3333]))
            #expect(update.faults.map(\.code) == (announced == octets ? [] : [.asNumberSize]))
        }
    }

    private static let entry: [UInt8] = [24, 203, 0, 113]

    @Test(
        "path identifiers of any size are found where none were announced, and said",
        arguments: [[0, 0, 0, 1], [0, 0x12, 0xd6, 0x87], [1, 0, 0, 1], [0x20, 0, 0, 7], [0xff, 0xff, 0xff, 0xff]]
            as [[UInt8]])
    func identifiers(_ identifier: [UInt8]) throws {
        var builder = UpdateTests.builder()
        builder.announced = identifier + Self.entry + identifier + [24, 203, 0, 114]
        let encoding = SessionEncoding(guessesPathIDs: true, isObserved: true)
        let update = try BGPUpdate(decoding: builder.message.span, encoding)
        #expect(update.announced.first?.entries.map(\.prefix.description) == ["203.0.113.0/24", "203.0.114.0/24"])
        #expect(update.announced.first?.entries.first?.pathID == identifier.reduce(0) { $0 << 8 | UInt32($1) })
        #expect(update.faults.map(\.code) == [.pathIdentifiers])
    }

    @Test("routes without the identifiers that were announced are found") func noIdentifiers() throws {
        var builder = UpdateTests.builder()
        builder.announced = Self.entry
        let encoding = SessionEncoding(addPath: .all, guessesPathIDs: true, isObserved: true)
        let update = try BGPUpdate(decoding: builder.message.span, encoding)
        #expect(update.announced.first?.entries == [NLRI(prefix: try #require(IPPrefix("203.0.113.0/24")))])
        #expect(update.faults.map(\.code) == [.pathIdentifiers])
    }

    @Test(
        "what is as announced is read so, a default route too",
        arguments: [[0], [0, 24, 203, 0, 113], [24, 203, 0, 113, 16, 10, 1], [24, 203, 0, 113, 32, 203, 0, 113, 1]]
            as [[UInt8]])
    func plain(_ nlri: [UInt8]) throws {
        var builder = UpdateTests.builder()
        builder.announced = nlri
        let update = try BGPUpdate(
            decoding: builder.message.span, SessionEncoding(guessesPathIDs: true, isObserved: true))
        #expect(update.announced.first?.entries.allSatisfy { $0.pathID == nil } == true)
        #expect(update.faults.isEmpty)
    }
}
