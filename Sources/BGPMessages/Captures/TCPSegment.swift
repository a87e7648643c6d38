internal import NumberResources

/// The TCP segment in a captured packet (RFC 9293 section 3.1).
struct TCPSegment: Hashable, Sendable {
    /// One direction of a connection.
    struct Flow: Hashable, Sendable {
        let source: IPAddress
        let sourcePort: UInt16
        let destination: IPAddress
        let destinationPort: UInt16
    }

    let flow: Flow
    let sequence: UInt32
    let isSYN: Bool
    /// FIN or RST: nothing follows.
    let isEnd: Bool
    /// Where its data are in the packet.
    let data: Range<Int>

    /// The segment in a packet whose IP header begins at `start`; `nil` where there is none, or a fragment of one only.
    init?(_ packet: Span<UInt8>, network start: Int) {
        guard packet.count - start >= 20 else { return nil }
        let source: IPAddress
        let destination: IPAddress
        var transport: Int
        var end: Int
        switch packet[start] >> 4 {
        case 4:
            let headerSize = Int(packet[start] & 15) * 4
            let total = Int(packet.uint16(at: start + 2))
            // RFC 791 section 3.1: more fragments, or an offset; 0 octets in all: the network card was to fill it in.
            guard headerSize >= 20, packet.uint16(at: start + 6) & 0x3fff == 0, packet[start + 9] == 6 else {
                return nil
            }
            source = IPAddress(ipv4: packet.uint32(at: start + 12))
            destination = IPAddress(ipv4: packet.uint32(at: start + 16))
            transport = start + headerSize
            end = total == 0 ? packet.count : min(packet.count, start + total)
        case 6:
            guard packet.count - start >= 40 else { return nil }
            source = IPAddress(ipv6: packet.uint128(at: start + 8))
            destination = IPAddress(ipv6: packet.uint128(at: start + 24))
            let payload = Int(packet.uint16(at: start + 4))
            end = payload == 0 ? packet.count : min(packet.count, start + 40 + payload)
            guard let place = TCPSegment.transport(packet, next: packet[start + 6], from: start + 40, end) else {
                return nil
            }
            transport = place
        default: return nil
        }
        guard end - transport >= 20 else { return nil }
        let offset = Int(packet[transport + 12] >> 4) * 4
        guard offset >= 20, offset <= end - transport else { return nil }
        flow = Flow(
            source: source, sourcePort: packet.uint16(at: transport), destination: destination,
            destinationPort: packet.uint16(at: transport + 2))
        sequence = packet.uint32(at: transport + 4)
        let flags = packet[transport + 13]
        isSYN = flags & 0x02 != 0
        isEnd = flags & 0x05 != 0
        data = transport + offset..<end
    }

    /// Where TCP begins behind the extension headers of IPv6 (RFC 8200 section 4).
    private static func transport(_ packet: Span<UInt8>, next: UInt8, from start: Int, _ end: Int) -> Int? {
        var next = next
        var place = start
        for _ in 0..<8 {
            switch next {
            case 6: return place
            case 0, 43, 60:
                guard end - place >= 8 else { return nil }
                next = packet[place]
                place += (Int(packet[place + 1]) + 1) * 8
            default: return nil
            }
        }
        return nil
    }
}
