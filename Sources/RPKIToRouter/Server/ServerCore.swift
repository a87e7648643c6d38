internal import Logging
internal import NIOCore
internal import NumberResources
internal import Synchronization

internal import struct FoundationEssentials.Date

/// What all connections of a server share.
final class ServerCore: Sendable {
    let cache: RTRCache
    let configuration: RTRServerConfiguration
    let logger: Logger
    let clock: @Sendable () -> Date

    private struct State {
        var connections: [Int: Connection] = [:]
        var counters = RTRServerCounters()
        var lastID = 0
        var isEnding = false
    }

    struct Connection: Sendable {
        let channel: any Channel
        let record: PeerRecord
        let handler: NIOLoopBound<ServerHandler>
    }

    private let state = Mutex(State())

    init(cache: RTRCache, configuration: RTRServerConfiguration, logger: Logger, clock: @escaping @Sendable () -> Date)
    {
        self.cache = cache
        self.configuration = configuration
        self.logger = logger
        self.clock = clock
    }

    /// Takes a new connection in, or says why not.
    func admit(_ channel: any Channel, isTLS: Bool) -> Result<ServerHandler, Refusal> {
        let remote = channel.remoteAddress
        let address = remote?.ipAddress ?? ""
        let (id, refusal) = state.withLock { state -> (Int, RTRCloseReason?) in
            state.counters.connections += 1
            state.lastID += 1
            let refusal: RTRCloseReason? =
                if !isAllowed(address) {
                    .notAllowed
                } else if state.isEnding {
                    .shutdown
                } else {
                    state.connections.count >= configuration.limits.connections ? .connectionLimit : nil
                }
            if let refusal { state.counters.closed[refusal, default: 0] += 1 }
            return (state.lastID, refusal)
        }
        if let refusal {
            logger.notice(
                "router refused", metadata: ["router": "\(address)", "reason": "\(refusal.rawValue)"])
            return .failure(Refusal())
        }
        let record = PeerRecord(
            RTRPeer(id: id, address: address, port: remote?.port ?? 0, isTLS: isTLS, since: clock()))
        let handler = ServerHandler(core: self, record: record)
        let connection = Connection(
            channel: channel, record: record, handler: NIOLoopBound(handler, eventLoop: channel.eventLoop))
        state.withLock { $0.connections[id] = connection }
        return .success(handler)
    }

    struct Refusal: Error {}

    func isAllowed(_ address: String) -> Bool {
        if configuration.allowed.isEmpty { return true }
        guard let address = IPAddress(address)?.unmapped else { return false }
        return configuration.allowed.contains { $0.contains(address) }
    }

    func ended(_ record: PeerRecord, _ reason: RTRCloseReason, detail: String) {
        let peer = record.peer
        state.withLock { state in
            state.connections[peer.id] = nil
            state.counters.closed[reason, default: 0] += 1
            state.counters.add(peer)
        }
        let metadata: Logger.Metadata = [
            "router": "\(peer.address)", "port": "\(peer.port)", "reason": "\(reason.rawValue)", "detail": "\(detail)",
        ]
        switch reason {
        case .closed, .shutdown: logger.info("router gone", metadata: metadata)
        default: logger.notice("router dropped", metadata: metadata)
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
