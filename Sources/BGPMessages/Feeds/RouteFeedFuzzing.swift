/// What must hold of any octets, for fuzzers.
@_spi(Fuzzing) public enum RouteFeedFuzzing {
    private static let now = BGPTime(seconds: 1_700_000_000)

    /// Traps where a promise of the BMP session or of the reader of captures does not hold.
    public static func checkBMP(_ octets: [UInt8]) {
        var whole = BMPSession()
        var events = whole.receive(octets, at: now)
        events += whole.ended(at: now)
        checkPeers(events)
        // The same in pieces, of a size that depends on the input.
        var pieces = BMPSession()
        var found: [BMPEvent] = []
        let size = 1 + Int(octets.first ?? 0) % 64
        for start in stride(from: 0, to: octets.count, by: size) {
            found += pieces.receive(Array(octets[start..<min(start + size, octets.count)]), at: now)
        }
        found += pieces.ended(at: now)
        precondition(found == events, "the pieces matter")
        precondition(pieces.counters == whole.counters, "the pieces are counted")
        check(.bmp, octets)
        check(.capture, octets)
        // As the data of one segment.
        var packet: [UInt8] = [0x45, 0, 0, 0, 0, 0, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2]
        packet += [0, 1, 0, 2, 0, 0, 0, 9, 0, 0, 0, 0, 0x50, 0x10, 0, 0, 0, 0, 0, 0] + octets
        var file: [UInt8] = [0xa1, 0xb2, 0xc3, 0xd4, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 101]
        file += [0, 0, 0, 1, 0, 0, 0, 0, 0, UInt8(packet.count >> 16 & 0xff)]
        file += [UInt8(packet.count >> 8 & 0xff), UInt8(packet.count & 0xff), 0, 0, 0, 0]
        check(.capture, file + packet)
    }

    /// The same for messages of RIS Live and answers of RIPEstat.
    public static func checkRISLive(_ octets: [UInt8]) {
        var whole = RISLiveStream()
        whole.connected(at: now)
        let events = whole.receive(octets, at: now)
        var pieces = RISLiveStream()
        pieces.connected(at: now)
        var found: [RISLiveEvent] = []
        let size = 1 + Int(octets.last ?? 0) % 64
        for start in stride(from: 0, to: octets.count, by: size) {
            found += pieces.receive(Array(octets[start..<min(start + size, octets.count)]), at: now)
        }
        precondition(found == events, "the pieces matter")
        check(.risLive, octets)
        check(.ripeStat, octets)
    }

    /// A peer goes down once for each time it was up, and all are down at the end.
    private static func checkPeers(_ events: [BMPEvent]) {
        var up: Set<BMPPeer.Identity> = []
        for event in events {
            switch event {
            case .peerUp(let peer, _): precondition(up.insert(peer.identity).inserted, "up twice")
            case .peerDown(let peer, _): up.remove(peer.identity)
            default: break
            }
        }
        precondition(up.isEmpty, "a peer stayed up")
    }

    private static func check(_ format: RouteFormat, _ octets: [UInt8]) {
        var rest: [UInt8]? = octets
        var reader = RouteFeedReader(format, now: now) {
            defer { rest = nil }
            return rest
        }
        var batch = RouteBatch()
        var count = 0
        while (try? reader.next(into: &batch)) == true {
            precondition(!batch.isEmpty, "an empty batch")
            count += batch.events.count
        }
        let report = reader.report
        precondition(count == report.announcements + report.withdrawals, "the report counts something else")
    }
}
