import NumberResources
import PacketCaptures
import TestSupport
import Testing

@Suite("IP, TCP and UDP of captured packets") struct TCPStreamTests {
    typealias Segment = CaptureBytes.Segment

    /// What comes out of segments: their octets as text, and how many are missing.
    static func read(_ segments: [Segment]) throws -> [String] {
        var stream = TCPStream()
        var outputs: [TCPStream.Output] = []
        for segment in segments {
            let packet = CaptureBytes.ipv4(CaptureBytes.tcp(segment))
            let found = try Self.segment(in: packet)
            outputs += stream.receive(found, Array(packet[found.data]))
        }
        outputs += stream.finish()
        return outputs.map { output in
            switch output {
            case .octets(let octets): String(decoding: octets, as: UTF8.self)
            case .gap(let count): "\(count) missing"
            }
        }
    }

    /// The packet in `octets`. A macro cannot take a span.
    static func ip(_ octets: [UInt8]) throws -> IPPacket {
        let packet = IPPacket(octets.span, at: 0)
        return try #require(packet)
    }

    static func segment(in octets: [UInt8]) throws -> TCPSegment {
        let segment = TCPSegment(octets.span, in: try ip(octets))
        return try #require(segment)
    }

    static func segment(_ sequence: UInt32, _ text: String, flags: UInt8 = 0x10) -> Segment {
        Segment(sequence: sequence, flags: flags, data: Array(text.utf8))
    }

    @Test("segments come in their order, each octet once") func order() throws {
        let found = try Self.read([
            Self.segment(10, "ab"), Self.segment(14, "ef"), Self.segment(12, "cd"), Self.segment(10, "ab"),
            Self.segment(15, "fgh"),
        ])
        #expect(found.joined() == "abcdefgh")
    }

    @Test("what is missing is counted at the end") func gap() throws {
        #expect(try Self.read([Self.segment(10, "ab"), Self.segment(15, "fg")]) == ["ab", "3 missing", "fg"])
    }

    @Test("sequence numbers begin at 0 again after the last, and a SYN begins a stream") func sequence() throws {
        let found = try Self.read([
            Self.segment(.max - 2, "", flags: 0x02), Self.segment(.max - 1, "abc"), Self.segment(1, "de"),
        ])
        #expect(found.joined() == "abcde")
    }

    @Test("IPv6 with an extension header") func ipv6() throws {
        let packet = CaptureBytes.ipv6(CaptureBytes.tcp(Self.segment(7, "data", flags: 0x11)))
        let ip = try Self.ip(packet)
        #expect(ip.source.description == "2001:db8::")
        #expect(ip.transport == 6)
        let segment = try Self.segment(in: packet)
        #expect(segment.flow.destinationPort == 11_019)
        #expect(segment.isEnd && !segment.isSYN)
        #expect(Array(packet[segment.data]) == Array("data".utf8))
    }

    @Test("fragments, other protocols and headers that are cut off are no segments") func nothing() throws {
        let segment = CaptureBytes.tcp(Self.segment(7, "data"))
        #expect(IPPacket(CaptureBytes.ipv4(segment, fragment: 0x2000).span, at: 0) == nil)
        #expect(IPPacket(CaptureBytes.ipv4(segment, fragment: 1).span, at: 0) == nil)
        #expect(IPPacket([0x50].span, at: 0) == nil)
        let other = CaptureBytes.ipv4(segment, transport: 17)
        #expect(TCPSegment(other.span, in: try Self.ip(other)) == nil)
        let short = Array(CaptureBytes.ipv4(segment).prefix(39))
        #expect(TCPSegment(short.span, in: try Self.ip(short)) == nil)
    }

    /// The length that a datagram of four octets of data says, and how many of them are found; `nil`: no datagram.
    @Test(
        "UDP",
        arguments: [(12, 4), (11, 3), (8, 0), (0, 4), (100, 4), (7, nil)] as [(UInt16, Int?)])
    func udp(length: UInt16, count: Int?) throws {
        let packet = CaptureBytes.ipv4(CaptureBytes.udp([1, 2, 3, 4], to: 2_055, length: length), transport: 17)
        let datagram = UDPDatagram(packet.span, in: try Self.ip(packet))
        #expect(datagram?.data.count == count)
        #expect(datagram?.destinationPort ?? 2_055 == 2_055)
    }
}
