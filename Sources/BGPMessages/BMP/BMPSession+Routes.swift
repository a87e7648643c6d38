internal import NumberResources

extension BMPSession {
    /// Route Monitoring (RFC 7854 section 4.6).
    mutating func readRoutes(
        _ message: Span<UInt8>, _ header: BMPHeader, at now: BGPTime, into events: inout [BMPEvent]
    ) throws(MessageError) {
        let peerHeader = try BMPPeerHeader(decoding: message)
        let monitored = try monitoredPeer(peerHeader)
        let pdu = try routeMessage(message, header)
        let update: BGPUpdate
        do throws(MessageError) {
            update = try decode(message.extracting(pdu..<message.count), peerHeader, monitored)
        } catch {
            throw error.moved(by: pdu)
        }
        for fault in update.faults {
            tell(fault.moved(by: pdu), into: &events)
        }
        for family in update.skippedFamilies { countSkipped(family) }
        var routes: [RouteEvent] = []
        update.appendEvents(at: peerHeader.time ?? now, of: peerHeader.peer.peer, to: &routes)
        if !routes.isEmpty {
            counters.routes += routes.count
            events.append(.routes(monitored.peer, peerHeader.view, routes))
        }
        if let family = update.endOfRIB { events.append(.endOfRIB(monitored.peer, peerHeader.view, family)) }
    }

    /// The peer that a message is about. One that never was up is taken as up, so that a recording may begin anywhere;
    /// of one that went down nothing more is taken, or its routes would never go.
    private mutating func monitoredPeer(_ header: BMPPeerHeader) throws(MessageError) -> MonitoredPeer {
        let identity = header.peer.identity
        if let known = peers[identity] {
            guard known.isUp else {
                throw MessageError(
                    .bmpUnknownPeer, .skip, MessageError.rfc7854("4.9"), at: BMPHeader.size,
                    "\(header.peer.peer.address) is down")
            }
            return known
        }
        try makeRoom(for: identity)
        let assumed = MonitoredPeer(assuming: header.peer)
        peers[identity] = assumed
        counters.assumedPeers += 1
        return assumed
    }

    /// The start of the BGP message: after the headers, or in version 4 in a TLV.
    private mutating func routeMessage(_ message: Span<UInt8>, _ header: BMPHeader) throws(MessageError) -> Int {
        let start = BMPHeader.size + BMPPeerHeader.size
        if header.version == 3 { return start }
        let tlvs = try BMPTLV.extended(in: message, from: start, isIndexed: true, limits: limits)
        // The type was 7 in revision 20 and is 4 before and after it; none of the others begins with BGP's marker.
        let pdu = tlvs.first { tlv in
            !tlv.isEnterprise && (tlv.type == 4 || tlv.type == 7) && tlv.value.count >= BGPMessageHeader.size
                && message.uint64(at: tlv.value.lowerBound) & message.uint64(at: tlv.value.lowerBound + 8) == .max
        }
        guard let pdu else {
            throw MessageError(
                .bmpMissingTLV, .skip, "draft-ietf-grow-bmp-tlv", at: start, "the TLV with the BGP message is missing")
        }
        counters.skippedTLVs += tlvs.count - 1
        return pdu.value.lowerBound
    }

    private mutating func decode(
        _ pdu: Span<UInt8>, _ header: BMPPeerHeader, _ monitored: MonitoredPeer
    ) throws(MessageError) -> BGPUpdate {
        let encoding = monitored.encoding(header)
        do throws(MessageError) {
            let update = try BGPUpdate(decoding: pdu, encoding)
            if monitored.isAssumed, encoding.addPath.isEmpty, update.looksLikeAddPath,
                let other = withPathIDsReversed(pdu, header, monitored)
            {
                return other
            }
            if update.faults.contains(where: { $0.code == .asPath }), monitored.mayHaveTwoOctetASNs(header),
                let other = withTwoOctetASNs(pdu, encoding)
            {
                return other
            }
            return update
        } catch {
            guard monitored.hasDoubtfulPathIDs, let other = withPathIDsReversed(pdu, header, monitored) else {
                throw error
            }
            return other
        }
    }

    /// Reads the message the other way: with path identifiers if it was read without them, and without if it was read
    /// with them. If that succeeds, the next messages of the peer are read that way from the start.
    private mutating func withPathIDsReversed(
        _ pdu: Span<UInt8>, _ header: BMPPeerHeader, _ monitored: MonitoredPeer
    ) -> BGPUpdate? {
        var monitored = monitored
        monitored.isPathIDAgreementReversed.toggle()
        guard let update = try? BGPUpdate(decoding: pdu, monitored.encoding(header)) else { return nil }
        peers[header.peer.identity] = monitored
        return update
    }

    /// The message with two-octet AS numbers, if it can be read so: some routers pass on what a neighbour with such
    /// numbers sent, and leave flag A out.
    private func withTwoOctetASNs(_ pdu: Span<UInt8>, _ encoding: SessionEncoding) -> BGPUpdate? {
        guard encoding.hasFourOctetASNs else { return nil }
        var encoding = encoding
        encoding.hasFourOctetASNs = false
        guard let update = try? BGPUpdate(decoding: pdu, encoding),
            !update.faults.contains(where: { $0.code == .asPath })
        else { return nil }
        return update
    }

    private mutating func countSkipped(_ family: RouteFamily) {
        guard counters.skippedFamilies.count < limits.families || counters.skippedFamilies[family] != nil else {
            return
        }
        counters.skippedFamilies[family, default: 0] += 1
    }
}

extension BGPUpdate {
    /// Whether the routes look like path identifiers read as prefixes: their leading zeros become default routes, of
    /// which a message needs at most one.
    fileprivate var looksLikeAddPath: Bool {
        (withdrawn + announced).contains { routes in routes.entries.count { $0.prefix.length == 0 } > 1 }
    }
}
