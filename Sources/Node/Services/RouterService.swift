internal import RPKIToRouter
internal import ServiceLifecycle

/// Serves routers, and tells the node's state which there are.
struct RouterService: Service {
    let server: RTRServer
    let state: NodeState
    /// Where TLS is served, as the configuration has it.
    let addresses: (plain: [ListenAddress], tls: [ListenAddress])
    var onListening: @Sendable () -> Void = {}

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    do {
                        try await server.run()
                    } catch RTRSetupError.listen(let address, let reason) {
                        throw error(address, reason)
                    }
                }
                group.addTask {
                    while !Task.isCancelled, server.addresses.count < addresses.plain.count + addresses.tls.count {
                        try? await Task.sleep(for: .milliseconds(20))
                    }
                    if !Task.isCancelled { onListening() }
                    while !Task.isCancelled {
                        report()
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

    private func report() {
        let counters = server.counters
        var statistics = RouterStatistics()
        statistics.accepted = counters.connections
        for (reason, count) in counters.closed {
            switch reason {
            case .notAllowed, .connectionLimit: statistics.refused += count
            case .silent, .incompletePDU, .stalled, .violation, .tls: statistics.dropped += count
            case .closed, .reported, .failed, .shutdown: break
            }
        }
        statistics.octetsRead = counters.octetsReceived
        statistics.octetsWritten = counters.octetsSent
        state.update(sessions: server.peers.map(RouterSession.init), statistics: statistics)
    }
}

extension RouterSession {
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
        isTLS = peer.isTLS
    }
}
