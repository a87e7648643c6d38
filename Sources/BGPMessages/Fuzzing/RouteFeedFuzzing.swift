/// Conditions that must hold for any octets, for fuzzers.
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

    /// The same for captures: the octets as a file, and as a list of segments in a file that is well-formed.
    public static func checkCapture(_ octets: [UInt8]) {
        check(.capture, octets)
        check(.capture, capture(of: octets))
    }

    /// A capture of segments: of each, octets say sequence number, flags, flow, time and how much of what follows it
    /// carries. A BMP message comes with the first segment of each flow.
    private static func capture(of octets: [UInt8]) -> [UInt8] {
        func little(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
        var file: [UInt8] = [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 101, 0, 0, 0]
        var rest = octets[...]
        while rest.count >= 12 {
            let head = Array(rest.prefix(12))
            rest = rest.dropFirst(12)
            let data = Array(rest.prefix(Int(head[6])))
            rest = rest.dropFirst(data.count)
            var packet: [UInt8] = [0x45, 0, 0, 0, 0, 0, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2]
            packet += [0, head[5] & 3, 0, 2] + head[0..<4] + [0, 0, 0, 0, 0x50, head[4], 0, 0, 0, 0, 0, 0]
            if head[5] & 4 != 0 { packet += [3, 0, 0, 0, 10, 4, 0, 2, 0, 0] }
            packet += data
            file += Array(head[8..<12]) + [head[7], 0, 0, 0]
            file += little(UInt32(truncatingIfNeeded: packet.count)) + little(UInt32(truncatingIfNeeded: packet.count))
            file += packet
        }
        return file
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
