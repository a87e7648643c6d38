internal import HTTPService

internal import struct FoundationEssentials.Date

extension NodeMetrics {
    /// By address, of routers that left too.
    func writeRouterFigures(_ text: inout MetricsText) {
        let routers = snapshot.routerFigures.prefix(seriesLimit)
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
}
