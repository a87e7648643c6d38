internal import NumberResources

/// The header that says whose routes a message is about (RFC 7854 section 4.2, RFC 8671 section 4, RFC 9069 section 4).
struct BMPPeerHeader: Hashable, Sendable {
    /// Octets of the header.
    static let size = 42

    let peer: BMPPeer
    let view: BMPView
    /// True if AS_PATH has two octets an AS number (flag A).
    let hasTwoOctetASNs: Bool
    /// True if the router sends only a part of the Loc-RIB (flag F, RFC 9069 section 4.2).
    let isFiltered: Bool
    /// `nil` where the router does not know it.
    let time: BGPTime?

    /// Reads the header behind the common one.
    ///
    /// - Throws: `peerType`.
    init(decoding message: Span<UInt8>) throws(MessageError) {
        let start = BMPHeader.size
        guard let kind = BMPPeer.Kind(rawValue: message[start]) else {
            throw MessageError(
                .bmpPeerType, .skip, MessageError.rfc7854("4.2"), at: start, "peer type \(message[start])")
        }
        let flags = message[start + 1]
        let identifier = message.uint32(at: start + 30)
        let address: IPAddress
        if kind == .locRIBInstance {
            view = .locRIB
            hasTwoOctetASNs = false
            isFiltered = flags & 0x80 != 0
            address = IPAddress(ipv4: identifier)
        } else {
            let isPostPolicy = flags & 0x40 != 0
            view =
                flags & 0x10 == 0
                ? isPostPolicy ? .postPolicy : .prePolicy : isPostPolicy ? .outPostPolicy : .outPrePolicy
            hasTwoOctetASNs = flags & 0x20 != 0
            isFiltered = false
            address =
                flags & 0x80 != 0
                ? IPAddress(ipv6: message.uint128(at: start + 10)) : IPAddress(ipv4: message.uint32(at: start + 22))
        }
        peer = BMPPeer(
            kind: kind, distinguisher: message.uint64(at: start + 2),
            peer: BGPPeer(address: address, asn: ASN(message.uint32(at: start + 26))), bgpIdentifier: identifier)
        let seconds = message.uint32(at: start + 34)
        let fraction = message.uint32(at: start + 38)
        time = seconds == 0 && fraction == 0 ? nil : BGPTime(seconds: seconds, fraction: fraction)
    }
}
