import NumberResources
import PacketCaptures
import TestSupport
import Testing

@Suite("Packet captures") struct PacketCaptureReaderTests {
    /// What a file holds: the octets of each packet, its time and link layer, and how the reading ended.
    struct Found {
        var packets: [[UInt8]] = []
        var microseconds: [Int64] = []
        var links: [LinkType] = []
        var error: CaptureError?

        init(_ file: [UInt8], piece: Int = 4_096, limits: CaptureLimits = CaptureLimits()) {
            var reader = PacketCaptureReader(limits: limits)
            do throws(CaptureError) {
                for start in stride(from: 0, to: file.count, by: piece) {
                    reader.receive(Array(file[start..<min(start + piece, file.count)]))
                    while let packet = try reader.next() {
                        packets.append(Array(reader.buffer[packet.octets]))
                        microseconds.append(packet.microseconds)
                        links.append(packet.link)
                    }
                }
                try reader.finish()
            } catch {
                self.error = error
            }
        }
    }

    static let packets: [[UInt8]] = [[1, 2, 3], [], [4, 5, 6, 7, 8]]

    @Test("pcap in any pieces", arguments: [1, 7, 4_096]) func pcap(piece: Int) {
        let found = Found(CaptureBytes.pcap(link: 101, Self.packets), piece: piece)
        #expect(found.packets == Self.packets)
        #expect(found.microseconds == Array(repeating: 1_700_000_000_500_000, count: 3))
        #expect(found.links == [.raw, .raw, .raw])
        #expect(found.error == nil)
    }

    @Test("pcapng in any pieces, blocks of other kinds passed over", arguments: [1, 7, 4_096]) func pcapng(piece: Int) {
        let found = Found(CaptureBytes.pcapng(Self.packets), piece: piece)
        #expect(found.packets == Self.packets)
        #expect(found.microseconds == Array(repeating: 1_700_000_000_500_000, count: 3))
        #expect(found.links == [.ethernet, .ethernet, .ethernet])
        #expect(found.error == nil)
    }

    @Test("a packet of a link layer that is not known is passed over") func link() {
        let found = Found(CaptureBytes.pcap(link: 147, Self.packets))
        #expect(found.packets.isEmpty)
        #expect(found.error == nil)
    }

    /// How many octets are cut off a good file, what is put after it, and how the reading ends.
    @Test(
        "damaged files",
        arguments: [
            (3, [], .truncated), (0, [UInt8](repeating: 0xff, count: 16), .framing), (0, [1, 2, 3], .truncated),
        ] as [(Int, [UInt8], CaptureError.Code)])
    func damaged(cut: Int, appended: [UInt8], code: CaptureError.Code) {
        let found = Found(CaptureBytes.pcap(Self.packets).dropLast(cut) + appended)
        #expect(found.error?.code == code)
        #expect(found.packets.count == (cut > 0 ? 2 : 3))
        // A header of 24 octets, and one of 16 before each packet.
        #expect(found.error?.offset == (cut > 0 ? 24 + 2 * 16 + 3 : 24 + 3 * 16 + 8))
    }

    @Test("what is no capture is refused in its first octets") func unknown() {
        let found = Found(Array("GIF89a".utf8))
        #expect(found.error?.code == .framing)
        #expect(found.error?.offset == 0)
    }

    @Test("limits: octets of a packet, interfaces of a section") func limits() {
        var limits = CaptureLimits()
        limits.packetSize = 4
        let found = Found(CaptureBytes.pcap(Self.packets), limits: limits)
        #expect(found.error?.code == .framing)
        #expect(found.packets.count == 2)
        limits = CaptureLimits()
        limits.interfaces = 0
        #expect(Found(CaptureBytes.pcapng(Self.packets), limits: limits).packets.isEmpty)
    }

    @Test(
        "an IP header behind each link layer",
        arguments: [
            (0, 4), (1, 14), (12, 0), (14, 0), (101, 0), (108, 4), (113, 16), (228, 0), (229, 0), (276, 20),
        ] as [(UInt16, Int)])
    func network(link: UInt16, start: Int) throws {
        var packet = [UInt8](repeating: 0, count: 40)
        if link == 1 { packet.replaceSubrange(12..<14, with: [0x08, 0x00]) }
        if link == 113 { packet.replaceSubrange(14..<16, with: [0x86, 0xdd]) }
        if link == 276 { packet.replaceSubrange(0..<2, with: [0x08, 0x00]) }
        let type = try #require(LinkType(rawValue: link))
        let found = type.network(packet.span)
        #expect(found == start)
    }
}
