import BGPMessages
import NumberResources
import Testing

private let now = BGPTime(seconds: 1_800_000_000)

/// What a session makes of messages that come all at once.
private func events(_ messages: [UInt8]..., limits: BMPLimits = BMPLimits()) -> [BMPEvent] {
    var session = BMPSession(limits: limits)
    return session.receive(messages.flatMap { $0 }, at: now)
}

private func routes(_ events: [BMPEvent]) -> [RouteEvent] {
    var found: [RouteEvent] = []
    for case .routes(_, _, let routes) in events { found += routes }
    return found
}

@Suite("BMP session") struct BMPSessionTests {
    @Test("a router names itself (RFC 7854 section 4.3)") func initiation() throws {
        let found = events(
            BMPBytes.message(
                4,
                BMPBytes.text(2, "edge1") + BMPBytes.text(1, "a router") + BMPBytes.text(0, "hello")
                    + BMPBytes.text(99, "not known")))
        guard case .initiated(let router) = try #require(found.first) else { throw UnexpectedEvent() }
        #expect(router.name == "edge1")
        #expect(router.description == "a router")
        #expect(router.texts == ["hello"])
        #expect(found.count == 1)
    }

    @Test("a route has the peer and the time of its header; without a time, the clock's") func routeTime() throws {
        let found = routes(
            events(
                BMPBytes.peerUp(BMPBytes.peer()), BMPBytes.announcement(BMPBytes.peer()),
                BMPBytes.announcement(BMPBytes.peer(seconds: 0, microseconds: 0))))
        #expect(found.map(\.time) == [BGPTime(seconds: 1_700_000_000, fraction: 250_000), now])
        #expect(found.allSatisfy { $0.prefix.description == "203.0.113.0/24" })
        #expect(found.allSatisfy { $0.peer == BGPPeer(address: IPAddress(ipv4: 0xc000_0201), asn: 64_500) })
        guard case .announce(let attributes) = try #require(found.first).action else { throw UnexpectedEvent() }
        #expect(attributes.asPath == ASPath([64_500, 64_501]))
        #expect(attributes.nextHop?.description == "192.0.2.1")
    }

    @Test(
        "the flags say which table a route is in (RFC 7854 section 4.2, RFC 8671 section 4)",
        arguments: zip(
            [0x00, 0x40, 0x10, 0x50] as [UInt8], [.prePolicy, .postPolicy, .outPrePolicy, .outPostPolicy] as [BMPView]))
    func view(flags: UInt8, view: BMPView) throws {
        let found = events(BMPBytes.peerUp(BMPBytes.peer()), BMPBytes.announcement(BMPBytes.peer(flags: flags)))
        guard case .routes(_, let seen, _) = try #require(found.last) else { throw UnexpectedEvent() }
        #expect(seen == view)
    }
}

struct UnexpectedEvent: Error {}
