internal import NumberResources

/// Writes records as `bgpdump -m` does, a line a route.
///
/// Like that program it accepts attributes as they are: one that is too short is padded with zeros, and one that is
/// absent is written as a number. What bgpdump leaves out is left out here as well, and counted: multicast routes and
/// routes of RIB_GENERIC in tables, and BGP4MP_ENTRY. Unlike bgpdump, it clears the bits after a prefix.
package struct BGPDumpWriter: MRTVisitor, ~Copyable {
    package var text = TextBuffer()
    package var tally = RouteTally()
    let filter: RouteFilter
    /// The part of a line before the prefix.
    private var head = TextBuffer(capacity: 128)
    /// The part of a line after the prefix.
    private var tail = TextBuffer(capacity: 1 << 12)

    package init(filter: RouteFilter = RouteFilter()) {
        self.filter = filter
    }

    package func wants(_ time: BGPTime) -> Bool { filter.wants(time) }

    package func wants(_ peer: BGPPeer) -> Bool { filter.wants(peer) }

    // MARK: Messages

    /// First what is withdrawn, plain routes before those of MP_UNREACH_NLRI, then what is announced, likewise. A field
    /// that cannot be read to its end leaves the others as they are.
    package mutating func update(
        _ octets: Span<UInt8>, _ body: Range<Int>, _ context: RecordContext
    ) throws(MessageError) {
        let layout = try UpdateLayout(octets, from: body.lowerBound)
        let parts = AttributeLayout(octets, layout.attributes, ignoresFlags: true, faults: &tally.faults)
        let unreach = routes(parts[.multiprotocolUnreach]) { part throws(MessageError) in
            try MultiprotocolRoutes(unreach: octets, part)
        }
        if !layout.withdrawn.isEmpty, let field = NLRIField(octets, layout.withdrawn, .ipv4Unicast, context.encoding) {
            writeHead("W", context, field)
            writeRoutes(octets, field, isWithdrawn: true)
        }
        if let unreach, let field = unreach.field(octets, context.encoding) {
            writeHead("W", context, field)
            writeRoutes(octets, field, isWithdrawn: true)
        }
        let reach = routes(parts[.multiprotocolReach]) { part throws(MessageError) in
            try MultiprotocolRoutes(reach: octets, part)
        }
        guard !layout.announced.isEmpty || reach != nil, wantsPath(octets, parts, context.encoding) else { return }
        if !layout.announced.isEmpty, let field = NLRIField(octets, layout.announced, .ipv4Unicast, context.encoding) {
            writeHead("A", context, field)
            writeTail(octets, parts, IPAddress(nextHopOf: octets, parts), context)
            writeRoutes(octets, field, isWithdrawn: false)
        }
        if let reach, let field = reach.field(octets, context.encoding) {
            writeHead("A", context, field)
            // Numbers of IPv4 routes that come this way are printed as signed ones.
            writeTail(
                octets, parts, IPAddress(nextHop: octets, reach.nextHop), context,
                isSigned: field.addressFamily == .ipv4)
            writeRoutes(octets, field, isWithdrawn: false)
        }
    }

    /// The fields that precede the routes in `part`, if they are present and can be read.
    @inline(__always)
    private mutating func routes(
        _ part: AttributeLayout.Part, _ read: (AttributeLayout.Part) throws(MessageError) -> MultiprotocolRoutes
    ) -> MultiprotocolRoutes? {
        guard part.isPresent else { return nil }
        do throws(MessageError) {
            let routes = try read(part)
            if routes.family.prefixes == nil { tally.skip(routes.family) }
            return routes
        } catch {
            tally.faults.append(error)
            return nil
        }
    }

    /// Writes a line for each route of a field, up to one that cannot be read.
    private mutating func writeRoutes(_ octets: Span<UInt8>, _ field: NLRIField, isWithdrawn: Bool) {
        var reader = NLRIReader(field)
        do throws(MessageError) {
            while let entry = try reader.next(octets) {
                tally.count(isWithdrawn: isWithdrawn)
                guard filter.wants(entry.prefix), !isWithdrawn || !filter.asksForPath else { continue }
                text.put(head)
                text.reserve(64)
                text.put(entry.prefix)
                if let pathID = entry.pathID {
                    text.put(UInt8(ascii: "|"))
                    text.put(decimal: pathID)
                }
                if isWithdrawn {
                    text.put(UInt8(ascii: "\n"))
                } else {
                    text.put(tail)
                }
            }
        } catch {
            tally.faults.append(error)
        }
    }

    package mutating func stateChange(from: UInt16, to: UInt16, _ context: RecordContext) {
        guard filter.wantsStates else { return }
        writeHead("STATE", context)
        text.put(head)
        text.reserve(16)
        text.put(decimal: UInt32(from))
        text.put(UInt8(ascii: "|"))
        text.put(decimal: UInt32(to))
        text.put(UInt8(ascii: "\n"))
    }

    // MARK: Tables

    package mutating func route(
        _ octets: Span<UInt8>, _ route: TableRoute, _ context: RecordContext
    ) throws(MessageError) {
        tally.count(isWithdrawn: false)
        guard context.label != .bgp4mpEntry, !route.isGeneric, !route.family.isMulticast else {
            tally.unprinted += 1
            return
        }
        guard filter.wants(route.prefix) else { return }
        let parts = AttributeLayout(octets, route.attributes, ignoresFlags: true, faults: &tally.faults)
        guard wantsPath(octets, parts, context.encoding) else { return }
        text.reserve(160)
        if context.label == .tableDump {
            text.put("TABLE_DUMP|")
        } else {
            text.put(route.pathID == nil ? "TABLE_DUMP2|" : "TABLE_DUMP2_AP|")
        }
        text.put(decimal: UInt32(truncatingIfNeeded: context.time.seconds))
        text.put("|B|")
        text.put(context.peer.address)
        text.put(UInt8(ascii: "|"))
        text.put(decimal: context.peer.asn.rawValue)
        text.put(UInt8(ascii: "|"))
        text.put(route.prefix)
        if let pathID = route.pathID {
            text.put(UInt8(ascii: "|"))
            text.put(decimal: pathID)
        }
        let reach = parts[.multiprotocolReach]
        let nextHop =
            reach.isPresent
            ? IPAddress(tableNextHop: octets, reach) : IPAddress(nextHopOf: octets, parts)
        BGPDumpAttributes.write(&text, octets, parts, nextHop, context.encoding.octetsPerASN)
    }

    // MARK: Pieces of a line

    /// `BGP4MP|1470931200|A|192.0.2.1|64500|`
    private mutating func writeHead(_ kind: StaticString, _ context: RecordContext, _ field: NLRIField? = nil) {
        head.removeAll()
        let isAddPath = field?.hasPathIDs ?? false
        switch context.label {
        case .bgp: head.put("BGP")
        case .bgp4mpET: head.put("BGP4MP_ET")
        case .bgp4mp, .bgp4mpEntry, .tableDump, .tableDumpV2: head.put("BGP4MP")
        }
        if isAddPath {
            head.put("_AP")
        } else if context.sender != nil {
            head.put("_LOCAL")
        }
        head.reserve(96)
        head.put(UInt8(ascii: "|"))
        head.put(decimal: UInt32(truncatingIfNeeded: context.time.seconds))
        if context.label == .bgp4mpET { head.put(microseconds: context.time.fraction) }
        head.put(UInt8(ascii: "|"))
        head.put(kind)
        head.put(UInt8(ascii: "|"))
        // Which end of the session is named differs there.
        let peer = isAddPath ? context.speaker : context.peer
        head.reserve(64)
        head.put(peer.address)
        head.put(UInt8(ascii: "|"))
        head.put(decimal: peer.asn.rawValue)
        head.put(UInt8(ascii: "|"))
    }

    private mutating func writeTail(
        _ octets: Span<UInt8>, _ parts: AttributeLayout, _ nextHop: IPAddress?, _ context: RecordContext,
        isSigned: Bool = false
    ) {
        tail.removeAll()
        BGPDumpAttributes.write(
            &tail, octets, parts, nextHop, context.encoding.octetsPerASN, isSigned: isSigned,
            isLegacy: context.label == .bgp)
    }

    private func wantsPath(
        _ octets: Span<UInt8>, _ parts: AttributeLayout, _ encoding: SessionEncoding
    ) -> Bool {
        guard filter.asksForPath else { return true }
        var ignored: [MessageError] = []
        return filter.wants(PathAttributes(octets, parts, encoding, faults: &ignored).asPath)
    }
}

extension IPAddress {
    /// The address in NEXT_HOP, filled up with zeros.
    fileprivate init?(nextHopOf octets: Span<UInt8>, _ parts: AttributeLayout) {
        guard parts[.nextHop].isPresent else { return nil }
        self.init(ipv4: octets.filledUInt32(parts[.nextHop].range))
    }

    /// The address in the MP_REACH_NLRI of a table, in its short form or in full.
    fileprivate init?(tableNextHop octets: Span<UInt8>, _ part: AttributeLayout.Part) {
        guard part.count > 0 else { return nil }
        let length = octets[part.offset] == 0 ? part.offset + 3 : part.offset
        guard length < part.range.upperBound else { return nil }
        let start = length + 1
        guard Int(octets[length]) <= part.range.upperBound - start else { return nil }
        self.init(nextHop: octets, start..<start + Int(octets[length]))
    }
}
