internal import NumberResources

extension MRTWalker {
    /// TABLE_DUMP_V2 (RFC 6396 section 4.3). A route that cannot be used leaves the others as they are.
    mutating func tableDumpV2(
        _ octets: Span<UInt8>, _ header: MRTRecordHeader, _ body: Range<Int>, _ distance: Int,
        _ visitor: inout some MRTVisitor & ~Copyable
    ) throws(MessageError) {
        if header.subtype == TableDumpV2Subtype.peerIndexTable {
            peers = try PeerIndexTable(octets, body).peers
            return
        }
        guard header.subtype != TableDumpV2Subtype.geoPeerTable else {
            skip(header)
            return
        }
        let time = BGPTime(seconds: header.seconds)
        guard visitor.wants(time) else { return }
        let isGeneric =
            header.subtype == TableDumpV2Subtype.generic || header.subtype == TableDumpV2Subtype.genericAddPath
        var entries = try RIBEntries(octets, body, header.subtype)
        guard let prefix = entries.prefix else {
            skip(entries.family)
            return
        }
        guard let peers else {
            throw .record(.peerTable, "4.3.1", at: body.lowerBound, "routes before any table of peers")
        }
        while let entry = try entries.next(octets) {
            guard entry.peerIndex < peers.count else {
                let fault = MessageError.record(
                    .peerIndex, "4.3.4", at: entry.attributes.lowerBound, "peer \(entry.peerIndex) of \(peers.count)")
                note(fault.moved(by: distance))
                continue
            }
            let peer = peers[entry.peerIndex]
            guard visitor.wants(peer) else { continue }
            let route = TableRoute(
                family: entries.family, prefix: prefix, pathID: entry.pathID, originated: entry.originated,
                attributes: entry.attributes, isGeneric: isGeneric)
            let context = RecordContext(
                label: .tableDumpV2, time: time, peer: peer, encoding: SessionEncoding(isObserved: true))
            do throws(MessageError) {
                try visitor.route(octets, route, context)
            } catch {
                note(error.moved(by: distance))
            }
        }
    }

    /// TABLE_DUMP (RFC 6396 section 4.2): one route, but in early files many after each other.
    mutating func tableDump(
        _ octets: Span<UInt8>, _ header: MRTRecordHeader, _ body: Range<Int>, _ distance: Int,
        _ visitor: inout some MRTVisitor & ~Copyable
    ) throws(MessageError) {
        let time = BGPTime(seconds: header.seconds)
        guard visitor.wants(time) else { return }
        let isIPv6 = header.subtype.isMultiple(of: 2)
        let hasFourOctetASNs = header.subtype > 2
        let size = isIPv6 ? 16 : 4
        // View and sequence come first.
        var offset = body.lowerBound + 4
        repeat {
            let fixed = 2 * size + (hasFourOctetASNs ? 12 : 10)
            guard body.upperBound - offset >= fixed else {
                throw .record(.recordBody, "4.2", at: offset, "a route is cut off")
            }
            let attributes = offset + fixed..<offset + fixed + Int(octets.uint16(at: offset + fixed - 2))
            guard attributes.upperBound <= body.upperBound else {
                throw .record(.recordBody, "4.2", at: offset, "\(attributes.count) octets of attributes are cut off")
            }
            do throws(MessageError) {
                try tableDumpRoute(
                    octets, offset, attributes, isIPv6: isIPv6, hasFourOctetASNs: hasFourOctetASNs, time, &visitor)
            } catch {
                note(error.moved(by: distance))
            }
            offset = attributes.upperBound
        } while offset < body.upperBound
    }

    private mutating func tableDumpRoute(
        _ octets: Span<UInt8>, _ start: Int, _ attributes: Range<Int>, isIPv6: Bool, hasFourOctetASNs: Bool,
        _ time: BGPTime, _ visitor: inout some MRTVisitor & ~Copyable
    ) throws(MessageError) {
        let size = isIPv6 ? 16 : 4
        let bits = Int(octets[start + size])
        let place = start + 2 * size + 6
        let peer = BGPPeer(
            address: IPAddress(octets, at: start + size + 6, isIPv6: isIPv6),
            asn: ASN(hasFourOctetASNs ? octets.uint32(at: place) : UInt32(octets.uint16(at: place))))
        guard visitor.wants(peer) else { return }
        guard bits <= size * 8 else { throw .record(.prefix, "4.2", at: start + size, "prefix length \(bits)") }
        let route = TableRoute(
            family: isIPv6 ? .ipv6Unicast : .ipv4Unicast,
            prefix: IPPrefix(truncating: IPAddress(octets, at: start, isIPv6: isIPv6), length: bits),
            pathID: nil, originated: octets.uint32(at: start + size + 2), attributes: attributes)
        try visitor.route(
            octets, route,
            RecordContext(
                label: .tableDump, time: time, peer: peer,
                encoding: SessionEncoding(hasFourOctetASNs: hasFourOctetASNs, isObserved: true)))
    }
}

extension IPAddress {
    @inline(__always)
    fileprivate init(_ octets: Span<UInt8>, at offset: Int, isIPv6: Bool) {
        if isIPv6 {
            self.init(ipv6: octets.uint128(at: offset))
        } else {
            self.init(ipv4: octets.uint32(at: offset))
        }
    }
}
