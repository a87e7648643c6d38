internal import NumberResources

/// The session of a BGP4MP record: the fields that precede the message or the states (RFC 6396 section 4.4).
package struct BGP4MPSession: Sendable {
    package let peer: BGPPeer
    package let local: BGPPeer
    package let hasFourOctetASNs: Bool
    package let hasPathIDs: Bool
    package let isStateChange: Bool
    /// True if the collector sent the message.
    package let isSent: Bool
    /// The place where the message or the states begin.
    package let end: Int

    package init(_ octets: Span<UInt8>, _ body: Range<Int>, _ subtype: UInt16) throws(MessageError) {
        switch subtype {
        case BGP4MPSubtype.stateChangeAS4, BGP4MPSubtype.messageAS4, BGP4MPSubtype.messageAS4Local,
            BGP4MPSubtype.messageAS4AddPath, BGP4MPSubtype.messageAS4LocalAddPath:
            hasFourOctetASNs = true
        default: hasFourOctetASNs = false
        }
        switch subtype {
        case BGP4MPSubtype.messageLocal, BGP4MPSubtype.messageAS4Local, BGP4MPSubtype.messageLocalAddPath,
            BGP4MPSubtype.messageAS4LocalAddPath:
            isSent = true
        default: isSent = false
        }
        hasPathIDs = subtype >= BGP4MPSubtype.messageAddPath
        isStateChange = subtype == BGP4MPSubtype.stateChange || subtype == BGP4MPSubtype.stateChangeAS4
        let start = body.lowerBound
        if BGP4MPSession.isNameless(octets, body, isStateChange: isStateChange) {
            peer = BGPPeer(address: IPAddress(ipv4: 0), asn: 0)
            local = peer
            end = start + 4
            return
        }
        let size = hasFourOctetASNs ? 4 : 2
        guard body.count >= 2 * size + 4 else {
            throw .record(.recordBody, "4.4", at: start, "too short for a session")
        }
        let asns =
            hasFourOctetASNs
            ? (octets.uint32(at: start), octets.uint32(at: start + 4))
            : (UInt32(octets.uint16(at: start)), UInt32(octets.uint16(at: start + 2)))
        // The interface index means nothing outside the collector.
        let family = octets.uint16(at: start + 2 * size + 2)
        let addresses = start + 2 * size + 4
        guard family == 1 || family == 2 else {
            throw .record(.recordBody, "4.4", at: addresses - 2, "address family \(family) of a session")
        }
        let width = family == 1 ? 4 : 16
        guard body.upperBound - addresses >= 2 * width else {
            throw .record(.recordBody, "4.4", at: addresses, "the addresses of the session are cut off")
        }
        if family == 1 {
            peer = BGPPeer(address: IPAddress(ipv4: octets.uint32(at: addresses)), asn: ASN(asns.0))
            local = BGPPeer(address: IPAddress(ipv4: octets.uint32(at: addresses + 4)), asn: ASN(asns.1))
        } else {
            peer = BGPPeer(address: IPAddress(ipv6: octets.uint128(at: addresses)), asn: ASN(asns.0))
            local = BGPPeer(address: IPAddress(ipv6: octets.uint128(at: addresses + 16)), asn: ASN(asns.1))
        }
        end = addresses + 2 * width
    }

    /// True if this is a record of the year 2000 for a session whose addresses were not known yet: only interface and
    /// family, both zero, then the message or the states.
    @inline(__always)
    private static func isNameless(_ octets: Span<UInt8>, _ body: Range<Int>, isStateChange: Bool) -> Bool {
        guard body.count >= 8, octets.uint32(at: body.lowerBound) == 0 else { return false }
        if isStateChange { return body.count == 8 }
        return body.count >= 4 + BGPMessageHeader.size && octets.uint128(at: body.lowerBound + 4) == .max
    }

    package var encoding: SessionEncoding {
        SessionEncoding(
            hasFourOctetASNs: hasFourOctetASNs, addPath: hasPathIDs ? .all : [], guessesPathIDs: true, isObserved: true)
    }
}

extension MessageError {
    /// A fault of a record, by a section of RFC 6396.
    @inline(never)
    static func record(_ code: Code, _ section: String, at offset: Int, _ detail: String) -> MessageError {
        MessageError(code, .skip, "RFC 6396 section \(section)", at: offset, detail)
    }
}
