import BGPMessages
import NumberResources
import Testing

/// What a session makes of messages that come all at once.
func bmpEvents(_ messages: [UInt8]..., limits: BMPLimits = BMPLimits(), isRecording: Bool = false) -> [BMPEvent] {
    var session = BMPSession(limits: limits, isRecording: isRecording)
    return session.receive(messages.flatMap { $0 }, at: bmpNow)
}

let bmpNow = BGPTime(seconds: 1_800_000_000)

extension [BMPEvent] {
    var routes: [RouteEvent] {
        var found: [RouteEvent] = []
        for case .routes(_, _, let routes) in self { found += routes }
        return found
    }

    var faults: [MessageError.Code] {
        var found: [MessageError.Code] = []
        for case .fault(let fault) in self { found.append(fault.code) }
        return found
    }

    var downs: [BMPPeerDown.Reason] {
        var found: [BMPPeerDown.Reason] = []
        for case .peerDown(_, let down) in self { found.append(down.reason) }
        return found
    }

    var ups: [BMPPeerUp] {
        var found: [BMPPeerUp] = []
        for case .peerUp(_, let up) in self { found.append(up) }
        return found
    }
}

@Suite("BMP session") struct BMPSessionTests {
    let peer = BMPBytes.peer()

    @Test("a router names itself (RFC 7854 section 4.3)") func initiation() throws {
        let found = bmpEvents(
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
        let found = bmpEvents(
            BMPBytes.peerUp(peer), BMPBytes.announcement(peer),
            BMPBytes.announcement(BMPBytes.peer(seconds: 0, microseconds: 0))
        ).routes
        #expect(found.map(\.time) == [BGPTime(seconds: 1_700_000_000, fraction: 250_000), bmpNow])
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
        let found = bmpEvents(BMPBytes.peerUp(peer), BMPBytes.announcement(BMPBytes.peer(flags: flags)))
        guard case .routes(_, let seen, _) = try #require(found.last) else { throw UnexpectedEvent() }
        #expect(seen == view)
        #expect(view.isOutbound == (flags & 0x10 != 0))
    }

    @Test("a Loc-RIB has its router's identifier for an address, and its name (RFC 9069)") func locRIB() throws {
        let table = BMPBytes.peer(kind: 3, address: "0.0.0.0", identifier: 0xc633_6401)
        let found = bmpEvents(
            BMPBytes.peerUp(table, sent: [BMPBytes.fourOctets, BMPBytes.addPath(3)], tlvs: BMPBytes.text(3, "global")),
            BMPBytes.announcement(table))
        guard case .peerUp(let peer, let up) = try #require(found.first) else { throw UnexpectedEvent() }
        #expect(peer.kind == .locRIBInstance)
        #expect(peer.peer.address.description == "198.51.100.1")
        #expect(up.tableName == "global")
        #expect(up.localAddress == nil)
        guard case .routes(_, .locRIB, let routes) = try #require(found.last) else { throw UnexpectedEvent() }
        #expect(routes.count == 1)
    }

    @Test("VRFs with the same neighbour are two peers") func distinguishers() {
        let red = BMPBytes.peer(kind: 1, distinguisher: 1)
        let blue = BMPBytes.peer(kind: 1, distinguisher: 2)
        let found = bmpEvents(
            BMPBytes.peerUp(red), BMPBytes.peerUp(blue), BMPBytes.message(2, red + [4]), BMPBytes.announcement(blue))
        #expect(found.ups.count == 2)
        #expect(found.downs == [.remoteClosed])
        #expect(found.routes.count == 1)
    }

    @Test("of a peer that went down nothing more is taken, until it is up again") func afterDown() {
        let found = bmpEvents(
            BMPBytes.peerUp(peer), BMPBytes.message(2, peer + [4]), BMPBytes.announcement(peer),
            BMPBytes.message(2, peer + [4]), BMPBytes.peerUp(peer, port: 180), BMPBytes.announcement(peer))
        #expect(found.routes.count == 1)
        #expect(found.faults == [.bmpUnknownPeer, .bmpUnknownPeer])
        #expect(found.downs == [.remoteClosed])
    }

    @Test("a Peer Up that says the same again is no new session, another one is") func repeatedUp() {
        let found = bmpEvents(
            BMPBytes.peerUp(peer), BMPBytes.peerUp(BMPBytes.peer(flags: 0x40)), BMPBytes.peerUp(peer, port: 180))
        #expect(found.ups.count == 2)
        #expect(found.downs == [.replaced])
    }

    @Test("routes of a peer that never was told to be up are taken") func assumedPeer() {
        var session = BMPSession()
        let found = session.receive(BMPBytes.announcement(peer), at: bmpNow)
        #expect(found.routes.count == 1)
        #expect(session.counters.assumedPeers == 1)
        #expect(session.activePeers.count == 1)
    }

    @Test("End-of-RIB is told with its family (RFC 4724 section 2)") func endOfRIB() throws {
        let mpUnreach: [UInt8] = [0x80, 15, 3, 0, 2, 1]
        let found = bmpEvents(
            BMPBytes.peerUp(peer), BMPBytes.message(0, peer + BMPBytes.update()),
            BMPBytes.message(0, peer + BMPBytes.update(attributes: mpUnreach)))
        var families: [RouteFamily] = []
        for case .endOfRIB(_, .prePolicy, let family) in found { families.append(family) }
        #expect(families == [.ipv4Unicast, .ipv6Unicast])
    }

    @Test("when the session ends all peers are gone") func ended() {
        var session = BMPSession()
        _ = session.receive(BMPBytes.peerUp(peer) + BMPBytes.peerUp(BMPBytes.peer(address: "2001:db8::1")), at: bmpNow)
        let found = session.ended(at: bmpNow)
        #expect(found.downs == [.sessionEnded, .sessionEnded])
        #expect(session.activePeers.isEmpty)
        #expect(session.receive(BMPBytes.peerUp(peer), at: bmpNow).isEmpty)
    }

    @Test("a Termination says why, and ends the session (RFC 7854 section 4.5)") func termination() throws {
        let message = BMPBytes.message(5, BMPBytes.tlv(1, [0, 2]) + BMPBytes.text(0, "bye"))
        let found = bmpEvents(BMPBytes.peerUp(peer), message, BMPBytes.peerUp(peer))
        guard case .terminated(let termination) = found[1] else { throw UnexpectedEvent() }
        #expect(termination.reason == .outOfResources)
        #expect(termination.texts == ["bye"])
        #expect(found.downs == [.sessionEnded])
        #expect(found.ups.count == 1)
        // In a recording another session may follow.
        #expect(bmpEvents(BMPBytes.peerUp(peer), message, BMPBytes.peerUp(peer), isRecording: true).ups.count == 2)
    }

    @Test("the stream may come in pieces of any size") func chunks() {
        let stream =
            BMPBytes.message(4, BMPBytes.text(2, "edge1")) + BMPBytes.peerUp(peer) + BMPBytes.announcement(peer)
            + BMPBytes.message(2, peer + [4])
        let whole = bmpEvents(stream)
        for size in 1...stream.count {
            var session = BMPSession()
            var found: [BMPEvent] = []
            for start in stride(from: 0, to: stream.count, by: size) {
                found += session.receive(Array(stream[start..<min(start + size, stream.count)]), at: bmpNow)
            }
            #expect(found == whole, "pieces of \(size)")
        }
    }
}

struct UnexpectedEvent: Error {}
