internal import NumberResources

/// The link-layer header types of libpcap that are read here.
public enum LinkType: UInt16, Hashable, Sendable {
    /// The address family in four octets, in the order of the machine that captured.
    case null = 0
    case ethernet = 1
    case rawBSD = 12
    case rawOpenBSD = 14
    case raw = 101
    case loop = 108
    case linuxCooked = 113
    case ipv4 = 228
    case ipv6 = 229
    case linuxCooked2 = 276
}

extension LinkType {
    /// The start of the IP header in a packet; `nil` if there is none.
    public func network(_ packet: Span<UInt8>) -> Int? {
        switch self {
        case .raw, .rawBSD, .rawOpenBSD, .ipv4, .ipv6: 0
        case .null, .loop: 4
        case .linuxCooked: packet.count >= 16 && LinkType.isIP(packet.uint16(at: 14)) ? 16 : nil
        case .linuxCooked2: packet.count >= 20 && LinkType.isIP(packet.uint16(at: 0)) ? 20 : nil
        case .ethernet: LinkType.ethernetNetwork(packet)
        }
    }

    private static func isIP(_ etherType: UInt16) -> Bool {
        etherType == 0x0800 || etherType == 0x86dd
    }

    private static func ethernetNetwork(_ packet: Span<UInt8>) -> Int? {
        var offset = 12
        // Tags of IEEE 802.1Q and 802.1ad, one in another.
        for _ in 0..<4 {
            guard packet.count >= offset + 2 else { return nil }
            switch packet.uint16(at: offset) {
            case 0x8100, 0x88a8, 0x9100: offset += 4
            case let type: return isIP(type) ? offset + 2 : nil
            }
        }
        return nil
    }
}
