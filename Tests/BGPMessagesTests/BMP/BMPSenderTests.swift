import BGPMessages
import NumberResources
import Testing

@Suite("BMP: what real routers send") struct BMPSenderTests {
    private static let peer = BMPBytes.peer()

    /// The router of `BMPBytes.peerUp` is AS64496... by its OPEN, without a four-octet capability of its own.
    private static func up(_ peer: [UInt8] = BMPBytes.peer()) -> [UInt8] {
        BMPBytes.peerUp(peer, sent: [[65, 4, 0, 0, 0xfb, 0xf0]], received: [BMPBytes.fourOctets])
    }

    private static func path(_ event: RouteEvent?) -> ASPath? {
        guard case .announce(let attributes) = event?.action else { return nil }
        return attributes.asPath
    }

    @Test(
        "the router's own AS in front of a neighbour's path is left out, and said once",
        arguments: [0, 0x40] as [UInt8])
    func localAS(_ flags: UInt8) {
        let peer = BMPBytes.peer(flags: flags)
        var session = BMPSession()
        let found = session.receive(
            Self.up() + BMPBytes.announcement(peer, path: [64_496, 64_500, 64_501])
                + BMPBytes.announcement(peer, path: [64_496, 64_500, 3_333]), at: bmpNow)
        #expect(found.routes.map { Self.path($0) } == [ASPath([64_500, 64_501]), ASPath([64_500, 3_333])])
        #expect(found.faults == [.bmpLocalAS])
        #expect(session.counters.faults[.bmpLocalAS] == 2)
    }

    @Test("of a router that does so, the path of a route server is cut too; of others it is not") func routeServer() {
        let other = BMPBytes.peer(address: "192.0.2.9")
        let silent = bmpEvents(Self.up(other), BMPBytes.announcement(other, path: [64_496, 3_333]))
        #expect(Self.path(silent.routes.first) == ASPath([64_496, 3_333]))
        let known = bmpEvents(
            Self.up(), Self.up(other), BMPBytes.announcement(Self.peer, path: [64_496, 64_500]),
            BMPBytes.announcement(other, path: [64_496, 3_333]))
        #expect(Self.path(known.routes.last) == ASPath([3_333]))
    }

    @Test("a path that the router sends begins with its AS by right") func outbound() {
        let found = bmpEvents(
            Self.up(), BMPBytes.announcement(BMPBytes.peer(flags: 0x50), path: [64_496, 64_500, 64_501]))
        #expect(Self.path(found.routes.first) == ASPath([64_496, 64_500, 64_501]))
        #expect(found.faults.isEmpty)
    }

    @Test("two BGP messages in one Route Monitoring message are read, and what is none is a fault") func twoMessages() {
        func update(_ last: UInt8) -> [UInt8] {
            BMPBytes.update(attributes: BMPBytes.attributes([64_500]), nlri: [24, 203, 0, last])
        }
        let two = bmpEvents(Self.up(), BMPBytes.message(0, Self.peer + update(113) + update(114)))
        #expect(two.routes.map(\.prefix.description) == ["203.0.113.0/24", "203.0.114.0/24"])
        #expect(two.faults.isEmpty)
        let rest = bmpEvents(Self.up(), BMPBytes.message(0, Self.peer + update(113) + [1, 2, 3]))
        #expect(rest.routes.count == 1)
        #expect(rest.faults == [.bmpMessageBody])
    }

    @Test("a route without NEXT_HOP is announced") func nextHop() {
        let attributes = Array(BMPBytes.attributes([64_500, 666]).dropLast(7))
        let found = bmpEvents(
            Self.up(), BMPBytes.message(0, Self.peer + BMPBytes.update(attributes: attributes, nlri: BMPBytes.prefix)))
        #expect(Self.path(found.routes.first) == ASPath([64_500, 666]))
        #expect(found.faults == [.missingAttribute])
    }

    @Test("flag A that is wrong either way is understood, and said") func flagA() {
        let update = BMPBytes.update(attributes: BMPBytes.attributes([64_500, 64_501]), nlri: BMPBytes.prefix)
        let set = bmpEvents(Self.up(), BMPBytes.message(0, BMPBytes.peer(flags: 0x20) + update))
        #expect(Self.path(set.routes.first) == ASPath([64_500, 64_501]))
        #expect(set.faults == [.asNumberSize])
    }

    private static func lines(_ octets: [UInt8], _ format: RouteEventWriter.Format) throws -> String {
        var chunks: [[UInt8]] = [octets]
        var reader = RouteFeedReader(.bmp, now: bmpNow) { chunks.popLast() }
        var batch = RouteBatch()
        var writer = RouteEventWriter(format)
        while try reader.next(into: &batch) {
            for event in batch.events { writer.write(event, view: batch.view, source: batch.source) }
            for change in batch.stateChanges { writer.write(change) }
        }
        var text = ""
        writer.take { text = String(decoding: $0.withUnsafeBufferPointer { Array($0) }, as: UTF8.self) }
        return text
    }

    @Test("router, VRF and table are in every line (RFC 7854 section 4.2, RFC 9069 section 5.2.1)") func source() throws
    {
        let name = BMPBytes.message(4, BMPBytes.text(2, "r1, \"edge\"") + BMPBytes.text(1, "test"))
        var octets = name
        for (distinguisher, table) in [(UInt64(0xfbf4_0000_0001), "red"), (0x0001_c000_0201_0002, "blue")] {
            let peer = BMPBytes.peer(kind: 1, distinguisher: distinguisher)
            octets += BMPBytes.peerUp(peer, tlvs: BMPBytes.text(3, table)) + BMPBytes.announcement(peer)
        }
        let json = try Self.lines(octets, .json).split(separator: "\n")
        #expect(json.count == 4)
        #expect(json.allSatisfy { $0.contains(#""router":"r1, \"edge\"""#) })
        #expect(json.count { $0.contains(#""distinguisher":"64500:1","table":"red""#) } == 2)
        #expect(json.count { $0.contains(#""distinguisher":"192.0.2.1:2","table":"blue""#) } == 2)
        let csv = try Self.lines(octets, .csv).split(separator: "\n")
        #expect(csv[0].hasSuffix(",view,router,distinguisher,table"))
        #expect(csv[1...].allSatisfy { $0.contains(#","r1, ""edge""","#) })
    }
}
