internal import NumberResources

/// The fields that precede the routes in MP_REACH_NLRI and MP_UNREACH_NLRI (RFC 4760 sections 3 and 4).
package struct MultiprotocolRoutes: Sendable {
    package let family: RouteFamily
    /// The octets of the next hop; empty in MP_UNREACH_NLRI.
    package let nextHop: Range<Int>
    package let routes: Range<Int>

    /// Reads MP_REACH_NLRI.
    package init(reach octets: Span<UInt8>, _ part: AttributeLayout.Part) throws(MessageError) {
        let type = AttributeType.multiprotocolReach
        guard part.count >= 5 else { throw type.malformed(at: part.offset, "\(part.count) octets") }
        family = RouteFamily(afi: octets.uint16(at: part.offset), safi: octets[part.offset + 2])
        let length = Int(octets[part.offset + 3])
        guard length <= part.count - 5 else {
            throw type.malformed(at: part.offset + 3, "a next hop of \(length) octets is cut off")
        }
        nextHop = part.offset + 4..<part.offset + 4 + length
        // One reserved octet, which is ignored.
        routes = nextHop.upperBound + 1..<part.range.upperBound
        guard let prefixes = family.prefixes else { return }
        // RFC 8950 section 3 allows next hops of IPv6 for IPv4; RFC 2545 section 3 a second, link-local one.
        guard length == 16 || length == 32 || length == 4 && prefixes == .ipv4 else {
            throw type.malformed(at: part.offset + 3, "a next hop of \(length) octets for \(family)")
        }
    }

    /// Reads MP_UNREACH_NLRI.
    package init(unreach octets: Span<UInt8>, _ part: AttributeLayout.Part) throws(MessageError) {
        guard part.count >= 3 else {
            throw AttributeType.multiprotocolUnreach.malformed(at: part.offset, "\(part.count) octets")
        }
        family = RouteFamily(afi: octets.uint16(at: part.offset), safi: octets[part.offset + 2])
        nextHop = part.offset + 3..<part.offset + 3
        routes = part.offset + 3..<part.range.upperBound
    }

    /// The field of the routes, where they are plain prefixes.
    @inline(__always)
    package func field(_ octets: Span<UInt8>, _ encoding: SessionEncoding) -> NLRIField? {
        NLRIField(octets, routes, family, encoding)
    }
}

extension IPAddress {
    /// The first next hop in `range`, of 4, 16 or 32 octets; `nil` where it has another length.
    package init?(nextHop octets: Span<UInt8>, _ range: Range<Int>) {
        switch range.count {
        case 4: self.init(ipv4: octets.uint32(at: range.lowerBound))
        case 16, 32: self.init(ipv6: octets.uint128(at: range.lowerBound))
        default: return nil
        }
    }
}
