public import NumberResources

/// An OPEN message (RFC 4271 section 4.2), with the capabilities that change how a session is read (RFC 5492).
public struct OpenMessage: Hashable, Sendable {
    /// BGP Role (RFC 9234 section 4.1); the raw value is the one of the wire.
    public enum Role: UInt8, Hashable, Sendable {
        case provider = 0
        case routeServer = 1
        case routeServerClient = 2
        case customer = 3
        case peer = 4
    }

    /// The use of path identifiers that a speaker supports for a family (RFC 7911 section 4). The raw value is the one
    /// on the wire.
    public enum AddPathMode: UInt8, Hashable, Sendable {
        case receive = 1
        case send = 2
        case both = 3
    }

    /// The AS number, of four octets where the speaker has such a capability (RFC 6793 section 4.1).
    public private(set) var asn: ASN
    /// Seconds.
    public let holdTime: UInt16
    public let identifier: UInt32
    /// Families of the multiprotocol capability (RFC 4760 section 8), in the order of the message.
    public private(set) var families: [RouteFamily] = []
    public private(set) var hasFourOctetASNs = false
    public private(set) var hasExtendedMessages = false
    public private(set) var addPath: [RouteFamily: AddPathMode] = [:]
    public private(set) var role: Role?
    /// Codes of all capabilities, in the order of the message.
    public private(set) var capabilities: [UInt8] = []

    /// Reads a whole message, header included; octets after it are ignored.
    public init(decoding octets: Span<UInt8>) throws(MessageError) {
        let header = try BGPMessageHeader(decoding: octets)
        guard header.kind == .open else { throw .message(.messageType, "6.1", at: 18, "not an OPEN") }
        guard octets[19] == 4 else { throw .message(.open, "6.2", at: 19, "version \(octets[19])") }
        asn = ASN(UInt32(octets.uint16(at: 20)))
        holdTime = octets.uint16(at: 22)
        identifier = octets.uint32(at: 24)
        var offset = 29
        var length = Int(octets[28])
        var lengthSize = 1
        // RFC 9072 section 2: 255 with a parameter of type 255 announces lengths of two octets.
        if length == 255, header.length >= 32, octets[29] == 255 {
            length = Int(octets.uint16(at: 30))
            offset = 32
            lengthSize = 2
        }
        guard offset + length == header.length else {
            throw .message(
                .open, "6.2", at: 28, "\(length) octets of parameters announced, \(header.length - offset) left")
        }
        while offset < header.length {
            guard header.length - offset > lengthSize else {
                throw .message(.open, "6.2", at: offset, "a parameter is cut off")
            }
            let type = octets[offset]
            let count = lengthSize == 1 ? Int(octets[offset + 1]) : Int(octets.uint16(at: offset + 1))
            offset += 1 + lengthSize
            guard count <= header.length - offset else {
                throw .message(.open, "6.2", at: offset, "a parameter of \(count) octets is cut off")
            }
            if type == 2 { try readCapabilities(octets, offset..<offset + count) }
            offset += count
        }
    }

    private mutating func readCapabilities(_ octets: Span<UInt8>, _ range: Range<Int>) throws(MessageError) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            guard range.upperBound - offset >= 2 else { throw .capability(at: offset, "a capability is cut off") }
            let code = octets[offset]
            let value = offset + 2..<offset + 2 + Int(octets[offset + 1])
            guard value.upperBound <= range.upperBound else {
                throw .capability(at: offset, "capability \(code) of \(value.count) octets is cut off")
            }
            capabilities.append(code)
            try readCapability(code, octets, value)
            offset = value.upperBound
        }
    }

    private mutating func readCapability(
        _ code: UInt8, _ octets: Span<UInt8>, _ value: Range<Int>
    ) throws(MessageError) {
        let start = value.lowerBound
        let count: Int? =
            switch code {
            case 1, 65: 4
            case 6: 0
            case 9: 1
            default: nil
            }
        guard count == nil || count == value.count else {
            throw .capability(at: start, "capability \(code) of \(value.count) octets")
        }
        switch code {
        case 1: families.append(RouteFamily(afi: octets.uint16(at: start), safi: octets[start + 3]))
        case 6: hasExtendedMessages = true
        case 9: role = Role(rawValue: octets[start])
        case 65:
            hasFourOctetASNs = true
            asn = ASN(octets.uint32(at: start))
        case 69:
            guard value.count % 4 == 0 else {
                throw .capability(at: start, "ADD-PATH of \(value.count) octets")
            }
            for place in stride(from: start, to: value.upperBound, by: 4) {
                let family = RouteFamily(afi: octets.uint16(at: place), safi: octets[place + 2])
                // An unknown mode is as if the family were not there (RFC 7911 section 4).
                if let mode = AddPathMode(rawValue: octets[place + 3]) { addPath[family] = mode }
            }
        default: break
        }
    }
}

extension SessionEncoding {
    /// The encoding of messages from `sender` to `receiver` after these two OPEN messages.
    public init(from sender: OpenMessage, to receiver: OpenMessage) {
        var families: AddPathFamilies = []
        for (family, mode) in sender.addPath where mode != .receive {
            if let other = receiver.addPath[family], other != .send { families.insert(AddPathFamilies(family)) }
        }
        self.init(
            hasFourOctetASNs: sender.hasFourOctetASNs && receiver.hasFourOctetASNs,
            addPath: families,
            allowsExtendedMessages: sender.hasExtendedMessages && receiver.hasExtendedMessages,
            isExternal: sender.asn != receiver.asn)
    }
}

extension MessageError {
    @inline(never)
    fileprivate static func capability(at offset: Int, _ detail: String) -> MessageError {
        MessageError(.capability, .sessionReset, "RFC 5492 section 4", at: offset, detail)
    }
}
