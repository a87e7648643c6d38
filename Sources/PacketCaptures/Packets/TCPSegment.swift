public import NumberResources

/// The TCP segment in a captured packet (RFC 9293 section 3.1).
public struct TCPSegment: Hashable, Sendable {
    /// One direction of a connection.
    public struct Flow: Hashable, Sendable {
        public let source: IPAddress
        public let sourcePort: UInt16
        public let destination: IPAddress
        public let destinationPort: UInt16
    }

    public let flow: Flow
    public let sequence: UInt32
    public let isSYN: Bool
    /// FIN or RST: nothing follows.
    public let isEnd: Bool
    /// The place of its data in the packet.
    public let data: Range<Int>

    /// The segment that an IP packet carries; `nil` where it carries none, or not its whole header.
    public init?(_ packet: Span<UInt8>, in ip: IPPacket) {
        let start = ip.payload.lowerBound
        guard ip.transport == 6, ip.payload.count >= 20 else { return nil }
        let headerSize = Int(packet[start + 12] >> 4) * 4
        guard headerSize >= 20, headerSize <= ip.payload.count else { return nil }
        flow = Flow(
            source: ip.source, sourcePort: packet.uint16(at: start), destination: ip.destination,
            destinationPort: packet.uint16(at: start + 2))
        sequence = packet.uint32(at: start + 4)
        let flags = packet[start + 13]
        isSYN = flags & 0x02 != 0
        isEnd = flags & 0x05 != 0
        data = start + headerSize..<ip.payload.upperBound
    }
}
