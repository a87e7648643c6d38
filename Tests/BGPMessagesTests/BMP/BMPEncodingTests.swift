import BGPMessages
import NumberResources
import Testing

@Suite("BMP: how routes are encoded") struct BMPEncodingTests {
    let peer = BMPBytes.peer()

    private func path(_ events: [BMPEvent]) -> ASPath? {
        guard case .announce(let attributes) = events.routes.last?.action else { return nil }
        return attributes.asPath
    }

    @Test("flag A: AS_PATH has two octets an AS number (RFC 7854 section 4.2)") func legacyPath() {
        let update = BMPBytes.update(
            attributes: BMPBytes.attributes([64_500, 64_501], width: 2), nlri: BMPBytes.prefix)
        let found = bmpEvents(
            BMPBytes.peerUp(peer), BMPBytes.message(0, BMPBytes.peer(flags: 0x20) + update))
        #expect(path(found) == ASPath([64_500, 64_501]))
    }

    @Test("a router that leaves flag A out is understood, and it is said")
    func forgottenFlag() {
        let update = BMPBytes.update(
            attributes: BMPBytes.attributes([64_500, 64_501, 1], width: 2), nlri: BMPBytes.prefix)
        let old = bmpEvents(BMPBytes.peerUp(peer, received: []), BMPBytes.message(0, peer + update))
        #expect(path(old) == ASPath([64_500, 64_501, 1]))
        #expect(old.faults == [.asNumberSize])
        let new = bmpEvents(BMPBytes.peerUp(peer), BMPBytes.message(0, peer + update))
        #expect(path(new) == ASPath([64_500, 64_501, 1]))
        #expect(new.faults == [.asNumberSize])
    }

    @Test("a path that can be read with numbers of either size is read as the others of its peer are") func eitherSize()
    {
        // A sequence of three and a set of two, of two octets each, are as long as a sequence of three of four octets.
        let ambiguous: [UInt8] = [
            0x40, 1, 1, 0, 0x40, 2, 14, 2, 3, 0xfb, 0xf4, 5, 19, 2, 154, 1, 2, 13, 5, 5, 19, 0x40, 3, 4, 192, 0, 2, 1,
        ]
        let set = BMPBytes.message(0, peer + BMPBytes.update(attributes: ambiguous, nlri: BMPBytes.prefix))
        let plain = BMPBytes.message(
            0,
            peer
                + BMPBytes.update(
                    attributes: BMPBytes.attributes([64_500, 64_501, 1], width: 2), nlri: BMPBytes.prefix))
        let expected = ASPath(
            asns: [64_500, 1299, 666, 3333, 1299],
            runs: [.init(kind: .sequence, count: 3), .init(kind: .set, count: 2)])
        let found = bmpEvents(BMPBytes.peerUp(peer), plain, set, plain)
        #expect(found.faults == [.asNumberSize])
        let paths = found.routes.compactMap { route -> ASPath? in
            if case .announce(let attributes) = route.action { attributes.asPath } else { nil }
        }
        #expect(paths == [ASPath([64_500, 64_501, 1]), expected, ASPath([64_500, 64_501, 1])])
        // Of another session nothing is known: as the flag says.
        let alone = bmpEvents(BMPBytes.peerUp(peer), plain, BMPBytes.peerUp(peer, port: 1790), set)
        #expect(path(alone)?.asns.count == 3)
    }

    /// What each end says of ADD-PATH, and whether routes from the neighbour and to it have path identifiers.
    @Test(
        "ADD-PATH takes one end that sends and one that receives, each way for itself (RFC 7911 section 4)",
        arguments: [
            (1, 2, true, false), (2, 1, false, true), (3, 3, true, true), (1, 1, false, false), (2, 2, false, false),
            (3, 2, true, false), (0, 3, false, false),
        ] as [(UInt8, UInt8, Bool, Bool)])
    func addPath(sent: UInt8, received: UInt8, inbound: Bool, outbound: Bool) throws {
        func capabilities(_ mode: UInt8) -> [[UInt8]] {
            mode == 0 ? [BMPBytes.fourOctets] : [BMPBytes.fourOctets, BMPBytes.addPath(mode)]
        }
        let up = BMPBytes.peerUp(peer, sent: capabilities(sent), received: capabilities(received))
        for (flags, expected) in [(UInt8(0), inbound), (0x40, inbound), (0x10, outbound), (0x50, outbound)] {
            let nlri = (expected ? [0, 0, 0, 7] : []) + BMPBytes.prefix
            let update = BMPBytes.update(attributes: BMPBytes.attributes([64_500]), nlri: nlri)
            let found = bmpEvents(up, BMPBytes.message(0, BMPBytes.peer(flags: flags) + update))
            let route = try #require(found.routes.first)
            #expect(route.pathID == (expected ? 7 : nil))
            #expect(route.prefix.description == "203.0.113.0/24")
        }
    }

    @Test("where no Peer Up told, path identifiers are found out, and stay") func guessedAddPath() {
        let update = BMPBytes.update(attributes: BMPBytes.attributes([64_500]), nlri: [0, 0, 0, 1] + BMPBytes.prefix)
        let withdrawal = BMPBytes.update(withdrawn: [0, 0, 0, 1] + BMPBytes.prefix)
        let found = bmpEvents(BMPBytes.message(0, peer + update), BMPBytes.message(0, peer + withdrawal))
        #expect(found.routes.map(\.pathID) == [1, 1])
        #expect(found.faults.isEmpty)
    }

    /// As FRRouting 8.4 does.
    @Test("a router that agrees on path identifiers and tells routes without is understood, also later")
    func forgottenIDs() {
        let up = BMPBytes.peerUp(
            peer, sent: [BMPBytes.fourOctets, BMPBytes.addPath(3)],
            received: [BMPBytes.fourOctets, BMPBytes.addPath(3)])
        func message(_ nlri: [UInt8]) -> [UInt8] {
            BMPBytes.message(0, peer + BMPBytes.update(attributes: BMPBytes.attributes([64_500]), nlri: nlri))
        }
        // The second could be read either way.
        let without = bmpEvents(up, message(BMPBytes.prefix), message(BMPBytes.prefix + BMPBytes.prefix))
        #expect(without.routes.map(\.prefix.description) == Array(repeating: "203.0.113.0/24", count: 3))
        #expect(without.faults == [.pathIdentifiers])
        let with = bmpEvents(
            up, message([0, 0, 0, 1] + BMPBytes.prefix), message([24, 203, 0, 113] + BMPBytes.prefix))
        #expect(with.routes.map(\.pathID) == [1, 0x18cb_0071])
    }

    @Test("messages of up to 65,535 octets are read (RFC 8654)") func extendedMessages() {
        // 4,000 prefixes of three octets and their length.
        let nlri = (0..<4_000).flatMap { [24, 10, UInt8($0 >> 8), UInt8($0 & 0xff)] as [UInt8] }
        let update = BMPBytes.update(attributes: BMPBytes.attributes([64_500]), nlri: nlri)
        #expect(bmpEvents(BMPBytes.peerUp(peer), BMPBytes.message(0, peer + update)).routes.count == 4_000)
    }

    @Test("other families are passed over and counted") func otherFamilies() {
        // MP_REACH_NLRI of VPN-IPv4 with a next hop of twelve octets.
        let reach: [UInt8] =
            [0x90, 14, 0, 33, 0, 1, 128, 12] + [UInt8](repeating: 0, count: 8) + [192, 0, 2, 1, 0]
            + [112, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 10, 0, 0, 0]
        var session = BMPSession()
        let update = BMPBytes.update(attributes: BMPBytes.attributes([64_500]) + reach)
        let found = session.receive(BMPBytes.peerUp(peer) + BMPBytes.message(0, peer + update), at: bmpNow)
        #expect(found.routes.isEmpty)
        #expect(session.counters.skippedFamilies == [RouteFamily(afi: 1, safi: 128): 1])
    }

    @Test(
        "version 4 has the BGP message in a TLV, whose type the drafts do not agree on",
        arguments: [4, 7] as [UInt16])
    func version4(type: UInt16) {
        func indexed(_ type: UInt16, _ value: [UInt8]) -> [UInt8] {
            BMPBytes.big(type) + BMPBytes.big(UInt16(value.count)) + [0, 0] + value
        }
        let update = BMPBytes.update(attributes: BMPBytes.attributes([64_500]), nlri: BMPBytes.prefix)
        // Of an enterprise's own: its number stands between the index and the value, counted in the length or not.
        let enterprise: [UInt8] = [0x80, 9, 0, 2, 0, 0, 0, 0, 0x7e, 0xd9, 1, 2]
        let counted: [UInt8] = [0x80, 9, 0, 6, 0, 0, 0, 0, 0x7e, 0xd9, 1, 2]
        for extra in [[], enterprise, counted] {
            let body = peer + indexed(3, Array("red".utf8)) + extra + indexed(type, update)
            var session = BMPSession()
            let found = session.receive(
                BMPBytes.peerUp(peer, version: 4) + BMPBytes.message(0, body, version: 4), at: bmpNow)
            #expect(found.routes.count == 1)
            #expect(session.counters.skippedTLVs == (extra.isEmpty ? 1 : 2))
        }
    }
}
