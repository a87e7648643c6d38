internal import NumberResources

extension BMPSession {
    /// Route Monitoring (RFC 7854 section 4.6).
    mutating func readRoutes(
        _ message: Span<UInt8>, _ header: BMPHeader, at now: BGPTime, into events: inout [BMPEvent]
    ) throws(MessageError) {
        let peerHeader = try BMPPeerHeader(decoding: message)
        let monitored = try monitoredPeer(peerHeader)
        for pdu in try routeMessages(message, header, into: &events) {
            // What one message showed of the peer counts for the next.
            let current = peers[peerHeader.peer.identity] ?? monitored
            do throws(MessageError) {
                try readUpdate(message, pdu, peerHeader, current, at: now, into: &events)
            } catch {
                tell(error.moved(by: pdu.lowerBound), into: &events)
            }
        }
    }

    private mutating func readUpdate(
        _ message: Span<UInt8>, _ pdu: Range<Int>, _ header: BMPPeerHeader, _ monitored: MonitoredPeer, at now: BGPTime,
        into events: inout [BMPEvent]
    ) throws(MessageError) {
        var update = try decode(message.extracting(pdu), header, monitored)
        if update.faults.contains(where: { $0.code == .asNumberSize }) {
            peers[header.peer.identity]?.isASNSizeReversed.toggle()
        }
        for fault in update.faults {
            tell(fault.moved(by: pdu.lowerBound), into: &events)
        }
        if monitored.hasLocalASInFront(update.attributes.asPath, header, isKnownOfRouter: hasLocalASInFront) {
            update.dropFirstASN()
            noteLocalAS(header, monitored, into: &events)
        }
        for family in update.skippedFamilies { countSkipped(family) }
        var routes: [RouteEvent] = []
        update.appendEvents(at: header.time ?? now, of: header.peer.peer, to: &routes)
        if !routes.isEmpty {
            counters.routes += routes.count
            events.append(.routes(monitored.peer, header.view, routes))
        }
        if let family = update.endOfRIB { events.append(.endOfRIB(monitored.peer, header.view, family)) }
    }

    /// Counts a path that the router put its own AS in front of, and reports the first one of each peer.
    private mutating func noteLocalAS(
        _ header: BMPPeerHeader, _ monitored: MonitoredPeer, into events: inout [BMPEvent]
    ) {
        hasLocalASInFront = true
        if monitored.isLocalASReported {
            counters.faults[.bmpLocalAS, default: 0] += 1
            return
        }
        peers[header.peer.identity]?.isLocalASReported = true
        let local = monitored.localASN.map(\.description) ?? "its own AS"
        tell(
            MessageError(
                .bmpLocalAS, .attributeDiscard, MessageError.rfc7854("5"), at: BMPHeader.size,
                "the router puts \(local) in front of paths from \(header.peer.peer.address); it is left out"),
            into: &events)
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

    /// The places of the BGP messages: after the headers, where some routers put several, or in version 4 in TLVs.
    private mutating func routeMessages(
        _ message: Span<UInt8>, _ header: BMPHeader, into events: inout [BMPEvent]
    ) throws(MessageError) -> [Range<Int>] {
        let start = BMPHeader.size + BMPPeerHeader.size
        if header.version == 3 { return plainMessages(message, from: start, into: &events) }
        let tlvs = try BMPTLV.extended(in: message, from: start, isIndexed: true, limits: limits)
        // The type was 7 in revision 20 and is 4 before and after it; none of the others begins with BGP's marker.
        let found = tlvs.filter { tlv in
            !tlv.isEnterprise && (tlv.type == 4 || tlv.type == 7) && message.hasMarker(in: tlv.value)
        }
        guard !found.isEmpty else {
            throw MessageError(
                .bmpMissingTLV, .skip, "draft-ietf-grow-bmp-tlv", at: start, "the TLV with the BGP message is missing")
        }
        counters.skippedTLVs += tlvs.count - found.count
        return found.map(\.value)
    }

    private mutating func plainMessages(
        _ message: Span<UInt8>, from start: Int, into events: inout [BMPEvent]
    ) -> [Range<Int>] {
        var found = [start..<message.count]
        var place = start
        while message.hasMarker(in: place..<message.count) {
            let next = place + Int(message.uint16(at: place + 16))
            guard next > place + BGPMessageHeader.size, next < message.count else { break }
            guard message.hasMarker(in: next..<message.count) else {
                tell(
                    .bmpBody(
                        "4.6", at: next, "\(message.count - next) octets after the BGP message are not another one"),
                    into: &events)
                break
            }
            found[found.count - 1] = place..<next
            found.append(next..<message.count)
            place = next
        }
        return found
    }

    private mutating func decode(
        _ pdu: Span<UInt8>, _ header: BMPPeerHeader, _ monitored: MonitoredPeer
    ) throws(MessageError) -> BGPUpdate {
        let encoding = monitored.encoding(header)
        do throws(MessageError) {
            let update = try BGPUpdate(decoding: pdu, encoding)
            if encoding.addPath.isEmpty, update.looksLikeAddPath,
                let other = withPathIDsReversed(pdu, header, monitored)
            {
                return other
            }
            return update
        } catch {
            guard let other = withPathIDsReversed(pdu, header, monitored) else { throw error }
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
        let encoding = monitored.encoding(header)
        guard var update = try? BGPUpdate(decoding: pdu, encoding), !update.looksMisread else { return nil }
        // Without a Peer Up nothing is known to be agreed.
        if !monitored.isAssumed { update.note(.pathIdentifiers(at: 0, !encoding.addPath.isEmpty)) }
        peers[header.peer.identity] = monitored
        return update
    }

    private mutating func countSkipped(_ family: RouteFamily) {
        guard counters.skippedFamilies.count < limits.families || counters.skippedFamilies[family] != nil else {
            return
        }
        counters.skippedFamilies[family, default: 0] += 1
    }
}

extension Span<UInt8> {
    /// True if a BGP message may begin at the start of `range`.
    fileprivate func hasMarker(in range: Range<Int>) -> Bool {
        range.count >= BGPMessageHeader.size && uint64(at: range.lowerBound) & uint64(at: range.lowerBound + 8) == .max
    }
}

extension BGPUpdate {
    /// True if the routes are such as no speaker has.
    fileprivate var looksMisread: Bool {
        looksLikeAddPath || (withdrawn + announced).contains { $0.entries.contains { 1...7 ~= $0.prefix.length } }
    }

    /// True if the routes look like path identifiers read as prefixes: their leading zeros become default routes, of
    /// which a message needs at most one.
    fileprivate var looksLikeAddPath: Bool {
        (withdrawn + announced).contains { routes in routes.entries.count { $0.prefix.length == 0 } > 1 }
    }
}
