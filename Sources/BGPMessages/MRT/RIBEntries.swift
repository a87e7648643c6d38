package import NumberResources

/// One route of a RIB record.
package struct RIBEntry: Sendable {
    package let peerIndex: Int
    /// Seconds since 1970 when the route was received.
    package let originated: UInt32
    package let pathID: UInt32?
    package let attributes: Range<Int>
}

/// The routes to one prefix in a record of TABLE_DUMP_V2 (RFC 6396 sections 4.3.2 to 4.3.4, RFC 8050 section 4). It
/// holds offsets only and is handed the octets at each step.
package struct RIBEntries: Sendable {
    package let family: RouteFamily
    /// `nil` if the family's routes are not plain prefixes.
    package let prefix: IPPrefix?
    package let count: Int
    private let hasPathIDs: Bool
    private var offset: Int
    private let end: Int
    private var taken = 0

    package init(_ octets: Span<UInt8>, _ body: Range<Int>, _ subtype: UInt16) throws(MessageError) {
        let isGeneric = subtype == TableDumpV2Subtype.generic || subtype == TableDumpV2Subtype.genericAddPath
        hasPathIDs = subtype >= TableDumpV2Subtype.ipv4UnicastAddPath
        end = body.upperBound
        // The sequence number comes first.
        var place = body.lowerBound + 4
        guard end - place >= (isGeneric ? 4 : 1) else {
            throw .record(.recordBody, "4.3.2", at: body.lowerBound, "\(body.count) octets")
        }
        if isGeneric {
            family = RouteFamily(afi: octets.uint16(at: place), safi: octets[place + 2])
            place += 3
        } else {
            family = RIBEntries.family(subtype)
        }
        let bits = Int(octets[place])
        let size = (bits + 7) / 8
        guard end - place >= 1 + size + 2 else {
            throw .record(.recordBody, "4.3.2", at: place, "a prefix of \(bits) bits is cut off")
        }
        if let addresses = family.prefixes {
            guard bits <= addresses.bitWidth else {
                throw .record(.prefix, "4.3.2", at: place, "prefix length \(bits)")
            }
            let address = IPAddress(leftAligned: octets.leadingBits(at: place + 1, count: size), family: addresses)
            prefix = IPPrefix(truncating: address, length: bits)
        } else {
            prefix = nil
        }
        count = Int(octets.uint16(at: place + 1 + size))
        offset = place + 3 + size
    }

    private static func family(_ subtype: UInt16) -> RouteFamily {
        switch subtype {
        case 2, 8: .ipv4Unicast
        case 3, 9: .ipv4Multicast
        case 4, 10: .ipv6Unicast
        default: .ipv6Multicast
        }
    }

    /// Reads the next route, or gives `nil` after the last one.
    @inline(__always)
    package mutating func next(_ octets: Span<UInt8>) throws(MessageError) -> RIBEntry? {
        guard taken < count else { return nil }
        let start = offset
        let fixed = hasPathIDs ? 12 : 8
        guard end - start >= fixed else { throw cutOff() }
        let attributes = start + fixed
        let length = Int(octets.uint16(at: attributes - 2))
        guard length <= end - attributes else { throw cutOff() }
        offset = attributes + length
        taken += 1
        return RIBEntry(
            peerIndex: Int(octets.uint16(at: start)), originated: octets.uint32(at: start + 2),
            pathID: hasPathIDs ? octets.uint32(at: start + 6) : nil, attributes: attributes..<attributes + length)
    }

    /// True if the routes fill the record.
    func isWhole(_ octets: Span<UInt8>) throws(MessageError) -> Bool {
        var rest = self
        while try rest.next(octets) != nil {}
        return rest.offset == end
    }

    @inline(never)
    private func cutOff() -> MessageError {
        .record(.recordBody, "4.3.4", at: offset, "route \(taken) of \(count) is cut off")
    }
}
