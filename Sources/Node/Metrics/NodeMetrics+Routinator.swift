internal import HTTPService
internal import RPKIValidation
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// The names and labels of Routinator, for dashboards that were made for it.
///
/// Types follow the names: what ends in `_total` is a counter here, as `promtool` wants it, also where the figure can go down.
/// Counts that this validator does not make are 0, as in `/api/v1/status`; those of single repositories are left out.
extension NodeMetrics {
    func writeRoutinator(_ text: inout MetricsText) {
        writeRoutinatorUpdate(&text)
        writeRoutinatorTrustAnchors(&text)
        writeRoutinatorRepositories(&text)
        writeRoutinatorRouters(&text)
        writeRoutinatorHTTP(&text)
        writeRoutinatorTotals(&text)
    }

    private func writeRoutinatorUpdate(_ text: inout MetricsText) {
        if let run = snapshot.lastRun {
            text.family("routinator_last_update_start", .gauge, "Seconds since the start of the last update.")
            text.sample(seconds: max(0, now.timeIntervalSince(run.started)))
            text.family("routinator_last_update_duration", .gauge, "Duration of the last update, seconds.")
            text.sample(seconds: run.duration)
            text.family("routinator_last_update_done", .gauge, "Seconds since the end of the last update.")
            text.sample(seconds: max(0, now.timeIntervalSince(run.started.addingTimeInterval(run.duration))))
        }
        guard let served = snapshot.served else { return }
        text.family("routinator_serial", .gauge, "RTR serial of the served payloads.")
        text.sample(served.serial)
    }

    private func writeRoutinatorTrustAnchors(_ text: inout MetricsText) {
        guard let anchors = snapshot.lastRun?.trustAnchors.prefix(seriesLimit), !anchors.isEmpty else { return }
        text.family("routinator_ta_publication_points", .counter, "Publication points of a trust anchor, by state.")
        for anchor in anchors {
            let counts = anchor.objects
            text.sample(counts.pointsFresh + counts.pointsKept, ("name", anchor.name), ("state", "valid"))
            text.sample(counts.pointsFailed, ("name", anchor.name), ("state", "rejected"))
        }
        text.family("routinator_ta_objects", .counter, "Objects of a trust anchor, by type and state.")
        for anchor in anchors {
            for (type, state, count) in routinatorObjects(anchor) {
                text.sample(count, ("name", anchor.name), ("type", type), ("state", state))
            }
        }
        for (name, help, count) in routinatorVRPs {
            text.family("routinator_ta_\(name)_vrps", .counter, help)
            for anchor in anchors { text.sample(count(anchor), ("name", anchor.name)) }
        }
    }

    private var routinatorVRPs: [(name: String, help: StaticString, count: (TrustAnchorState) -> Int)] {
        [
            ("valid", "VRPs of valid objects of a trust anchor.", { $0.payloads.vrps }),
            ("unsafe", "Always 0.", { _ in 0 }), ("locally_filtered", "Always 0.", { _ in 0 }),
            (
                "duplicate", "Duplicate VRPs of a trust anchor.",
                { max(0, $0.payloads.vrps - $0.served.vrps) }
            ),
            ("contributed", "Served VRPs of a trust anchor.", { $0.served.vrps }),
        ]
    }

    private func routinatorObjects(_ anchor: TrustAnchorState) -> [(type: String, state: String, count: Int)] {
        let counts = anchor.objects
        return [
            ("manifest", "valid", counts.manifests.valid), ("manifest", "invalid", counts.manifests.invalid),
            ("manifest", "premature", 0), ("manifest", "stale", 0), ("manifest", "missing", 0),
            ("crl", "valid", counts.revocationLists.valid), ("crl", "invalid", counts.revocationLists.invalid),
            ("crl", "stale", 0), ("crl", "stray", 0), ("ca_cert", "valid", counts.certificates.valid),
            ("router_cert", "valid", counts.routerCertificates.valid),
            ("cert", "invalid", counts.certificates.invalid + counts.routerCertificates.invalid),
            ("roa", "valid", counts.routeOriginAuthorizations.valid),
            ("roa", "invalid", counts.routeOriginAuthorizations.invalid),
            ("gbr", "valid", counts.ghostbusters.valid), ("gbr", "invalid", counts.ghostbusters.invalid),
            ("aspa", "valid", counts.providerAuthorizations.valid),
            ("aspa", "invalid", counts.providerAuthorizations.invalid), ("other", "invalid", counts.others),
        ]
    }

    private func writeRoutinatorRepositories(_ text: inout MetricsText) {
        let rrdp = snapshot.repositories.filter { $0.transport == .rrdp }.prefix(seriesLimit)
        let rsync = snapshot.repositories.filter { $0.transport == .rsync }.prefix(seriesLimit)
        if !rrdp.isEmpty {
            text.family("routinator_rrdp_status", .gauge, "HTTP status of the last RRDP update; -1: no answer.")
            for repository in rrdp { text.sample(repository.status ?? -1, ("uri", repository.uri)) }
            text.family("routinator_rrdp_notification_status", .gauge, "HTTP status of the notification file.")
            for repository in rrdp { text.sample(repository.status ?? -1, ("uri", repository.uri)) }
            text.family(
                "routinator_rrdp_payload_status", .gauge, "200: new content was fetched; 0: there was no new content.")
            for repository in rrdp { text.sample(repository.outcome == .updated ? 200 : 0, ("uri", repository.uri)) }
            text.family("routinator_rrdp_duration", .gauge, "Duration of the last RRDP update, seconds.")
            for repository in rrdp {
                if let duration = repository.duration { text.sample(seconds: duration, ("uri", repository.uri)) }
            }
            text.family("routinator_rrdp_serial_info", .gauge, "RRDP serial of the stored objects.")
            for repository in rrdp {
                if let version = repository.rrdp { text.sample(version.serial, ("uri", repository.uri)) }
            }
        }
        guard !rsync.isEmpty else { return }
        text.family("routinator_rsync_status", .gauge, "Exit code of the last rsync run; -1: none.")
        for repository in rsync { text.sample(repository.status ?? -1, ("uri", repository.uri)) }
        text.family("routinator_rsync_duration", .gauge, "Duration of the last rsync run, seconds.")
        for repository in rsync {
            if let duration = repository.duration { text.sample(seconds: duration, ("uri", repository.uri)) }
        }
    }

    private func writeRoutinatorRouters(_ text: inout MetricsText) {
        text.family("routinator_rtr_current_connections", .gauge, "Connected routers.")
        text.sample(snapshot.sessionCount)
        text.family("routinator_rtr_bytes_read", .gauge, "Octets received from routers.")
        text.sample(snapshot.routers.octetsRead)
        text.family("routinator_rtr_bytes_written", .gauge, "Octets sent to routers.")
        text.sample(snapshot.routers.octetsWritten)
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

    private func writeRoutinatorHTTP(_ text: inout MetricsText) {
        for (name, help, count) in [
            ("connections", "Accepted connections.", http.connections),
            ("current_connections", "Open connections.", http.openConnections),
            ("bytes_read", "Octets of request bodies.", http.octetsRead),
            ("bytes_written", "Octets of response bodies.", http.octetsWritten),
            ("requests", "Answered requests.", http.requests),
        ] as [(String, StaticString, Int)] {
            text.family("routinator_http_" + name, .gauge, help)
            text.sample(count)
        }
    }

    /// Totals, and the older names of what trust anchors have.
    private func writeRoutinatorTotals(_ text: inout MetricsText) {
        text.family("routinator_vrps_added_locally", .gauge, "VRPs added by local exceptions.")
        text.sample(snapshot.lastRun?.added.vrps ?? 0)
        text.family("routinator_vrps_final", .gauge, "Served VRPs.")
        text.sample(snapshot.served?.payloads.vrps.count ?? 0)
        text.family("routinator_stale_objects", .gauge, "Always 0.")
        text.sample(0)
        guard let anchors = snapshot.lastRun?.trustAnchors.prefix(seriesLimit), !anchors.isEmpty else { return }
        for (name, help, count) in [
            (
                "valid_roas", "Valid ROAs of a trust anchor.",
                { (anchor: TrustAnchorState) in anchor.objects.routeOriginAuthorizations.valid }
            ),
            ("total_vrps", "VRPs of valid objects of a trust anchor.", { $0.payloads.vrps }),
            ("vrps_unsafe", "Always 0.", { _ in 0 }), ("vrps_filtered_locally", "Always 0.", { _ in 0 }),
            (
                "vrps_duplicate", "Duplicate VRPs of a trust anchor.",
                { max(0, $0.payloads.vrps - $0.served.vrps) }
            ),
        ] as [(String, StaticString, (TrustAnchorState) -> Int)] {
            text.family("routinator_" + name, .gauge, help)
            for anchor in anchors { text.sample(count(anchor), ("tal", anchor.name)) }
        }
    }
}
