internal import NumberResources

/// The check that the body of a record is as long as its own lengths say. It is made only where the framing is in doubt.
enum MRTSoundness {
    static func check(_ octets: Span<UInt8>, _ body: Range<Int>, _ header: MRTRecordHeader) -> Bool {
        switch header.kind {
        case .bgp: legacy(octets, body, header.subtype)
        case .tableDump: tableDump(octets, body, header.subtype)
        case .tableDumpV2: tableDumpV2(octets, body, header.subtype)
        case .bgp4mp: bgp4mp(octets, body, header.subtype)
        case .bgp4mpET: body.count >= 4 && bgp4mp(octets, body.lowerBound + 4..<body.upperBound, header.subtype)
        case nil: false
        }
    }

    private static func legacy(_ octets: Span<UInt8>, _ body: Range<Int>, _ subtype: UInt16) -> Bool {
        switch subtype {
        case 1:
            guard body.count >= 16 else { return false }
            return (try? UpdateLayout(octets.extracting(0..<body.upperBound), from: body.lowerBound + 12)) != nil
        case 3: return body.count == 10
        case 7: return body.count == 12
        default: return body.count >= 6
        }
    }

    /// View and sequence, then one entry, or many.
    static func tableDump(_ octets: Span<UInt8>, _ body: Range<Int>, _ subtype: UInt16) -> Bool {
        let address = subtype.isMultiple(of: 2) ? 16 : 4
        // Prefix, its length, status, time, peer's address and AS number.
        let fixed = 2 * address + (subtype > 2 ? 10 : 8)
        var offset = body.lowerBound + 4
        guard offset < body.upperBound else { return false }
        while offset < body.upperBound {
            guard body.upperBound - offset >= fixed + 2 else { return false }
            offset += fixed + 2 + Int(octets.uint16(at: offset + fixed))
        }
        return offset == body.upperBound
    }

    private static func tableDumpV2(_ octets: Span<UInt8>, _ body: Range<Int>, _ subtype: UInt16) -> Bool {
        switch subtype {
        case TableDumpV2Subtype.peerIndexTable:
            (try? PeerIndexTable(octets, body)) != nil
        case TableDumpV2Subtype.ipv4Unicast...5, TableDumpV2Subtype.ipv4UnicastAddPath...11:
            (try? RIBEntries(octets, body, subtype).isWhole(octets)) ?? false
        default: body.count >= 8
        }
    }

    private static func bgp4mp(_ octets: Span<UInt8>, _ body: Range<Int>, _ subtype: UInt16) -> Bool {
        if subtype == BGP4MPSubtype.entry || subtype == BGP4MPSubtype.snapshot { return body.count >= 4 }
        guard let session = try? BGP4MPSession(octets, body, subtype) else { return false }
        if session.isStateChange { return session.end + 4 == body.upperBound }
        let message = octets.extracting(session.end..<body.upperBound)
        guard let header = try? BGPMessageHeader(decoding: message, ignoresMarker: true), header.length == message.count
        else { return false }
        return header.kind != .update || (try? UpdateLayout(message)) != nil
    }
}
