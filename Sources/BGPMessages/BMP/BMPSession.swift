internal import NumberResources

/// The monitoring station's side of a BMP session (RFC 7854): octets in, events out. It opens no socket.
///
/// ```swift
/// var session = BMPSession()
/// for event in session.receive(chunk, at: now) {
///     if case .routes(_, .prePolicy, let routes) = event { … }
/// }
/// ```
public struct BMPSession: Sendable {
    public let limits: BMPLimits
    /// The information that the router sent about itself.
    public private(set) var router = BMPRouter()
    public internal(set) var counters = BMPCounters()
    /// True if nothing more is read: the router ended the session, or the stream cannot be followed.
    public private(set) var isOver = false

    /// The peers by identity, those that went down included.
    var peers: [BMPPeer.Identity: MonitoredPeer] = [:]
    /// True if the router was seen to put its own AS in front of the paths of a neighbour.
    var hasLocalASInFront = false
    /// The start of a message that is not yet whole.
    private var pending: [UInt8] = []
    /// Octets that `pending` needs before there is something to read.
    private var needed = 0
    /// True if a Termination is the end, rather than a mark in a recording of several sessions.
    private let endsWithTermination: Bool

    /// - Parameter isRecording: Whether the octets are of sessions one after the other.
    public init(limits: BMPLimits = BMPLimits(), isRecording: Bool = false) {
        self.limits = limits
        endsWithTermination = !isRecording
    }

    /// The peers that are up, in no order.
    public var activePeers: [BMPPeer] {
        peers.values.filter(\.isUp).map(\.peer)
    }

    /// Takes the next octets of the stream, any number of them.
    ///
    /// - Parameter now: What counts as the time of a message that says none.
    public mutating func receive(_ octets: [UInt8], at now: BGPTime) -> [BMPEvent] {
        var events: [BMPEvent] = []
        receive(octets, at: now, into: &events)
        return events
    }

    mutating func receive(_ octets: [UInt8], at now: BGPTime, into events: inout [BMPEvent]) {
        if isOver { return }
        var whole = octets
        if !pending.isEmpty {
            // Until the message is whole its octets are only gathered, in place: they may come one by one.
            pending += octets
            if pending.count < needed { return }
            swap(&whole, &pending)
            pending = []
        }
        needed = BMPHeader.size
        var position = 0
        while !isOver, whole.count - position >= BMPHeader.size {
            let header: BMPHeader
            do throws(MessageError) {
                header = try BMPHeader(decoding: whole.span.extracting(position..<whole.count), limits: limits)
            } catch {
                return fail(error.moved(by: counters.octets), at: now, into: &events)
            }
            guard whole.count - position >= header.length else {
                needed = header.length
                break
            }
            read(whole.span.extracting(position..<position + header.length), header, at: now, into: &events)
            position += header.length
            counters.octets += header.length
        }
        if !isOver { pending = position == 0 ? whole : Array(whole[position...]) }
    }

    /// Forgets the start of a message whose rest is lost; what comes next begins with another one.
    mutating func dropPending() {
        counters.octets += pending.count
        pending = []
    }

    /// The connection, or the recording, has ended.
    public mutating func ended(at now: BGPTime) -> [BMPEvent] {
        var events: [BMPEvent] = []
        if !isOver, !pending.isEmpty {
            tell(
                MessageError(
                    .bmpTruncated, .skip, MessageError.rfc7854("4.1"), at: counters.octets,
                    "the last \(pending.count) octets are not a whole message"),
                into: &events)
        }
        close(at: now, into: &events)
        isOver = true
        return events
    }

    // MARK: Ends

    private mutating func fail(_ error: MessageError, at now: BGPTime, into events: inout [BMPEvent]) {
        counters.faults[error.code, default: 0] += 1
        close(at: now, into: &events)
        isOver = true
        events.append(.failed(error))
    }

    /// The routes that a router sent are void when its connection ends (RFC 7854 section 3.3).
    private mutating func close(at now: BGPTime, into events: inout [BMPEvent]) {
        pending = []
        let identities = peers.filter(\.value.isUp).keys.sorted { $0.sortingKey < $1.sortingKey }
        for identity in identities {
            guard let monitored = peers[identity] else { continue }
            events.append(.peerDown(monitored.peer, BMPPeerDown(time: now, reason: .sessionEnded)))
        }
        peers = [:]
    }

    // MARK: Messages

    private mutating func read(
        _ message: Span<UInt8>, _ header: BMPHeader, at now: BGPTime, into events: inout [BMPEvent]
    ) {
        guard let kind = header.kind else {
            // RFC 7854 section 4.1: what is not known is ignored.
            tell(
                MessageError(.bmpMessageType, .skip, MessageError.rfc7854("4.1"), at: 5, "type \(header.type)"),
                into: &events)
            return
        }
        counters.messages[kind, default: 0] += 1
        do throws(MessageError) {
            switch kind {
            case .routeMonitoring: try readRoutes(message, header, at: now, into: &events)
            case .statisticsReport:
                let peer = try BMPPeerHeader(decoding: message)
                let statistics = try BMPStatistic.all(in: message, header, limits: limits)
                events.append(.statistics(peer.peer, statistics, at: peer.time ?? now))
            case .peerDown: try readPeerDown(message, at: now, into: &events)
            case .peerUp: try readPeerUp(message, at: now, into: &events)
            case .initiation:
                router = try BMPRouter(decoding: message, limits: limits)
                hasLocalASInFront = false
                events.append(.initiated(router))
            case .termination:
                events.append(.terminated(try BMPTermination(decoding: message, limits: limits)))
                close(at: now, into: &events)
                isOver = endsWithTermination
            case .routeMirroring:
                let peer = try BMPPeerHeader(decoding: message)
                let mirroring = try BMPMirroring(decoding: message, header, limits: limits)
                events.append(.mirrored(peer.peer, mirroring, at: peer.time ?? now))
            }
        } catch {
            tell(error, into: &events)
        }
    }

    private mutating func readPeerUp(
        _ message: Span<UInt8>, at now: BGPTime, into events: inout [BMPEvent]
    ) throws(MessageError) {
        let header = try BMPPeerHeader(decoding: message)
        let up = try BMPPeerUp(decoding: message, header, limits: limits, at: now)
        let fingerprint = message.fingerprint(from: BMPHeader.size + BMPPeerHeader.size)
        let identity = header.peer.identity
        if let known = peers[identity], known.isUp {
            // Some routers report one session once per view. The ports distinguish a new session from a repeated
            // report.
            if known.fingerprint == fingerprint { return }
            events.append(.peerDown(known.peer, BMPPeerDown(time: up.time, reason: .replaced)))
        } else {
            try makeRoom(for: identity)
        }
        var peer = header.peer
        peer.tableName = up.tableName
        peers[identity] = MonitoredPeer(peer, up, fingerprint: fingerprint)
        events.append(.peerUp(peer, up))
    }

    private mutating func readPeerDown(
        _ message: Span<UInt8>, at now: BGPTime, into events: inout [BMPEvent]
    ) throws(MessageError) {
        let header = try BMPPeerHeader(decoding: message)
        let identity = header.peer.identity
        if peers[identity] == nil {
            // It was up before anybody listened.
            try makeRoom(for: identity)
            peers[identity] = MonitoredPeer(assuming: header.peer)
        }
        guard let known = peers[identity], known.isUp else {
            throw MessageError(
                .bmpUnknownPeer, .skip, MessageError.rfc7854("4.9"), at: BMPHeader.size,
                "\(header.peer.peer.address) is down already")
        }
        let down: BMPPeerDown
        do throws(MessageError) {
            down = try BMPPeerDown(decoding: message, header, limits: limits, at: now)
        } catch {
            // The peer is down regardless of the reason.
            tell(error, into: &events)
            down = BMPPeerDown(
                time: header.time ?? now, reason: .other(message.count > 48 ? message[48] : 0), tableName: nil)
        }
        peers[identity]?.isUp = false
        events.append(.peerDown(known.peer, down))
    }

    /// - Throws: `peerLimit`.
    mutating func makeRoom(for identity: BMPPeer.Identity) throws(MessageError) {
        guard peers[identity] == nil, peers.count >= limits.peers else { return }
        peers = peers.filter(\.value.isUp)
        guard peers.count < limits.peers else {
            throw MessageError(
                .bmpPeerLimit, .skip, "Docs/Limits.md", at: BMPHeader.size, "more than \(limits.peers) peers")
        }
    }

    /// Counts a fault of the message that is being read, and reports it.
    mutating func tell(_ error: MessageError, into events: inout [BMPEvent]) {
        let total = counters.faults.values.reduce(0, +)
        counters.faults[error.code, default: 0] += 1
        if total < limits.describedFaults { events.append(.fault(error.moved(by: counters.octets))) }
    }
}

extension BMPPeer.Identity {
    fileprivate var sortingKey: (UInt8, UInt64, IPAddress) {
        (kind.rawValue, distinguisher, address)
    }
}
