/// Packet captures, made octet by octet.
enum CaptureBytes {
    struct Segment {
        var sequence: UInt32
        var flags: UInt8 = 0x10
        var sourcePort: UInt16 = 40_000
        var data: [UInt8] = []
    }

    static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    static func tcp(_ segment: Segment) -> [UInt8] {
        var header = BMPBytes.big(segment.sourcePort) + BMPBytes.big(UInt16(11_019))
        header += BMPBytes.big(segment.sequence) + [0, 0, 0, 0, 0x50, segment.flags]
        return header + [0, 0, 0, 0, 0, 0] + segment.data
    }

    static func ipv4(_ payload: [UInt8], fragment: UInt16 = 0) -> [UInt8] {
        var header: [UInt8] = [0x45, 0] + BMPBytes.big(UInt16(20 + payload.count)) + [0, 0]
        header += BMPBytes.big(fragment) + [64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2]
        return header + payload
    }

    /// With a hop-by-hop header before TCP.
    static func ipv6(_ payload: [UInt8]) -> [UInt8] {
        var header: [UInt8] = [0x60, 0, 0, 0] + BMPBytes.big(UInt16(8 + payload.count)) + [0, 64]
        header += [0x20, 1, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 12)
        header += [0x20, 1, 0x0d, 0xb8] + [UInt8](repeating: 1, count: 12)
        return header + [6, 0, 1, 4, 0, 0, 0, 0] + payload
    }

    static let macAddresses = [UInt8](repeating: 2, count: 12)

    static func ethernet(_ packet: [UInt8]) -> [UInt8] {
        macAddresses + (packet[0] >> 4 == 4 ? [0x08, 0x00] : [0x86, 0xdd]) + packet
    }

    static func pcap(link: UInt32 = 1, _ packets: [[UInt8]], seconds: UInt32 = 1_700_000_000) -> [UInt8] {
        var file = little(UInt32(0xa1b2_c3d4)) + [2, 0, 4, 0] + [UInt8](repeating: 0, count: 8)
        file += little(UInt32(65_535)) + little(link)
        for packet in packets {
            file += little(seconds) + little(UInt32(500_000))
            file += little(UInt32(packet.count)) + little(UInt32(packet.count)) + packet
        }
        return file
    }

    /// Big-endian, with nanoseconds where nothing else is said.
    static func pcapng(
        _ packets: [[UInt8]], ticks: UInt64 = 1_700_000_000_500_000_000, resolution: UInt8 = 9, offset: UInt64 = 0
    ) -> [UInt8] {
        func block(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
            let padded = body + [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
            let length = BMPBytes.big(UInt32(12 + padded.count))
            return BMPBytes.big(type) + length + padded + length
        }
        var file = block(
            0x0a0d_0d0a, [0x1a, 0x2b, 0x3c, 0x4d, 0, 1, 0, 0] + [UInt8](repeating: 0xff, count: 8))
        let options = [0, 9, 0, 1, resolution, 0, 0, 0, 0, 14, 0, 8] + BMPBytes.big(offset)
        file += block(1, [0, 1, 0, 0, 0, 0, 0xff, 0xff] + options + [0, 0, 0, 0])
        file += block(99, [1, 2, 3])
        for packet in packets {
            var body = BMPBytes.big(UInt32(0)) + BMPBytes.big(ticks)
            body += BMPBytes.big(UInt32(packet.count)) + BMPBytes.big(UInt32(packet.count)) + packet
            file += block(6, body)
        }
        return file
    }
}
