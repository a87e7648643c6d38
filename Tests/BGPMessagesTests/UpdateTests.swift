import BGPMessages
import NumberResources
import Testing

@Suite("UPDATE") struct UpdateTests {
    static let good = UpdateBuilder.origin + UpdateBuilder.path(64500, 64501) + UpdateBuilder.nextHop

    @Test("routes come with the attributes of their message") func plain() throws {
        var builder = UpdateBuilder()
        builder.withdrawn = [24, 198, 51, 100]
        builder.attributes = Self.good
        builder.announced = [24, 203, 0, 113, 13, 11, 13]
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

    private func prefix(_ text: String) throws -> IPPrefix {
        try #require(IPPrefix(text))
    }
}
