/// Packet captures, made octet by octet.
package enum CaptureBytes {
    package struct Segment {
        package var sequence: UInt32
        package var flags: UInt8
        package var sourcePort: UInt16
        package var data: [UInt8]

        package init(sequence: UInt32, flags: UInt8 = 0x10, sourcePort: UInt16 = 40_000, data: [UInt8] = []) {
            self.sequence = sequence
            self.flags = flags
            self.sourcePort = sourcePort
            self.data = data
        }
    }

    package static func big<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    package static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    package static func tcp(_ segment: Segment) -> [UInt8] {
        var header = big(segment.sourcePort) + big(UInt16(11_019))
        header += big(segment.sequence) + [0, 0, 0, 0, 0x50, segment.flags]
        return header + [0, 0, 0, 0, 0, 0] + segment.data
    }

    package static func udp(_ data: [UInt8], to port: UInt16, length: UInt16? = nil) -> [UInt8] {
        big(UInt16(40_000)) + big(port) + big(length ?? UInt16(8 + data.count)) + [0, 0] + data
    }

    package static func ipv4(_ payload: [UInt8], fragment: UInt16 = 0, transport: UInt8 = 6) -> [UInt8] {
        var header: [UInt8] = [0x45, 0] + big(UInt16(20 + payload.count)) + [0, 0]
        header += big(fragment) + [64, transport, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2]
        return header + payload
    }

    /// With a hop-by-hop header before TCP.
    package static func ipv6(_ payload: [UInt8]) -> [UInt8] {
        var header: [UInt8] = [0x60, 0, 0, 0] + big(UInt16(8 + payload.count)) + [0, 64]
        header += [0x20, 1, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 12)
        header += [0x20, 1, 0x0d, 0xb8] + [UInt8](repeating: 1, count: 12)
        return header + [6, 0, 1, 4, 0, 0, 0, 0] + payload
    }

    package static let macAddresses = [UInt8](repeating: 2, count: 12)

    package static func ethernet(_ packet: [UInt8]) -> [UInt8] {
        macAddresses + (packet[0] >> 4 == 4 ? [0x08, 0x00] : [0x86, 0xdd]) + packet
    }

    package static func pcap(link: UInt32 = 1, _ packets: [[UInt8]], seconds: UInt32 = 1_700_000_000) -> [UInt8] {
        var file = little(UInt32(0xa1b2_c3d4)) + [2, 0, 4, 0] + [UInt8](repeating: 0, count: 8)
        file += little(UInt32(65_535)) + little(link)
        for packet in packets {
            file += little(seconds) + little(UInt32(500_000))
            file += little(UInt32(packet.count)) + little(UInt32(packet.count)) + packet
        }
        return file
    }

    /// Big-endian, with nanoseconds where nothing else is said.
    package static func pcapng(
        _ packets: [[UInt8]], ticks: UInt64 = 1_700_000_000_500_000_000, resolution: UInt8 = 9, offset: UInt64 = 0
    ) -> [UInt8] {
        func block(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
            let padded = body + [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
            let length = big(UInt32(12 + padded.count))
            return big(type) + length + padded + length
        }
        var file = block(
            0x0a0d_0d0a, [0x1a, 0x2b, 0x3c, 0x4d, 0, 1, 0, 0] + [UInt8](repeating: 0xff, count: 8))
        let options = [0, 9, 0, 1, resolution, 0, 0, 0, 0, 14, 0, 8] + big(offset)
        file += block(1, [0, 1, 0, 0, 0, 0, 0xff, 0xff] + options + [0, 0, 0, 0])
        file += block(99, [1, 2, 3])
        for packet in packets {
            var body = big(UInt32(0)) + big(ticks)
            body += big(UInt32(packet.count)) + big(UInt32(packet.count)) + packet
            file += block(6, body)
        }
        return file
    }
}
