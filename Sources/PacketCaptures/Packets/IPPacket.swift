public import NumberResources

/// The IP packet in a captured one, version 4 (RFC 791 section 3.1) or 6 (RFC 8200 section 3).
public struct IPPacket: Hashable, Sendable {
    public let source: IPAddress
    public let destination: IPAddress
    /// IANA's number of the protocol that is carried, behind the extension headers of IPv6.
    public let transport: UInt8
    /// The place of its payload in the captured packet, as far as it was captured.
    public let payload: Range<Int>

    /// The packet whose header begins at `start`; `nil` where there is none, or a fragment of one only.
    public init?(_ packet: Span<UInt8>, at start: Int) {
        guard packet.count - start >= 20 else { return nil }
        let begin: Int
        let end: Int
        switch packet[start] >> 4 {
        case 4:
            let headerSize = Int(packet[start] & 15) * 4
            let total = Int(packet.uint16(at: start + 2))
            // More fragments, or an offset; 0 octets in all: the network card was to fill it in.
            guard headerSize >= 20, packet.uint16(at: start + 6) & 0x3fff == 0 else { return nil }
            source = IPAddress(ipv4: packet.uint32(at: start + 12))
            destination = IPAddress(ipv4: packet.uint32(at: start + 16))
            transport = packet[start + 9]
            begin = start + headerSize
            end = total == 0 ? packet.count : min(packet.count, start + total)
        case 6:
            guard packet.count - start >= 40 else { return nil }
            source = IPAddress(ipv6: packet.uint128(at: start + 8))
            destination = IPAddress(ipv6: packet.uint128(at: start + 24))
            let size = Int(packet.uint16(at: start + 4))
            end = size == 0 ? packet.count : min(packet.count, start + 40 + size)
            guard let found = IPPacket.transport(packet, next: packet[start + 6], from: start + 40, end) else {
                return nil
            }
            (transport, begin) = found
        default: return nil
        }
        guard begin <= end else { return nil }
        payload = begin..<end
    }

    /// The protocol behind the extension headers of IPv6 (RFC 8200 section 4), and where it begins.
    private static func transport(
        _ packet: Span<UInt8>, next: UInt8, from start: Int, _ end: Int
    ) -> (transport: UInt8, start: Int)? {
        var next = next
        var place = start
        for _ in 0..<8 {
            switch next {
            case 0, 43, 60:
                guard end - place >= 8 else { return nil }
                next = packet[place]
                place += (Int(packet[place + 1]) + 1) * 8
            case 44: return nil
            default: return (next, place)
            }
        }
        return nil
    }
}
