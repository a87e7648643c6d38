import BGPMessages
import NumberResources
import PacketCaptures
import TestSupport
import Testing

@Suite("Captures of BMP") struct BMPCaptureTests {
    typealias Segment = CaptureBytes.Segment

    static let stream =
        BMPBytes.peerUp(BMPBytes.peer()) + BMPBytes.announcement(BMPBytes.peer())
        + BMPBytes.announcement(BMPBytes.peer(seconds: 0, microseconds: 0))

    /// The stream in segments of 50 octets, in order.
    static func segments(from sequence: UInt32 = 1_000, port: UInt16 = 40_000) -> [Segment] {
        stride(from: 0, to: stream.count, by: 50).map { start in
            Segment(
                sequence: sequence &+ UInt32(start), sourcePort: port,
                data: Array(stream[start..<min(start + 50, stream.count)]))
        }
    }

    static func read(_ segments: [Segment]) throws -> ReadFeed {
        try ReadFeed(CaptureBytes.pcap(segments.map { CaptureBytes.ethernet(CaptureBytes.ipv4(CaptureBytes.tcp($0))) }))
    }

    @Test("a time that a message leaves out is that of its packet") func packetTime() throws {
        let found = try Self.read(Self.segments())
        #expect(found.format == .capture)
        #expect(
            found.events.map(\.time) == [
                BGPTime(seconds: 1_700_000_000, fraction: 250_000), BGPTime(seconds: 1_700_000_000, fraction: 500_000),
            ])
        #expect(found.states.map(\.to) == [.established])
        #expect(found.report.records == 3)
        #expect(found.report.faults.isEmpty)
    }

    @Test("segments out of order, repeated, overlapping, and past the end of the sequence numbers") func order() throws
    {
        var segments = Self.segments(from: .max - 60)
        segments.swapAt(1, 2)
        segments.insert(segments[0], at: 3)
        var overlapping = segments[4]
        overlapping.sequence &-= 10
        let start = Int(segments[4].sequence &- (.max - 60))
        overlapping.data = Array(Self.stream[start - 10..<start]) + overlapping.data
        segments[4] = overlapping
        // Keep-alives repeat the last octet.
        segments.append(Segment(sequence: segments[0].sequence, data: [Self.stream[0]]))
        let found = try Self.read(segments)
        #expect(found.events.count == 2)
        #expect(found.report.faults.isEmpty)
    }

    @Test("the connection may begin in the capture") func handshake() throws {
        let found = try Self.read([Segment(sequence: 999, flags: 0x02)] + Self.segments())
        #expect(found.events.count == 2)
    }

    @Test("after a gap, reading goes on where a segment begins with a message") func gap() throws {
        var segments = Self.segments()
        segments.remove(at: 2)
        let next = UInt32(1_000 + Self.stream.count)
        segments.append(Segment(sequence: next, data: BMPBytes.announcement(BMPBytes.peer())))
        let found = try Self.read(segments)
        #expect(found.events.count == 1)
        #expect(found.report.faults == [.captureGap: 1])
    }

    @Test("connections are read each for itself, and what is no BMP is passed over") func flows() throws {
        var segments: [Segment] = []
        for (one, two) in zip(Self.segments(port: 1), Self.segments(port: 2)) { segments += [one, two] }
        segments.append(Segment(sequence: 5, sourcePort: 3, data: Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)))
        let found = try Self.read(segments)
        #expect(found.events.count == 4)
        #expect(found.report.faults.isEmpty)
    }

    /// A packet of the whole stream behind what its link layer puts before it.
    static let links: [(UInt32, [UInt8])] = {
        let segment = CaptureBytes.tcp(Segment(sequence: 7, data: stream))
        let (ipv4, ipv6) = (CaptureBytes.ipv4(segment), CaptureBytes.ipv6(segment))
        let cooked = [0, 0, 0, 1, 0, 6, 2, 2, 2, 2, 2, 2, 0, 0, 8, 0] as [UInt8]
        let cooked2 = [0x86, 0xdd, 0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 2, 2, 2, 2, 2, 2, 0, 0] as [UInt8]
        let tagged = CaptureBytes.macAddresses + [0x88, 0xa8, 0, 1, 0x81, 0, 0, 2, 0x86, 0xdd]
        return [
            (0, [2, 0, 0, 0] + ipv4), (1, CaptureBytes.ethernet(ipv6)), (1, tagged + ipv6), (101, ipv4), (12, ipv6),
            (113, cooked + ipv4), (228, ipv4), (229, ipv6), (276, cooked2 + ipv6),
        ]
    }()

    @Test("link layers", arguments: links) func link(type: UInt32, packet: [UInt8]) throws {
        #expect(try ReadFeed(CaptureBytes.pcap(link: type, [packet])).events.count == 2)
    }

    @Test("pcapng, and any pieces") func pcapng() throws {
        let file = CaptureBytes.pcapng(
            Self.segments().map { CaptureBytes.ethernet(CaptureBytes.ipv4(CaptureBytes.tcp($0))) })
        for piece in [1, 7, 4_096] {
            let found = try ReadFeed(file, piece: piece)
            #expect(found.events.last?.time == BGPTime(seconds: 1_700_000_000, fraction: 500_000))
            #expect(found.events.count == 2)
        }
    }

    /// How many octets are cut off a good file, what is put after it, and the fault that it becomes.
    @Test(
        "damaged files",
        arguments: [
            (3, [], .captureTruncated), (0, [UInt8](repeating: 0xff, count: 16), .captureFraming),
            (0, [1, 2, 3], .captureTruncated),
        ] as [(Int, [UInt8], MessageError.Code)])
    func damaged(cut: Int, appended: [UInt8], code: MessageError.Code) throws {
        let packets = Self.segments().map { CaptureBytes.ethernet(CaptureBytes.ipv4(CaptureBytes.tcp($0))) }
        let found = try ReadFeed(CaptureBytes.pcap(packets).dropLast(cut) + appended)
        #expect(found.report.faults[code] == 1)
        #expect(found.events.count >= 1)
    }

    @Test("fragments of IP and link layers that are not known give nothing") func unknown() throws {
        let segment = CaptureBytes.tcp(Segment(sequence: 7, data: Self.stream))
        #expect(try ReadFeed(CaptureBytes.pcap(link: 147, [segment])).events.isEmpty)
        let fragment = CaptureBytes.ethernet(CaptureBytes.ipv4(segment, fragment: 0x2000))
        #expect(try ReadFeed(CaptureBytes.pcap([fragment])).events.isEmpty)
    }

    @Test("limits: octets that wait, flows, packets") func limits() throws {
        var limits = RouteFeedReader.Limits()
        limits.capture.heldOctets = 60
        var segments = Self.segments()
        segments.swapAt(0, 5)
        let packets = segments.map { CaptureBytes.ethernet(CaptureBytes.ipv4(CaptureBytes.tcp($0))) }
        #expect(try ReadFeed(CaptureBytes.pcap(packets)).report.faults.isEmpty)
        // The first segment, which is the sixth, is where the stream begins then.
        #expect(try ReadFeed(CaptureBytes.pcap(packets), limits: limits).events.isEmpty)
        limits = RouteFeedReader.Limits()
        limits.capture.flows = 1
        let two = [Self.segments(port: 1), Self.segments(port: 2)].joined()
        let file = CaptureBytes.pcap(two.map { CaptureBytes.ethernet(CaptureBytes.ipv4(CaptureBytes.tcp($0))) })
        let found = try ReadFeed(file, limits: limits)
        #expect(found.events.count == 2)
        #expect(found.report.faults == [.captureFlowLimit: 1])
        limits = RouteFeedReader.Limits()
        limits.capture.packetSize = 64
        #expect(throws: RouteReadError.self) { try ReadFeed(file, limits: limits) }
    }
}

/// Captures of a Juniper router's sessions. What is expected was read off `tshark -d tcp.port==10179,bmp -V` (Wireshark 4.0 of
/// Debian 12): the prefixes of unicast families that its dissectors print, and the headings `BGP Monitoring Protocol, Type …`.
@Suite("Captures of others", .enabled(if: SharedRoutes.isPresent, "needs ../shared/data"))
struct SharedCaptureTests {
    static func read(_ name: String) throws -> ReadFeed {
        try ReadFeed(try SharedRoutes.octets("bmp/\(name).pcap"))
    }

    @Test(
        "messages and faults",
        arguments: [
            ("bmp-eor", 9, [:]), ("bmp-init", 1, [:]), ("bmp-l3vpn", 5, [:]), ("bmp-peer-down", 2, [:]),
            ("bmp-peer-up", 1, [:]), ("bmp-peers-up", 7, [:]),
            ("bmp-reach-addpath", 1, [:]), ("bmp-reach-unknown-family", 1, [:]), ("bmp-reach-vpls", 1, [:]),
            ("bmp-reach", 17, [:]), ("bmp-terminate", 1, [:]), ("bmp-unreach", 8, [:]),
        ] as [(String, Int, [MessageError.Code: Int])])
    func messages(name: String, records: Int, faults: [MessageError.Code: Int]) throws {
        let found = try Self.read(name)
        #expect(found.report.records == records)
        #expect(found.report.faults == faults)
    }

    @Test("routes that a neighbour announces") func reach() throws {
        let found = try Self.read("bmp-reach")
        #expect(
            found.lines == [
                "A 192.0.2.1 192.0.2.0/31", "A 192.0.2.1 198.51.100.0/25", "A 192.0.2.1 198.51.100.128/25",
                "A 2001:db8::3 2001:db8:1::/64", "A 2001:db8::3 2001:db8:2::/64", "A 2001:db8::3 2001:db8::2/127",
                "A 2001:db8::7 192.0.2.6/31", "A 2001:db8::7 2001:db8:1::/64", "A 2001:db8::7 2001:db8:2::/64",
                "A 2001:db8::7 2001:db8::6/127",
            ])
        #expect(found.report.skippedFamilies.values.reduce(0, +) == 7)
        let long = found.events.first { $0.prefix.description == "198.51.100.128/25" }
        guard case .announce(let attributes) = try #require(long).action else { throw UnexpectedEvent() }
        #expect(attributes.asPath == ASPath([65_011, 65_011, 174, 29_447, 396_919]))
        #expect(attributes.origin == .egp)
    }

    @Test("routes that a neighbour withdraws, one of a session with path identifiers") func unreach() throws {
        let found = try Self.read("bmp-unreach")
        #expect(
            found.lines == [
                "W 192.0.2.1 192.0.2.0/31", "W 192.0.2.1 198.51.100.0/25", "W 192.0.2.1 198.51.100.128/25",
                "W 192.0.2.5 192.0.2.4/31", "W 2001:db8::3 2001:db8:1::/64", "W 2001:db8::3 2001:db8:2::/64",
                "W 2001:db8::3 2001:db8::2/127", "W 2001:db8::7 192.0.2.6/31", "W 2001:db8::7 2001:db8:1::/64",
                "W 2001:db8::7 2001:db8:2::/64", "W 2001:db8::7 2001:db8::6/127",
            ])
        #expect(found.events.compactMap(\.pathID) == [1])
    }

    @Test("a session with path identifiers of which only an UPDATE was captured") func addPath() throws {
        let found = try Self.read("bmp-reach-addpath")
        #expect(found.lines == ["A 192.0.2.5 192.0.2.4/31"])
        #expect(found.events.map(\.pathID) == [1])
    }

    @Test("a neighbour whose Peer Up is in another file goes down") func down() throws {
        let found = try Self.read("bmp-peer-down")
        #expect(found.states.map(\.to) == [.idle])
        #expect(found.states.map(\.peer.address.description) == ["192.0.2.1"])
    }

    @Test("a neighbour in a VRF") func vrf() throws {
        let found = try Self.read("bmp-l3vpn")
        #expect(found.lines == ["A 192.0.2.9 192.0.2.8/31", "A 192.0.2.9 198.51.100.0/29"])
        #expect(found.states.map(\.to) == [.established])
    }
}
