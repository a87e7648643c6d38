internal import NumberResources

extension MRTWalker {
    /// BGP4MP (RFC 6396 section 4.4), after the microseconds where there are any.
    mutating func bgp4mp(
        _ octets: Span<UInt8>, _ header: MRTRecordHeader, _ body: Range<Int>, _ time: BGPTime, _ label: RecordLabel,
        _ visitor: inout some MRTVisitor & ~Copyable
    ) throws(MessageError) {
        guard visitor.wants(time) else { return }
        switch header.subtype {
        case BGP4MPSubtype.entry:
            return try bgp4mpEntry(octets, body, time, &visitor)
        case BGP4MPSubtype.snapshot:
            // It names a file and has no routes.
            skip(header)
            return
        default: break
        }
        let session = try BGP4MPSession(octets, body, header.subtype)
        let context = RecordContext(
            label: label, time: time, peer: session.peer, sender: session.isSent ? session.local : nil,
            encoding: session.encoding)
        // Of what the collector sent, lines name the neighbour.
        guard visitor.wants(context.speaker) || visitor.wants(context.peer) else { return }
        if session.isStateChange {
            guard body.upperBound - session.end >= 4 else {
                throw .record(.recordBody, "4.4.1", at: session.end, "the states are cut off")
            }
            report.stateChanges += 1
            visitor.stateChange(
                from: octets.uint16(at: session.end), to: octets.uint16(at: session.end + 2), context)
            return
        }
        // Some collectors write markers of other values.
        let message: BGPMessageHeader
        do throws(MessageError) {
            message = try BGPMessageHeader(
                decoding: octets.extracting(session.end..<body.upperBound), session.encoding, ignoresMarker: true)
        } catch {
            throw error.moved(by: session.end)
        }
        guard message.kind == .update else {
            report.otherMessages += 1
            return
        }
        let update = session.end + BGPMessageHeader.size..<session.end + message.length
        try visitor.update(octets.extracting(0..<update.upperBound), update, context)
    }

    /// The deprecated BGP4MP_ENTRY: one route of a table.
    private mutating func bgp4mpEntry(
        _ octets: Span<UInt8>, _ body: Range<Int>, _ time: BGPTime, _ visitor: inout some MRTVisitor & ~Copyable
    ) throws(MessageError) {
        let session = try BGP4MPSession(octets, body, BGP4MPSubtype.message)
        guard visitor.wants(session.peer) else { return }
        // View, status, time of the last change, family, length of the next hop.
        var offset = session.end
        guard body.upperBound - offset >= 12 else {
            throw .record(.recordBody, "B.2.5", at: offset, "the route is cut off")
        }
        let originated = octets.uint32(at: offset + 4)
        let family = RouteFamily(afi: octets.uint16(at: offset + 8), safi: octets[offset + 10])
        let nextHop = offset + 12..<offset + 12 + Int(octets[offset + 11])
        offset = nextHop.upperBound
        guard let addresses = family.prefixes else {
            skip(family)
            return
        }
        guard offset < body.upperBound else { throw .record(.recordBody, "B.2.5", at: offset, "the prefix is cut off") }
        let size = (Int(octets[offset]) + 7) / 8
        guard Int(octets[offset]) <= addresses.bitWidth, body.upperBound - offset >= 3 + size else {
            throw .record(.recordBody, "B.2.5", at: offset, "a prefix of \(octets[offset]) bits")
        }
        let address = IPAddress(leftAligned: octets.leadingBits(at: offset + 1, count: size), family: addresses)
        let prefix = IPPrefix(truncating: address, length: Int(octets[offset]))
        offset += 1 + size
        let attributes = offset + 2..<offset + 2 + Int(octets.uint16(at: offset))
        guard attributes.upperBound <= body.upperBound else {
            throw .record(.recordBody, "B.2.5", at: offset, "\(attributes.count) octets of attributes are cut off")
        }
        let route = TableRoute(
            family: family, prefix: prefix, pathID: nil, originated: originated, attributes: attributes,
            nextHop: IPAddress(nextHop: octets, nextHop))
        try visitor.route(
            octets, route,
            RecordContext(label: .bgp4mpEntry, time: time, peer: session.peer, encoding: session.encoding))
    }

    /// The deprecated type 5 (RFC 6396 appendix B.2): two-octet AS numbers, IPv4 sessions, messages without their header.
    mutating func legacy(
        _ octets: Span<UInt8>, _ header: MRTRecordHeader, _ body: Range<Int>,
        _ visitor: inout some MRTVisitor & ~Copyable
    ) throws(MessageError) {
        let time = BGPTime(seconds: header.seconds)
        guard visitor.wants(time) else { return }
        let start = body.lowerBound
        guard header.subtype == 1 || header.subtype == 3 else {
            if header.subtype >= 5 {
                report.otherMessages += 1
            } else {
                skip(header)
            }
            return
        }
        guard body.count >= (header.subtype == 1 ? 12 : 10) else {
            throw .record(.recordBody, "B.2", at: start, "\(body.count) octets")
        }
        let peer = BGPPeer(
            address: IPAddress(ipv4: octets.uint32(at: start + 2)), asn: ASN(UInt32(octets.uint16(at: start))))
        guard visitor.wants(peer) else { return }
        let context = RecordContext(
            label: .bgp, time: time, peer: peer, encoding: SessionEncoding(hasFourOctetASNs: false, isObserved: true))
        if header.subtype == 3 {
            report.stateChanges += 1
            visitor.stateChange(from: octets.uint16(at: start + 6), to: octets.uint16(at: start + 8), context)
        } else {
            try visitor.update(octets.extracting(0..<body.upperBound), start + 12..<body.upperBound, context)
        }
    }
}
