internal import Logging
internal import NIOCore
internal import NumberResources
internal import Synchronization

internal import struct FoundationEssentials.Date

/// The state that all connections of a server share.
final class ServerCore: Sendable {
    let cache: RTRCache
    let configuration: RTRServerConfiguration
    let logger: Logger
    let clock: @Sendable () -> Date

    let lines = LogLimiter()

    fileprivate struct State {
        var access: RTRAccess
        var connections: [Int: Connection] = [:]
        var bySource: [IPPrefix: Int] = [:]
        var routers: [String: RTRRouterFigures] = [:]
        var counters = RTRServerCounters()
        var lastID = 0
        var isEnding = false
    }

    struct Connection: Sendable {
        let channel: any Channel
        let record: PeerRecord
        let handler: NIOLoopBound<ServerHandler>
        let source: IPPrefix?
    }

    private let state: Mutex<State>

    init(cache: RTRCache, configuration: RTRServerConfiguration, logger: Logger, clock: @escaping @Sendable () -> Date)
    {
        self.cache = cache
        self.configuration = configuration
        self.logger = logger
        self.clock = clock
        state = Mutex(State(access: configuration.access))
    }

    /// Takes a new connection in, or says why not.
    func admit(_ channel: any Channel, isTLS: Bool) -> Result<ServerHandler, Refusal> {
        let remote = channel.remoteAddress
        let parsed = remote?.ipAddress.flatMap { IPAddress($0)?.unmapped }
        let address = parsed.map { "\($0)" } ?? remote?.ipAddress ?? ""
        let now = clock()
        let id = state.withLock { state in
            state.counters.connections += 1
            state.lastID += 1
            return state.lastID
        }
        let record = PeerRecord(
            RTRPeer(id: id, address: address, port: remote?.port ?? 0, isTLS: isTLS, since: now))
        let handler = ServerHandler(core: self, record: record)
        let connection = Connection(
            channel: channel, record: record, handler: NIOLoopBound(handler, eventLoop: channel.eventLoop),
            source: parsed?.source)
        let admission = state.withLock { state -> Result<ProtocolVersion, Refusal> in
            if let reason = refusal(parsed, state) {
                state.counters.closed[reason, default: 0] += 1
                return .failure(Refusal(reason: reason))
            }
            state.connections[id] = connection
            if let source = connection.source { state.bySource[source, default: 0] += 1 }
            state.note(address, at: now, limit: configuration.limits.routers)
            return .success(state.access.maximumVersion(for: parsed))
        }
        switch admission {
        case .failure(let refusal):
            lines.log(
                .notice, "router refused", metadata: ["router": "\(address)", "reason": "\(refusal.reason.rawValue)"],
                kind: refusal.reason.rawValue, source: ServerCore.sourceName(address), to: logger)
            return .failure(refusal)
        case .success(let maximumVersion):
            handler.offer(upTo: maximumVersion)
            // The place is released no matter how the channel ends.
            channel.closeFuture.whenComplete { [weak self] _ in self?.ended(record, .failed, detail: "") }
            return .success(handler)
        }
    }

    private func refusal(_ address: IPAddress?, _ state: State) -> RTRCloseReason? {
        let limits = configuration.limits
        if !state.access.isAllowed(address) { return .notAllowed }
        if state.isEnding { return .shutdown }
        if state.connections.count >= limits.connections { return .connectionLimit }
        let fromSource = address.flatMap { state.bySource[$0.source] } ?? 0
        return fromSource >= limits.connectionsPerSource ? .sourceLimit : nil
    }

    struct Refusal: Error {
        let reason: RTRCloseReason
    }

    /// Changes who may connect.
    func use(_ access: RTRAccess) {
        state.withLock { $0.access = access }
    }

    /// The current permissions of a router.
    func access(of address: String) -> (isAllowed: Bool, maximumVersion: ProtocolVersion) {
        let address = IPAddress(address)
        return state.withLock { ($0.access.isAllowed(address), $0.access.maximumVersion(for: address)) }
    }

    /// Takes note of a connection's end; nothing happens when it was noted before.
    func ended(_ record: PeerRecord, _ reason: RTRCloseReason, detail: String) {
        let peer = record.peer
        let now = clock()
        let isNews = state.withLock { state in
            guard let connection = state.connections.removeValue(forKey: peer.id) else { return false }
            if let source = connection.source {
                let left = (state.bySource[source] ?? 1) - 1
                state.bySource[source] = left > 0 ? left : nil
            }
            state.counters.closed[reason, default: 0] += 1
            state.counters.add(peer)
            if var router = state.routers[peer.address] {
                router.connections -= 1
                router.lastEnd = now
                router.lastEndReason = reason
                router.add(peer)
                state.routers[peer.address] = router
            }
            return true
        }
        guard isNews else { return }
        let isOrdinary = reason == .closed || reason == .shutdown
        lines.log(
            isOrdinary ? .info : .notice, isOrdinary ? "router disconnected" : "router dropped",
            metadata: [
                "router": "\(peer.address)", "port": "\(peer.port)", "reason": "\(reason.rawValue)",
                "detail": "\(detail)",
            ], kind: reason.rawValue, source: ServerCore.sourceName(peer.address), to: logger)
    }

    /// The name by which log lines are counted.
    private static func sourceName(_ address: String) -> String {
        guard let address = IPAddress(address), address.family == .ipv6 else { return address }
        return "\(address.source)"
    }

    /// The figures of the routers at each address, including open connections.
    var routers: [RTRRouterFigures] {
        state.withLock { state in
            var routers = state.routers
            for connection in state.connections.values {
                let peer = connection.record.peer
                routers[peer.address]?.add(peer)
            }
            return routers.values.sorted { $0.address < $1.address }
        }
    }

    var connections: [Connection] { state.withLock { Array($0.connections.values) } }

    /// With what is under way on open connections.
    var counters: RTRServerCounters {
        state.withLock { state in
            var counters = state.counters
            for connection in state.connections.values { counters.add(connection.record.peer) }
            return counters
        }
    }

    func end() {
        state.withLock { $0.isEnding = true }
    }
}

extension ServerCore.State {
    /// Takes note of a new connection from `address`, in place of the router that left first where there are too many.
    fileprivate mutating func note(_ address: String, at now: Date, limit: Int) {
        var router = routers[address] ?? RTRRouterFigures(address: address, at: now)
        router.connections += 1
        router.accepted += 1
        router.lastConnected = now
        routers[address] = router
        guard routers.count > limit else { return }
        let left = routers.values.lazy.filter { $0.connections == 0 }
        if let oldest = left.min(by: { $0.lastSeen < $1.lastSeen }) { routers[oldest.address] = nil }
    }
}

extension RTRServerCounters {
    fileprivate mutating func add(_ peer: RTRPeer) {
        resetQueries += peer.resetQueries
        serialQueries += peer.serialQueries
        notifications += peer.notifications
        pdusSent += peer.pdusSent
        octetsSent += peer.octetsSent
        octetsReceived += peer.octetsReceived
    }
}

/// The figures of one connection, which others read while it runs.
final class PeerRecord: Sendable {
    private let state: Mutex<RTRPeer>

    init(_ peer: RTRPeer) {
        state = Mutex(peer)
    }

    var peer: RTRPeer { state.withLock { $0 } }

    func update(_ change: (inout RTRPeer) -> Void) {
        state.withLock { change(&$0) }
    }
}
