public import NumberResources

/// An UPDATE message (RFC 4271 section 4.3), read with the error handling of RFC 7606.
///
/// ```swift
/// let update = try BGPUpdate(decoding: message.span, SessionEncoding(addPath: [.ipv4Unicast]))
/// update.appendEvents(at: time, of: peer, to: &events)
/// ```
public struct BGPUpdate: Hashable, Sendable {
    /// Routes of one family.
    public struct Routes: Hashable, Sendable {
        public let family: RouteFamily
        /// The next hop that the routes share; `nil` where they are withdrawn.
        public let nextHop: IPAddress?
        public let entries: [NLRI]
    }

    /// The withdrawn routes, including those withdrawn because of faults.
    public private(set) var withdrawn: [Routes] = []
    public private(set) var announced: [Routes] = []
    /// The attributes of all that is announced, but for the next hop, which is that of NEXT_HOP.
    public private(set) var attributes = PathAttributes()
    /// The family whose first transfer this message ends (RFC 4724 section 2).
    public private(set) var endOfRIB: RouteFamily?
    /// Families whose routes are not read, such as VPN or flow specifications.
    public private(set) var skippedFamilies: [RouteFamily] = []
    /// Faults that did not make the message useless: discarded attributes, and the reasons why announced routes count
    /// as withdrawn.
    public private(set) var faults: [MessageError] = []

    /// Reads a whole message, header included; octets after it are ignored.
    ///
    /// - Throws: With handling `sessionReset`: nothing in the message can be relied on.
    public init(
        decoding octets: Span<UInt8>, _ encoding: SessionEncoding = SessionEncoding()
    ) throws(MessageError) {
        let header = try BGPMessageHeader(decoding: octets, encoding)
        guard header.kind == .update else {
            throw .message(.messageType, "6.1", at: 18, "type \(header.kind.rawValue) is not UPDATE")
        }
        try self.init(body: octets.extracting(0..<header.length), from: BGPMessageHeader.size, encoding)
    }

    /// Reads a message whose body begins at `start` and ends with `octets`.
    package init(body octets: Span<UInt8>, from start: Int, _ encoding: SessionEncoding) throws(MessageError) {
        let layout = try UpdateLayout(octets, from: start)
        let parts = AttributeLayout(
            octets, layout.attributes, keepsMisflagged: encoding.isObserved, faults: &faults)
        if let fatal = faults.first(where: { $0.handling == .sessionReset }) { throw fatal }

        // RFC 7606 section 5.1: the routes first, so that it is known what a malformed attribute takes with it.
        try readWithdrawn(octets, layout, parts, encoding)
        var reach: MultiprotocolRoutes?
        var reached: [NLRI] = []
        if parts[.multiprotocolReach].isPresent {
            let found = try MultiprotocolRoutes(reach: octets, parts[.multiprotocolReach])
            reach = found
            if let field = found.field(octets, encoding) {
                reached = try entries(octets, field)
            } else if !skippedFamilies.contains(found.family) {
                skippedFamilies.append(found.family)
            }
        }
        var plain: [NLRI] = []
        if let field = NLRIField(octets, layout.announced, .ipv4Unicast, encoding) {
            plain = try entries(octets, field)
        }

        let hasRoutes = !plain.isEmpty || reach.map { !$0.routes.isEmpty } ?? false
        attributes = PathAttributes(octets, parts, encoding, faults: &faults)
        if hasRoutes { checkMandatory(parts, hasPlainRoutes: !plain.isEmpty, at: layout.attributes.lowerBound) }
        if encoding.isObserved { faults.keepObservedRoute(parts) }
        let isWithdrawn = isTreatedAsWithdraw
        if isWithdrawn, !hasRoutes { try checkWithoutRoutes() }
        add(plain, .ipv4Unicast, attributes.nextHop, isWithdrawn: isWithdrawn)
        if let reach {
            add(reached, reach.family, IPAddress(nextHop: octets, reach.nextHop), isWithdrawn: isWithdrawn)
        }
    }

    private mutating func readWithdrawn(
        _ octets: Span<UInt8>, _ layout: UpdateLayout, _ parts: AttributeLayout, _ encoding: SessionEncoding
    ) throws(MessageError) {
        if let field = NLRIField(octets, layout.withdrawn, .ipv4Unicast, encoding) {
            add(try entries(octets, field), .ipv4Unicast, nil, isWithdrawn: true)
        }
        let isEmpty = layout.withdrawn.isEmpty && layout.announced.isEmpty
        guard parts[.multiprotocolUnreach].isPresent else {
            if isEmpty, layout.attributes.isEmpty { endOfRIB = .ipv4Unicast }
            return
        }
        let unreach = try MultiprotocolRoutes(unreach: octets, parts[.multiprotocolUnreach])
        if let field = unreach.field(octets, encoding) {
            add(try entries(octets, field), unreach.family, nil, isWithdrawn: true)
        } else {
            skippedFamilies.append(unreach.family)
        }
        if isEmpty, unreach.routes.isEmpty, !parts[.multiprotocolReach].isPresent { endOfRIB = unreach.family }
    }

    private mutating func entries(_ octets: Span<UInt8>, _ field: NLRIField) throws(MessageError) -> [NLRI] {
        if field.range.isEmpty { return [] }
        if field.isGuessed { faults.append(.pathIdentifiers(at: field.range.lowerBound, field.hasPathIDs)) }
        var reader = NLRIReader(field)
        var entries: [NLRI] = []
        while let entry = try reader.next(octets) { entries.append(entry) }
        return entries
    }

    private mutating func add(_ entries: [NLRI], _ family: RouteFamily, _ nextHop: IPAddress?, isWithdrawn: Bool) {
        if entries.isEmpty { return }
        if isWithdrawn {
            withdrawn.append(Routes(family: family, nextHop: nil, entries: entries))
        } else {
            announced.append(Routes(family: family, nextHop: nextHop, entries: entries))
        }
    }

    /// RFC 7606 section 5.2: where a message has attributes and no route at all, a fault that would withdraw routes may
    /// have hidden them.
    private func checkWithoutRoutes() throws(MessageError) {
        guard withdrawn.isEmpty, skippedFamilies.isEmpty, endOfRIB == nil,
            let fault = faults.first(where: { $0.handling == .treatAsWithdraw })
        else { return }
        throw MessageError(fault.code, .sessionReset, "RFC 7606 section 5.2", at: fault.offset, fault.detail)
    }

    /// Notes a fault that is found out after reading.
    mutating func note(_ fault: MessageError) {
        faults.append(fault)
    }

    /// Leaves the first AS number of the path out.
    mutating func dropFirstASN() {
        attributes.asPath = attributes.asPath.withoutFirst
    }

    /// True if a fault made the routes of the message count as withdrawn.
    public var isTreatedAsWithdraw: Bool {
        faults.contains { $0.handling == .treatAsWithdraw }
    }

    /// RFC 7606 section 3 item d.
    private mutating func checkMandatory(_ parts: AttributeLayout, hasPlainRoutes: Bool, at offset: Int) {
        for type in [AttributeType.origin, .asPath, .nextHop] where !parts[type].isPresent {
            if type == .nextHop, !hasPlainRoutes { continue }
            faults.append(
                MessageError(
                    .missingAttribute, .treatAsWithdraw, "RFC 7606 section 3", at: offset,
                    "attribute \(type.rawValue) is missing"))
        }
    }
}

extension BGPUpdate {
    /// Appends an event for each route: first what is withdrawn, then what is announced.
    ///
    /// - Parameter includesMulticast: Whether multicast routes are included. An event does not say whether its route is
    ///   unicast or multicast.
    public func appendEvents(
        at time: BGPTime, of peer: BGPPeer, includesMulticast: Bool = false, to events: inout [RouteEvent]
    ) {
        for routes in withdrawn where includesMulticast || !routes.family.isMulticast {
            for entry in routes.entries {
                events.append(
                    RouteEvent(
                        time: time, peer: peer, prefix: entry.prefix, pathID: entry.pathID, action: .withdraw))
            }
        }
        for routes in announced where includesMulticast || !routes.family.isMulticast {
            var attributes = attributes
            attributes.nextHop = routes.nextHop
            for entry in routes.entries {
                events.append(
                    RouteEvent(
                        time: time, peer: peer, prefix: entry.prefix, pathID: entry.pathID,
                        action: .announce(attributes)))
            }
        }
    }
}
