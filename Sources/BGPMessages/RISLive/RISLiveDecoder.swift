internal import NumberResources
internal import TextFormats

/// Reads the messages of RIS Live, one JSON text each.
///
/// Where a message has both fields and the BGP message (`raw`), the latter counts, since it has all attributes; where
/// the two disagree, the fields do, and the message says so.
public struct RISLiveDecoder: Sendable {
    private let limits: RISLiveLimits

    public init(limits: RISLiveLimits = RISLiveLimits()) {
        self.limits = limits
    }

    /// The message that is `text`.
    ///
    /// - Throws: `json` or `jsonField`, with the place in `text`.
    public func decode(_ text: [UInt8]) throws(MessageError) -> RISLiveReply {
        var reader = RISLiveReader(JSONReader(text, limits: limits.json))
        let type = try reader.readReply()
        switch type {
        case .message: return .message(try message(reader.fields))
        case .error: return .error(reader.fields.message)
        case .subscribed: return .subscribed
        case .collectors: return .collectors(reader.collectors)
        case .pong: return .pong
        case .other(let name): return .other(name)
        }
    }

    private func message(_ fields: RISLiveFields) throws(MessageError) -> RISLiveMessage {
        guard let kind = fields.kind else { throw .field("type", "is missing") }
        guard let time = fields.time else { throw .field("timestamp", "is missing") }
        guard let address = fields.peer else { throw .field("peer", "is missing") }
        guard let asn = fields.asn else { throw .field("peer_asn", "is missing") }
        let peer = BGPPeer(address: address, asn: asn)
        var faults: [MessageError] = []
        let content: RISLiveMessage.Content
        switch kind {
        case .update: content = .routes(routes(fields, time, peer, &faults))
        case .open: content = .open
        case .notification:
            content = .notification(code: fields.notification.code, subcode: fields.notification.subcode)
        case .keepalive: content = .keepalive
        case .peerState: content = .peerState(fields.state)
        case .other: content = .other
        }
        return RISLiveMessage(
            time: time, peer: peer, collector: fields.collector, identity: fields.identity, content: content,
            faults: faults)
    }

    // MARK: Fields and BGP message

    private func routes(
        _ fields: RISLiveFields, _ time: BGPTime, _ peer: BGPPeer, _ faults: inout [MessageError]
    ) -> [RouteEvent] {
        let told = fields.events(time, peer)
        guard let raw = fields.raw else { return told }
        // What a collector agreed on with its peer is not in the message: four-octet AS numbers are nearly always
        // right.
        var refused: BGPUpdate?
        for (index, encoding) in RISLiveDecoder.encodings.enumerated() {
            guard let update = try? BGPUpdate(decoding: raw.span, encoding) else { continue }
            let isRefused = update.isTreatedAsWithdraw
            var events: [RouteEvent] = []
            update.appendEvents(at: time, of: peer, to: &events)
            guard !fields.tellsRoutes || agree(events, told, isWithdrawn: isRefused) else { continue }
            guard isRefused else {
                // No size was announced.
                faults += update.faults.filter { $0.code != .asNumberSize }
                return events
            }
            // A path is also unreadable when it is read with the wrong size of AS numbers.
            if index == 0 || !update.faults.contains(where: { $0.code == .asPath }) { refused = refused ?? update }
        }
        if let refused {
            faults += refused.faults
            var events: [RouteEvent] = []
            refused.appendEvents(at: time, of: peer, to: &events)
            return events
        }
        faults.append(
            MessageError(.risRaw, .skip, "RIS Live manual", at: 0, "raw disagrees with the fields; the fields are used")
        )
        return told
    }

    private static let encodings = [
        SessionEncoding(isObserved: true), SessionEncoding(hasFourOctetASNs: false, isObserved: true),
        SessionEncoding(addPath: .all, isObserved: true),
        SessionEncoding(hasFourOctetASNs: false, addPath: .all, isObserved: true),
    ]

    /// True if the routes are the same, in any order, over the same path.
    ///
    /// - Parameter isWithdrawn: Whether a fault turned what was announced into withdrawals (RFC 7606 section 2).
    private func agree(_ left: [RouteEvent], _ right: [RouteEvent], isWithdrawn: Bool) -> Bool {
        guard left.count == right.count else { return false }
        func isSame(_ one: RouteEvent, _ other: RouteEvent) -> Bool {
            guard one.prefix == other.prefix else { return false }
            switch (one.action, other.action) {
            case (.withdraw, .withdraw): return true
            case (.withdraw, .announce), (.announce, .withdraw): return isWithdrawn
            case (.announce(let one), .announce(let other)): return one.asPath == other.asPath
            }
        }
        if zip(left, right).allSatisfy(isSame) { return true }
        return zip(left.sorted(by: RISLiveDecoder.order), right.sorted(by: RISLiveDecoder.order)).allSatisfy(isSame)
    }

    private static func order(_ left: RouteEvent, _ right: RouteEvent) -> Bool {
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        if case .withdraw = left.action, case .announce = right.action { return true }
        return false
    }
}

extension MessageError {
    /// A member of an object that is not as it should be.
    @inline(never)
    static func field(_ name: StaticString, _ detail: String, at offset: Int = 0) -> MessageError {
        MessageError(.jsonField, .skip, "RIS Live manual", at: offset, "\(name) \(detail)")
    }

    @inline(never)
    static func json(_ error: JSONError) -> MessageError {
        MessageError(.json, .skip, "RFC 8259", at: error.offset, error.code.rawValue)
    }
}
