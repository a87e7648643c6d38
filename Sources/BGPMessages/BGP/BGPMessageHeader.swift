internal import NumberResources

/// The header of a BGP message (RFC 4271 section 4.1).
public struct BGPMessageHeader: Hashable, Sendable {
    /// The type of a message; the raw value is the one of the wire.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        case open = 1
        case update = 2
        case notification = 3
        case keepalive = 4
        /// RFC 2918
        case routeRefresh = 5
    }

    /// Octets of the header: marker, length, type.
    public static let size = 19

    public let kind: Kind
    /// Octets of the whole message, header included.
    public let length: Int

    /// Reads the header at the start of `octets`, which holds the whole message and maybe more.
    ///
    /// - Parameter ignoresMarker: Some collectors write a marker of zeros.
    /// - Throws: `marker`, `messageLength` or `messageType`, all of which reset a session (RFC 4271 section 6.1).
    public init(
        decoding octets: Span<UInt8>, _ encoding: SessionEncoding = SessionEncoding(), ignoresMarker: Bool = false
    ) throws(MessageError) {
        guard octets.count >= Self.size else {
            throw .message(.messageLength, "6.1", at: 0, "\(octets.count) octets, a header has 19")
        }
        guard ignoresMarker || octets.uint64(at: 0) & octets.uint64(at: 8) == .max else {
            throw .message(.marker, "6.1", at: 0, "the marker is not all ones")
        }
        guard let kind = Kind(rawValue: octets[18]) else {
            throw .message(.messageType, "6.1", at: 18, "type \(octets[18])")
        }
        let length = Int(octets.uint16(at: 16))
        guard length >= kind.shortest, length <= octets.count, kind != .keepalive || length == Self.size else {
            throw .message(.messageLength, "6.1", at: 16, "length \(length) of type \(kind.rawValue)")
        }
        guard length <= 4_096 || encoding.allowsExtendedMessages && kind != .open else {
            throw MessageError(
                .messageLength, .sessionReset, "RFC 8654 section 4", at: 16,
                "length \(length) without extended messages")
        }
        self.kind = kind
        self.length = length
    }
}

extension BGPMessageHeader.Kind {
    /// The fewest octets that a message of the type has.
    var shortest: Int {
        switch self {
        case .open: 29
        case .update, .routeRefresh: 23
        case .notification: 21
        case .keepalive: 19
        }
    }
}

extension MessageError {
    /// A fault of a message as a whole, by a section of RFC 4271.
    @inline(never)
    static func message(_ code: Code, _ section: String, at offset: Int, _ detail: String) -> MessageError {
        MessageError(code, .sessionReset, "RFC 4271 section \(section)", at: offset, detail)
    }
}
