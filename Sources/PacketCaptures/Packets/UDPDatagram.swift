internal import NumberResources

/// The UDP datagram in a captured packet (RFC 768).
public struct UDPDatagram: Hashable, Sendable {
    public let sourcePort: UInt16
    public let destinationPort: UInt16
    /// The place of its data in the packet, as far as they were captured.
    public let data: Range<Int>

    /// The datagram that an IP packet carries; `nil` where it carries none, or not its whole header.
    public init?(_ packet: Span<UInt8>, in ip: IPPacket) {
        let start = ip.payload.lowerBound
        guard ip.transport == 17, ip.payload.count >= 8 else { return nil }
        let length = Int(packet.uint16(at: start + 4))
        // 0: a jumbogram (RFC 2675 section 4), whose length is that of the packet.
        guard length == 0 || length >= 8 else { return nil }
        sourcePort = packet.uint16(at: start)
        destinationPort = packet.uint16(at: start + 2)
        data = start + 8..<(length == 0 ? ip.payload.upperBound : min(ip.payload.upperBound, start + length))
    }
}
