internal import HTTPService

internal import struct FoundationEssentials.Date

/// The metrics of routers.
struct RoutersMetrics: Sendable {
    let snapshot: RoutersState.Snapshot
    let scope: MetricsScope

    private var now: Date { scope.now }

    private var seriesLimit: Int { scope.seriesLimit }

    var parts: [MetricsPart] {
        [
            MetricsPart(.routers) { writeRouters(&$0) },
            MetricsPart(.routinatorRouters) { writeRoutinatorRouters(&$0) },
        ]
    }

    private func writeRouters(_ text: inout MetricsText) {
        let routers = snapshot.statistics
        text.family("atalaya_rtr_connections", .gauge, "Connected routers.")
        text.sample(snapshot.sessionCount)
        text.family("atalaya_rtr_accepted", .counter, "Accepted connections.")
        text.sample(routers.accepted)
        text.family("atalaya_rtr_refused", .counter, "Connections refused because of their address or a limit.")
        text.sample(routers.refused)
        text.family("atalaya_rtr_dropped", .counter, "Connections closed because of a timeout or a protocol error.")
        text.sample(routers.dropped)
        text.family("atalaya_rtr_read_bytes", .counter, unit: "bytes", "Octets received from routers.")
        text.sample(routers.octetsRead)
        text.family("atalaya_rtr_written_bytes", .counter, unit: "bytes", "Octets sent to routers.")
        text.sample(routers.octetsWritten)
        writeRouterFigures(&text)
        let sessions = snapshot.sessions.prefix(seriesLimit)
        guard !sessions.isEmpty else { return }
        text.family("atalaya_rtr_session_serial", .gauge, "Last serial sent to a router.")
        for session in sessions {
            if let serial = session.serial { text.sample(serial, ("router", session.remote)) }
        }
        text.family("atalaya_rtr_session_version", .gauge, "Protocol version of a router.")
        for session in sessions {
            if let version = session.version { text.sample(version, ("router", session.remote)) }
        }
        text.family(
            "atalaya_rtr_session_start_timestamp_seconds", .gauge, unit: "seconds", "Time at which a router connected.")
        for session in sessions {
            text.sample(seconds: session.since.timeIntervalSince1970, ("router", session.remote))
        }
        text.family(
            "atalaya_rtr_session_last_query_timestamp_seconds", .gauge, unit: "seconds",
            "Time of the last query of a router.")
        for session in sessions {
            if let query = session.lastQuery {
                text.sample(seconds: query.timeIntervalSince1970, ("router", session.remote))
            }
        }
        text.family("atalaya_rtr_session_written_bytes", .gauge, unit: "bytes", "Octets sent to a router.")
        for session in sessions { text.sample(session.octetsWritten, ("router", session.remote)) }
    }

    /// By address, of routers that left too.
    private func writeRouterFigures(_ text: inout MetricsText) {
        let routers = snapshot.figures.prefix(seriesLimit)
        guard !routers.isEmpty else { return }
        text.family("atalaya_rtr_router_connections", .gauge, "Open connections of a router address.")
        for router in routers { text.sample(router.connections, ("address", router.address)) }
        text.family("atalaya_rtr_router_accepted", .counter, "Accepted connections of a router address.")
        for router in routers { text.sample(router.accepted, ("address", router.address)) }
        text.family("atalaya_rtr_router_serial", .gauge, "Last serial sent to a router address.")
        for router in routers {
            if let serial = router.serial { text.sample(serial, ("address", router.address)) }
        }
        text.family("atalaya_rtr_router_reset_queries", .counter, "Reset Queries from a router address.")
        for router in routers { text.sample(router.resetQueries, ("address", router.address)) }
        text.family("atalaya_rtr_router_serial_queries", .counter, "Serial Queries from a router address.")
        for router in routers { text.sample(router.serialQueries, ("address", router.address)) }
        text.family("atalaya_rtr_router_written_bytes", .counter, unit: "bytes", "Octets sent to a router address.")
        for router in routers { text.sample(router.octetsWritten, ("address", router.address)) }
        text.family(
            "atalaya_rtr_router_last_update_timestamp_seconds", .gauge, unit: "seconds",
            "Time of the last complete update sent to a router address.")
        for router in routers {
            if let update = router.lastUpdate {
                text.sample(seconds: update.timeIntervalSince1970, ("address", router.address))
            }
        }
        text.family(
            "atalaya_rtr_router_last_reset_timestamp_seconds", .gauge, unit: "seconds",
            "Time of the last full set of payloads sent to a router address.")
        for router in routers {
            if let reset = router.lastReset {
                text.sample(seconds: reset.timeIntervalSince1970, ("address", router.address))
            }
        }
    }

    private func writeRoutinatorRouters(_ text: inout MetricsText) {
        text.family("routinator_rtr_current_connections", .gauge, "Connected routers.")
        text.sample(snapshot.sessionCount)
        text.family("routinator_rtr_bytes_read", .gauge, "Octets received from routers.")
        text.sample(snapshot.statistics.octetsRead)
        text.family("routinator_rtr_bytes_written", .gauge, "Octets sent to routers.")
        text.sample(snapshot.statistics.octetsWritten)
        let clients = Dictionary(grouping: snapshot.sessions, by: \.address).sorted { $0.key < $1.key }
            .prefix(seriesLimit)
        guard !clients.isEmpty else { return }
        func family(_ name: String, _ help: StaticString, _ count: ([RouterConnection]) -> Int) {
            text.family("routinator_rtr_client_" + name, .gauge, help)
            for (address, sessions) in clients { text.sample(count(sessions), ("addr", address)) }
        }
        func ages(_ name: String, _ help: StaticString, _ date: (RouterConnection) -> Date?) {
            text.family("routinator_rtr_client_" + name, .gauge, help)
            for (address, sessions) in clients {
                let age = sessions.compactMap(date).max().map { max(0, now.timeIntervalSince($0)) }
                text.sample(seconds: age ?? -1, ("addr", address))
            }
        }
        family("connections", "Open connections of a router address.") { $0.count }
        family("serial", "Last serial sent to a router address; -1: none.") {
            $0.compactMap(\.serial).max().map { Int($0) } ?? -1
        }
        ages("last_update_seconds", "Seconds since the last update of a router address; -1: none.") {
            $0.lastUpdate
        }
        ages("last_reset_seconds", "Seconds since the last reset of a router address; -1: none.") {
            $0.lastReset
        }
        family("reset_queries", "Reset Queries from a router address.") { $0.reduce(0) { $0 + $1.resetQueries } }
        family("serial_queries", "Serial Queries from a router address.") { $0.reduce(0) { $0 + $1.serialQueries } }
        family("read_bytes", "Octets received from a router address.") { $0.reduce(0) { $0 + $1.octetsRead } }
        family("written_bytes", "Octets sent to a router address.") {
            $0.reduce(0) { $0 + $1.octetsWritten }
        }
    }
}
