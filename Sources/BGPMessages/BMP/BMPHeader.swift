internal import NumberResources

/// The common header of a BMP message (RFC 7854 section 4.1).
public struct BMPHeader: Hashable, Sendable {
    /// The type of a message (section 4.1); the raw value is the one of the wire.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        case routeMonitoring = 0
        case statisticsReport = 1
        case peerDown = 2
        case peerUp = 3
        case initiation = 4
        case termination = 5
        case routeMirroring = 6
    }

    /// Octets of the header.
    public static let size = 6

    /// 3, or 4 where TLVs follow in all messages (draft-ietf-grow-bmp-tlv).
    public let version: UInt8
    /// Octets of the whole message, header included.
    public let length: Int
    /// The type as it is on the wire.
    public let type: UInt8

    /// The type; `nil` where it is none that is known, which a receiver passes over.
    public var kind: Kind? {
        Kind(rawValue: type)
    }

    /// Reads the header at the start of `octets`, of which there are six at least.
    ///
    /// - Throws: `version` or `messageLength`; where the next message begins is then not known.
    init(decoding octets: Span<UInt8>, limits: BMPLimits) throws(MessageError) {
        version = octets[0]
        guard version == 3 || version == 4 else {
            throw MessageError(.bmpVersion, .sessionReset, MessageError.rfc7854("4.1"), at: 0, "version \(version)")
        }
        length = Int(octets.uint32(at: 1))
        type = octets[5]
        guard length >= Self.size + (kind?.hasPeerHeader == true ? BMPPeerHeader.size : 0) else {
            throw MessageError(
                .bmpMessageLength, .sessionReset, MessageError.rfc7854("4.1"), at: 1, "length \(length) of type \(type)"
            )
        }
        guard length <= limits.messageSize else {
            throw MessageError(
                .bmpMessageLength, .sessionReset, "Docs/Limits.md", at: 1,
                "length \(length), messageSize \(limits.messageSize)")
        }
    }
}

extension BMPHeader {
    /// True if `octets` begin as a BMP message does: a stream has no other mark.
    static func isLikely(_ octets: Span<UInt8>, limits: BMPLimits) -> Bool {
        guard octets.count >= size, let header = try? BMPHeader(decoding: octets, limits: limits),
            let kind = header.kind
        else { return false }
        return !kind.hasPeerHeader || octets.count == size || octets[size] <= BMPPeer.Kind.locRIBInstance.rawValue
    }
}

extension BMPHeader.Kind {
    var hasPeerHeader: Bool {
        self != .initiation && self != .termination
    }
}
