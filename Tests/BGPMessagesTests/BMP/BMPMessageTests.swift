import BGPMessages
import NumberResources
import Testing

@Suite("BMP messages") struct BMPMessageTests {
    static let peer = BMPBytes.peer()
    static let notification = BMPBytes.bgp(3, [6, 2])

    @Test(
        "each reason for which a peer went down (RFC 7854 section 4.9, RFC 9069 section 5.3.1)",
        arguments: [
            ([1] + notification, .localNotification(code: 6, subcode: 2)), ([2, 0, 24], .localEvent(24)),
            ([3] + notification, .remoteNotification(code: 6, subcode: 2)), ([4], .remoteClosed), ([5], .deconfigured),
            ([6] + BMPBytes.text(3, "global"), .localClosed), ([9], .other(9)),
        ] as [([UInt8], BMPPeerDown.Reason)])
    func peerDown(body: [UInt8], reason: BMPPeerDown.Reason) throws {
        let found = bmpEvents(BMPBytes.peerUp(Self.peer), BMPBytes.message(2, Self.peer + body))
        #expect(found.downs == [reason])
        guard case .peerDown(_, let down) = try #require(found.last) else { throw UnexpectedEvent() }
        #expect(down.tableName == (body[0] == 6 ? "global" : nil))
    }

    @Test("a Peer Up tells both ends and what they agreed on (RFC 7854 section 4.10)") func peerUp() throws {
        let capabilities = [BMPBytes.fourOctets, BMPBytes.extendedMessages]
        let found = bmpEvents(
            BMPBytes.peerUp(
                Self.peer, sent: capabilities, received: capabilities,
                tlvs: BMPBytes.text(0, "note") + BMPBytes.text(4, "upstream")))
        let up = try #require(found.ups.first)
        #expect(up.localAddress?.description == "192.0.2.254")
        #expect(up.localPort == 179)
        #expect(up.remotePort == 40_000)
        #expect(up.inbound.allowsExtendedMessages)
        #expect(up.inbound.hasFourOctetASNs)
        #expect(up.adminLabel == "upstream")
        #expect(up.texts == ["note"])
    }

    @Test(
        "statistics are counters of 4 octets, gauges of 8, and gauges of a family of 11", arguments: [3, 4] as [UInt8])
    func statistics(version: UInt8) throws {
        var body = BMPBytes.big(UInt32(4))
        body += BMPBytes.tlv(0, [0, 0, 0, 3])
        body += BMPBytes.tlv(7, BMPBytes.big(UInt64(900_000)))
        body += BMPBytes.tlv(9, [0, 2, 1] + BMPBytes.big(UInt64(200_000)))
        body += BMPBytes.tlv(35, [0, 1, 1] + BMPBytes.big(UInt64(5)))
        if version == 4 { body = BMPBytes.tlv(1, body) }
        let found = bmpEvents(
            BMPBytes.peerUp(Self.peer), BMPBytes.message(1, Self.peer + body, version: version))
        guard case .statistics(_, let statistics, _) = try #require(found.last) else { throw UnexpectedEvent() }
        #expect(statistics.map(\.value) == [3, 900_000, 200_000, 5])
        #expect(statistics.map(\.kind.rawValue) == [0, 7, 9, 35])
        #expect(statistics.map(\.family) == [nil, nil, .ipv6Unicast, .ipv4Unicast])
    }

    @Test("mirrored messages tell what was lost, and are no routes (RFC 7854 section 4.7)") func mirroring() throws {
        let update = BMPBytes.update(attributes: BMPBytes.attributes([64_500]), nlri: BMPBytes.prefix)
        let found = bmpEvents(
            BMPBytes.peerUp(Self.peer),
            BMPBytes.message(6, Self.peer + BMPBytes.tlv(1, [0, 1]) + BMPBytes.tlv(0, update)))
        guard case .mirrored(_, let mirroring, _) = try #require(found.last) else { throw UnexpectedEvent() }
        #expect(mirroring.messages == [.update])
        #expect(mirroring.hasLostMessages)
        #expect(!mirroring.hasErroredMessage)
        #expect(found.routes.isEmpty)
    }

    /// A damaged message, the fault it is, and whether the message after it is still understood.
    @Test(
        "a damaged message costs itself alone",
        arguments: [
            (BMPBytes.message(7, []), .bmpMessageType),
            (BMPBytes.message(0, BMPBytes.peer(kind: 4) + BMPBytes.update()), .bmpPeerType),
            (BMPBytes.message(0, peer + [0xff]), .messageLength),
            (BMPBytes.message(0, peer + BMPBytes.bgp(4, [])), .messageType),
            (
                BMPBytes.message(
                    0, peer + BMPBytes.update(attributes: BMPBytes.attributes([1]), nlri: [33, 1, 2, 3, 4, 5])), .prefix
            ),
            (BMPBytes.message(0, peer + BMPBytes.tlv(9, []), version: 4), .bmpTLVLength),
            (BMPBytes.message(0, peer + BMPBytes.tlv(9, []) + [0, 0], version: 4), .bmpMissingTLV),
            (BMPBytes.message(1, peer + [0, 0]), .bmpMessageBody),
            (BMPBytes.message(1, peer + [0, 0, 0, 2] + BMPBytes.tlv(0, [0, 0, 0, 1])), .bmpStatistic),
            (BMPBytes.message(1, peer + [0, 0, 0, 1] + BMPBytes.tlv(0, [1])), .bmpStatistic),
            (BMPBytes.message(1, peer + BMPBytes.tlv(2, []), version: 4), .bmpMissingTLV),
            (BMPBytes.message(2, peer), .bmpMessageBody),
            (BMPBytes.message(2, peer + [2, 0]), .bmpReason),
            (BMPBytes.message(2, peer + [1, 0xff]), .messageLength),
            (BMPBytes.message(3, peer + [0, 0]), .bmpMessageBody),
            (BMPBytes.message(3, peer + [UInt8](repeating: 0, count: 60)), .marker),
            (BMPBytes.message(4, [0, 1, 0, 9, 1]), .bmpTLVLength),
            (BMPBytes.message(4, [0, 1, 0]), .bmpTLVLength),
            (BMPBytes.message(5, BMPBytes.tlv(1, [0])), .bmpMessageBody),
            (BMPBytes.message(6, peer + BMPBytes.tlv(1, [0])), .bmpMessageBody),
        ] as [([UInt8], MessageError.Code)])
    func damaged(message: [UInt8], code: MessageError.Code) {
        let before = BMPBytes.peerUp(Self.peer)
        let found = bmpEvents(before, message, BMPBytes.message(4, BMPBytes.text(2, "next")))
        #expect(found.faults == [code])
        guard case .initiated = found.last else {
            Issue.record("the next message was not understood")
            return
        }
        for case .fault(let fault) in found {
            #expect(fault.offset >= before.count && fault.offset <= before.count + message.count)
        }
    }

    @Test("a Peer Down whose reason cannot be read takes the peer down all the same") func damagedDown() {
        let found = bmpEvents(BMPBytes.peerUp(Self.peer), BMPBytes.message(2, Self.peer + [3, 0xff]))
        #expect(found.downs == [.other(3)])
    }

    @Test(
        "a stream that cannot be followed ends the session",
        arguments: [
            ([2, 0, 0, 0, 6, 4], .bmpVersion), ([3, 0, 0, 0, 5, 4], .bmpMessageLength),
            ([3, 0, 0, 0, 20, 0], .bmpMessageLength), ([3, 0x7f, 0xff, 0xff, 0xff, 4], .bmpMessageLength),
        ] as [([UInt8], MessageError.Code)])
    func framing(octets: [UInt8], code: MessageError.Code) throws {
        var session = BMPSession()
        let up = BMPBytes.peerUp(Self.peer)
        let found = session.receive(up + octets, at: bmpNow)
        guard case .failed(let fault) = try #require(found.last) else { throw UnexpectedEvent() }
        #expect(fault.code == code)
        #expect(fault.offset >= up.count)
        #expect(found.downs == [.sessionEnded])
        #expect(session.isOver)
        #expect(session.ended(at: bmpNow).isEmpty)
    }

    @Test("what breaks off is told") func truncated() {
        var session = BMPSession()
        _ = session.receive(Array(BMPBytes.peerUp(Self.peer).dropLast()), at: bmpNow)
        #expect(session.ended(at: bmpNow).faults == [.bmpTruncated])
    }
}

@Suite("BMP limits") struct BMPLimitsTests {
    @Test("messages") func messageSize() throws {
        var limits = BMPLimits()
        limits.messageSize = 100
        let found = bmpEvents(BMPBytes.peerUp(BMPBytes.peer()), limits: limits)
        guard case .failed(let fault) = try #require(found.last) else { throw UnexpectedEvent() }
        #expect(fault.code == .bmpMessageLength)
        #expect(fault.rule == "Docs/Limits.md")
    }

    @Test("peers: those that went down make room") func peers() {
        var limits = BMPLimits()
        limits.peers = 1
        let (one, two) = (BMPBytes.peer(), BMPBytes.peer(address: "192.0.2.2"))
        let full = bmpEvents(BMPBytes.peerUp(one), BMPBytes.peerUp(two), BMPBytes.announcement(two), limits: limits)
        #expect(full.faults == [.bmpPeerLimit, .bmpPeerLimit])
        let freed = bmpEvents(
            BMPBytes.peerUp(one), BMPBytes.message(2, one + [4]), BMPBytes.peerUp(two), limits: limits)
        #expect(freed.faults.isEmpty)
        #expect(freed.ups.count == 2)
    }

    @Test("TLVs, texts and descriptions of faults") func others() throws {
        var limits = BMPLimits()
        limits.tlvs = 2
        limits.textSize = 3
        limits.describedFaults = 1
        let many = BMPBytes.message(4, BMPBytes.text(0, "a") + BMPBytes.text(0, "b") + BMPBytes.text(0, "c"))
        var session = BMPSession(limits: limits)
        let found = session.receive(many + many + BMPBytes.message(4, BMPBytes.text(2, "router")), at: bmpNow)
        #expect(found.faults == [.bmpTLVLimit])
        #expect(session.counters.faults == [.bmpTLVLimit: 2])
        #expect(session.router.name == "rou")
    }

    @Test("families that are counted one by one") func families() {
        var limits = BMPLimits()
        limits.families = 1
        var session = BMPSession(limits: limits)
        let peer = BMPBytes.peer()
        for safi in [66, 67] as [UInt8] {
            let update = BMPBytes.update(attributes: [0x80, 15, 4, 0, 1, safi, 0])
            _ = session.receive(BMPBytes.message(0, peer + update), at: bmpNow)
        }
        #expect(session.counters.skippedFamilies == [RouteFamily(afi: 1, safi: 66): 1])
    }
}
