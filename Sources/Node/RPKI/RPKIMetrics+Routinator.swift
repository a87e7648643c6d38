internal import HTTPService
internal import RPKIValidation
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// The names and labels of Routinator, for dashboards that were made for it.
///
/// Types follow the names: what ends in `_total` is a counter here, as `promtool` wants it, also where the figure can go down.
/// Counts that this validator does not make are 0, as in `/api/v1/status`; those of single repositories are left out.
extension RPKIMetrics {
    func writeRoutinatorUpdate(_ text: inout MetricsText) {
        if let run = snapshot.lastRun {
            text.family("routinator_last_update_start", .gauge, "Seconds since the start of the last update.")
            text.sample(seconds: max(0, now.timeIntervalSince(run.started)))
            text.family("routinator_last_update_duration", .gauge, "Duration of the last update, seconds.")
            text.sample(seconds: run.duration)
            text.family("routinator_last_update_done", .gauge, "Seconds since the end of the last update.")
            text.sample(seconds: max(0, now.timeIntervalSince(run.started.addingTimeInterval(run.duration))))
        }
    }

    func writeRoutinatorTrustAnchors(_ text: inout MetricsText) {
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

    func writeRoutinatorRepositories(_ text: inout MetricsText) {
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

    /// Totals, and the older names of what trust anchors have.
    func writeRoutinatorTotals(_ text: inout MetricsText) {
        text.family("routinator_vrps_added_locally", .gauge, "VRPs added by local exceptions.")
        text.sample(snapshot.lastRun?.added.vrps ?? 0)
        text.family("routinator_vrps_final", .gauge, "Served VRPs.")
        text.sample(served?.payloads.vrps.count ?? 0)
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
