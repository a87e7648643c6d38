internal import ConfigurationKeys
internal import RPKIToRouter
internal import ServiceLifecycle

internal import struct FoundationEssentials.Date

/// Serves routers, and says which there are.
struct RouterService: Service {
    let server: RTRServer
    let state: RoutersState
    let alarms: Alarms
    let clock: @Sendable () -> Date
    /// The TLS files of the configuration.
    let addresses: (plain: [ListenAddress], tls: [ListenAddress])
    /// True if an error names the key of an address: not where addresses are options of a command.
    let hasKeys: Bool
    var onListening: @Sendable () -> Void = {}

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    do {
                        try await server.run()
                    } catch RTRSetupError.listen(let address, let reason) where hasKeys {
                        throw error(address, reason)
                    }
                }
                group.addTask {
                    while !Task.isCancelled, server.addresses.count < addresses.plain.count + addresses.tls.count {
                        try? await Task.sleep(for: .milliseconds(20))
                    }
                    if !Task.isCancelled { onListening() }
                    // In the same task: the first that ends ends the others.
                    var reported: [RTRCloseReason: Int] = [:]
                    while !Task.isCancelled {
                        report(&reported)
                        try? await Task.sleep(for: .seconds(2))
                    }
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    private func error(_ address: String, _ reason: String) -> ListenError {
        let isTLS = address.hasSuffix(" (TLS)")
        return ListenError(
            key: isTLS ? "rtr.tls.listen" : "rtr.listen",
            address: isTLS ? String(address.dropLast(" (TLS)".count)) : address, reason: reason)
    }

    /// - Parameter reported: The connections that had ended at the last report.
    private func report(_ reported: inout [RTRCloseReason: Int]) {
        let counters = server.counters
        var statistics = RouterStatistics()
        statistics.accepted = counters.connections
        for (reason, count) in counters.closed {
            switch reason {
            case .notAllowed, .connectionLimit, .sourceLimit: statistics.refused += count
            case .silent, .incompletePDU, .stalled, .violation, .tls: statistics.dropped += count
            case .closed, .reported, .failed, .shutdown: break
            }
        }
        statistics.octetsRead = counters.octetsReceived
        statistics.octetsWritten = counters.octetsSent
        state.update(
            sessions: server.peers.map(RouterConnection.init), statistics: statistics,
            routers: server.routers.map(RouterFigures.init))
        raise(counters.closed, reported)
        reported = counters.closed
    }

    /// Says which limits were reached since the last report.
    private func raise(_ closed: [RTRCloseReason: Int], _ before: [RTRCloseReason: Int]) {
        func news(_ reason: RTRCloseReason) -> UInt64 {
            UInt64(clamping: closed[reason, default: 0] - before[reason, default: 0])
        }
        let all = news(.connectionLimit)
        if all > 0 {
            alarms.reached(
                limit: "rtrConnections",
                "refused routers: rtr.max-connections connections are open already; /api/v1/status lists the "
                    + "connected routers", count: all, at: clock())
        }
        let source = news(.sourceLimit)
        if source > 0 {
            alarms.reached(
                limit: "rtrConnectionsPerSource",
                "refused routers: their address has rtr.max-connections-per-source connections open already",
                count: source, at: clock())
        }
    }
}

extension RouterConnection {
    fileprivate init(_ peer: RTRPeer) {
        self.init(
            remote: peer.address.contains(":") ? "[\(peer.address)]:\(peer.port)" : "\(peer.address):\(peer.port)",
            since: peer.since)
        version = peer.version?.rawValue
        serial = peer.serial
        octetsRead = peer.octetsReceived
        octetsWritten = peer.octetsSent
        resetQueries = peer.resetQueries
        serialQueries = peer.serialQueries
        lastQuery = peer.lastQuery
        lastReset = peer.lastReset
        lastUpdate = peer.lastUpdate
        isTLS = peer.isTLS
    }
}

extension RouterFigures {
    fileprivate init(_ router: RTRRouterFigures) {
        self.init(address: router.address, since: router.firstConnected)
        connections = router.connections
        accepted = router.accepted
        lastConnected = router.lastConnected
        lastEnd = router.lastEnd
        lastEndReason = router.lastEndReason?.rawValue
        version = router.version?.rawValue
        serial = router.serial
        lastQuery = router.lastQuery
        lastReset = router.lastReset
        lastUpdate = router.lastUpdate
        resetQueries = router.resetQueries
        serialQueries = router.serialQueries
        octetsRead = router.octetsReceived
        octetsWritten = router.octetsSent
    }
}
