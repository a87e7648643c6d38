import BGPMessages
import NumberResources
import Testing

@Suite("UPDATE") struct UpdateTests {
    static let good = UpdateBuilder.origin + UpdateBuilder.path(64500, 64501) + UpdateBuilder.nextHop
    static let route: [UInt8] = [24, 203, 0, 113]

    static func builder(_ attributes: [UInt8] = good, announced: [UInt8] = route) -> UpdateBuilder {
        var builder = UpdateBuilder()
        builder.attributes = attributes
        builder.announced = announced
        return builder
    }

    @Test("Routes come with the attributes of their message")
    func plain() throws {
        var builder = Self.builder(announced: Self.route + [13, 11, 13])
        builder.withdrawn = [24, 198, 51, 100]
        let update = try BGPUpdate(decoding: builder.message.span)
        #expect(update.withdrawn.map(\.entries) == [[NLRI(prefix: try prefix("198.51.100.0/24"))]])
        // Bits after the prefix mean nothing.
        #expect(
            update.announced.map(\.entries)
                == [[NLRI(prefix: try prefix("203.0.113.0/24")), NLRI(prefix: try prefix("11.8.0.0/13"))]])
        #expect(update.announced.first?.nextHop == IPAddress("192.0.2.1"))
        #expect(update.attributes.origin == .igp)
        #expect(update.attributes.asPath == ASPath([64500, 64501]))
        #expect(update.faults.isEmpty)
        var events: [RouteEvent] = []
        let peer = BGPPeer(address: IPAddress(ipv4: 1), asn: 64500)
        update.appendEvents(at: BGPTime(seconds: 1), of: peer, to: &events)
        #expect(events.count == 3)
        #expect(events.first?.action == .withdraw)
    }

    @Test("Every attribute that means something outside is read")
    func attributes() throws {
        let more =
            UpdateBuilder.attribute(0x80, 4, [0, 0, 0, 7]) + UpdateBuilder.attribute(0x40, 5, [0, 0, 0, 100])
            + UpdateBuilder.attribute(0x40, 6, []) + UpdateBuilder.attribute(0xc0, 7, [0, 0, 0xfb, 0xf4, 192, 0, 2, 9])
            + UpdateBuilder.attribute(0xc0, 8, [0xfb, 0xf4, 0, 1, 0xff, 0xff, 0xff, 1])
            + UpdateBuilder.attribute(0xc0, 16, [0, 2, 0xfb, 0xf4, 0, 0, 0, 1])
            + UpdateBuilder.attribute(0xc0, 25, [UInt8](repeating: 1, count: 20))
            + UpdateBuilder.attribute(0xc0, 32, [0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3])
            + UpdateBuilder.attribute(0xc0, 35, [0, 0, 0xfb, 0xf5])
        let attributes = try BGPUpdate(decoding: Self.builder(Self.good + more).message.span).attributes
        #expect(attributes.multiExitDiscriminator == 7)
        #expect(attributes.localPreference == 100)
        #expect(attributes.isAtomicAggregate)
        #expect(attributes.aggregator == .init(asn: 64500, address: IPAddress(ipv4: 0xc000_0209)))
        #expect(attributes.communities == [0xfbf4_0001, 0xffff_ff01])
        #expect(attributes.extendedCommunities == [0x0002_fbf4_0000_0001])
        #expect(
            attributes.largeCommunities == [.init(globalAdministrator: 1, localData1: 2, localData2: 3)])
        #expect(attributes.onlyToCustomer == 64501)
    }

    @Test("MP_REACH_NLRI and MP_UNREACH_NLRI bring routes of other families (RFC 4760)")
    func multiprotocol() throws {
        let global = UpdateBuilder.number(0x2001_0db8 << 32, octets: 8) + UpdateBuilder.number(1, octets: 8)
        let local = UpdateBuilder.number(0xfe80 << 48, octets: 8) + UpdateBuilder.number(2, octets: 8)
        let reach = UpdateBuilder.attribute(0x80, 14, [0, 2, 1, 32] + global + local + [0, 32, 0x20, 1, 0xd, 0xb8])
        let unreach = UpdateBuilder.attribute(0x80, 15, [0, 2, 2, 16, 0x3f, 0xfe])
        let update = try BGPUpdate(decoding: Self.builder(reach + unreach + Self.good).message.span)
        #expect(update.announced.map(\.family) == [.ipv4Unicast, .ipv6Unicast])
        #expect(update.announced.last?.nextHop == IPAddress("2001:db8::1"))
        #expect(update.announced.last?.entries == [NLRI(prefix: try prefix("2001:db8::/32"))])
        #expect(update.withdrawn.map(\.family) == [.ipv6Multicast])
        // An event does not say that it is of multicast, so that these come only where they are asked for.
        var events: [RouteEvent] = []
        let peer = BGPPeer(address: IPAddress(ipv4: 1), asn: 64500)
        update.appendEvents(at: BGPTime(seconds: 1), of: peer, to: &events)
        #expect(events.count == 2)
        update.appendEvents(at: BGPTime(seconds: 1), of: peer, includesMulticast: true, to: &events)
        #expect(events.count == 5)
    }

    @Test("Routes of IPv4 may have a next hop of IPv6 (RFC 8950)")
    func nextHopOfIPv6() throws {
        let nextHop = UpdateBuilder.number(0x2001_0db8 << 32, octets: 8) + UpdateBuilder.number(1, octets: 8)
        let reach = UpdateBuilder.attribute(0x80, 14, [0, 1, 1, 16] + nextHop + [0, 24, 203, 0, 113])
        let attributes = UpdateBuilder.origin + UpdateBuilder.path(64500) + reach
        let update = try BGPUpdate(decoding: Self.builder(attributes, announced: []).message.span)
        #expect(update.announced.first?.nextHop == IPAddress("2001:db8::1"))
        #expect(update.faults.isEmpty)
    }

    @Test("Families of other routes are passed over by their length and named")
    func otherFamilies() throws {
        let reach = UpdateBuilder.attribute(0x80, 14, [0, 25, 65, 4, 1, 2, 3, 4, 0, 9, 9, 9])
        let update = try BGPUpdate(decoding: Self.builder(reach + Self.good).message.span)
        #expect(update.skippedFamilies == [RouteFamily(afi: 25, safi: 65)])
        #expect(update.announced.map(\.family) == [.ipv4Unicast])
    }

    @Test("The end of a first transfer is told, by family (RFC 4724 section 2)")
    func endOfRIB() throws {
        #expect(try BGPUpdate(decoding: UpdateBuilder().message.span).endOfRIB == .ipv4Unicast)
        var builder = UpdateBuilder()
        builder.attributes = UpdateBuilder.attribute(0x80, 15, [0, 2, 1])
        #expect(try BGPUpdate(decoding: builder.message.span).endOfRIB == .ipv6Unicast)
        #expect(try BGPUpdate(decoding: Self.builder().message.span).endOfRIB == nil)
    }

    @Test("Path identifiers are read where the session has them (RFC 7911), and only there")
    func pathIdentifiers() throws {
        var builder = Self.builder(announced: [0, 0, 0, 5, 24, 203, 0, 113, 0, 0, 0, 6, 24, 203, 0, 113])
        builder.withdrawn = [0xff, 0, 0, 1, 8, 10]
        let update = try BGPUpdate(decoding: builder.message.span, SessionEncoding(addPath: [.ipv4Unicast]))
        #expect(update.announced.first?.entries.map(\.pathID) == [5, 6])
        #expect(update.withdrawn.first?.entries == [NLRI(prefix: try prefix("10.0.0.0/8"), pathID: 0xff00_0001)])
        #expect(throws: MessageError.self) {
            try BGPUpdate(decoding: builder.message.span, SessionEncoding(addPath: [.ipv6Unicast]))
        }
        // What a recording does not say is guessed where it asks for that.
        let guess = SessionEncoding(guessesPathIDs: true)
        let guessed = try BGPUpdate(decoding: Self.builder(announced: builder.announced).message.span, guess)
        #expect(guessed.announced.first?.entries.map(\.pathID) == [5, 6])
        let plain = try BGPUpdate(decoding: Self.builder(announced: [0, 8, 10]).message.span, guess)
        #expect(plain.announced.first?.entries.map(\.pathID) == [nil, nil])
    }

    @Test("A message may have 65,535 octets where that was agreed (RFC 8654)")
    func extendedMessage() throws {
        let communities = UpdateBuilder.attribute(0xc0, 8, [UInt8](repeating: 7, count: 65_400))
        let message = Self.builder(Self.good + communities).message
        #expect(try BGPUpdate(decoding: message.span).attributes.communities.count == 16_350)
        let error = #expect(throws: MessageError.self) {
            try BGPUpdate(decoding: message.span, SessionEncoding(allowsExtendedMessages: false))
        }
        #expect(error?.code == .messageLength)
        #expect(error?.rule == "RFC 8654 section 4")
    }

    @Test("Sequences that follow each other are one, however long")
    func longPath() throws {
        let segment = UpdateBuilder.segment(2, (1...255).map { $0 })
        let path = UpdateBuilder.attribute(0x40, 2, (0..<60).flatMap { _ in segment })
        let update = try BGPUpdate(
            decoding: Self.builder(UpdateBuilder.origin + path + UpdateBuilder.nextHop).message.span)
        #expect(update.attributes.asPath.asns.count == 15_300)
        #expect(update.attributes.asPath.runs.isEmpty)
        #expect(update.attributes.asPath.origin == 255)
    }

    @Test("Sets and confederations keep their kind (RFC 5065)")
    func segments() throws {
        let segments =
            UpdateBuilder.segment(3, [65001, 65002]) + UpdateBuilder.segment(2, [1, 2])
            + UpdateBuilder.segment(4, [65003]) + UpdateBuilder.segment(1, [3, 4])
        let attributes =
            UpdateBuilder.origin + UpdateBuilder.attribute(0x40, 2, segments) + UpdateBuilder.nextHop
        let path = try BGPUpdate(decoding: Self.builder(attributes).message.span).attributes.asPath
        #expect(path.description == "(65001 65002) 1 2 [65003] {3,4}")
        #expect(path.neighbour == 1)
        #expect(path.origin == nil)
        #expect(path.selectionLength == 3)
    }

    @Test("No prefix of a message, and no octet changed in it, does harm")
    func damage() {
        let more =
            UpdateBuilder.attribute(0xc0, 8, [0, 1, 0, 2]) + UpdateBuilder.attribute(0x80, 15, [0, 2, 1, 16, 0x20, 1])
            + UpdateBuilder.attribute(0xc0, 17, UpdateBuilder.segment(2, [200_000]))
        let message = Self.builder(Self.good + more).message
        var decoded = 0
        for encoding in [SessionEncoding(), SessionEncoding(hasFourOctetASNs: false, addPath: .all)] {
            for count in 0..<message.count { decoded += decodes(Array(message[..<count]), encoding) ? 1 : 0 }
            for index in message.indices {
                for value in [0, 1, 0x7f, 0x80, 0xff] as [UInt8] {
                    var changed = message
                    changed[index] = value
                    decoded += decodes(changed, encoding) ? 1 : 0
                }
            }
        }
        #expect(decoded > 0)
    }

    private func decodes(_ message: [UInt8], _ encoding: SessionEncoding) -> Bool {
        (try? BGPUpdate(decoding: message.span, encoding)) != nil
    }

    private func prefix(_ text: String) throws -> IPPrefix {
        try #require(IPPrefix(text))
    }
}
