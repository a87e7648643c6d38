internal import HTTPService
internal import RPKIValidation
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// The metrics of a node, from a snapshot of its state.
struct NodeMetrics {
    let snapshot: NodeSnapshot
    let http: HTTPStatistics
    let usage: ProcessUsage?
    let now: Date
    /// How many repositories, and how many sessions, get series of their own.
    let seriesLimit: Int
    var names = MetricNames.atalaya

    func text(isOpenMetrics: Bool) -> [UInt8] {
        var text = MetricsText(isOpenMetrics: isOpenMetrics)
        if names != .routinator { writeOwn(&text) }
        if names != .atalaya { writeRoutinator(&text) }
        writeProcess(&text)
        return text.finish()
    }

    private func writeOwn(_ text: inout MetricsText) {
        text.family("atalaya_build", .info, "Version of the program.")
        text.sample(1, ("version", snapshot.version))
        writePayloads(&text)
        writeRuns(&text)
        writeTrustAnchors(&text)
        writeRejections(&text)
        writeRepositories(&text)
        writeRouters(&text)
        writeAlarms(&text)
        writeWatch(&text)
        writeHTTP(&text)
    }

    private func writePayloads(_ text: inout MetricsText) {
        text.family("atalaya_state", .gauge, "State of the served payloads: 1 for this state, 0 for the others.")
        for state in [Freshness.current, .absent, .expired(since: now), .stale(since: now)] {
            text.sample(state.word == snapshot.freshness.word ? 1 : 0, ("state", state.word))
        }
        guard let served = snapshot.served else { return }
        text.family("atalaya_serial", .gauge, "RTR serial of the served payloads.")
        text.sample(served.serial)
        text.family("atalaya_payloads", .gauge, "Served payloads.")
        for (kind, count) in kinds(served.payloads.counts) { text.sample(count, ("type", kind)) }
        text.family(
            "atalaya_payloads_stored", .gauge,
            "1: the payloads were stored before the start; 0: a refresh has replaced them.")
        text.sample(served.isStored ? 1 : 0)
        text.family(
            "atalaya_payloads_timestamp_seconds", .gauge, unit: "seconds",
            "Start time of the refresh that produced the payloads.")
        text.sample(seconds: served.date.timeIntervalSince1970)
        text.family(
            "atalaya_payloads_age_seconds", .gauge, unit: "seconds",
            "Seconds since the start of the refresh that produced the payloads.")
        text.sample(seconds: max(0, now.timeIntervalSince(served.date)))
        guard let expires = served.expires else { return }
        text.family(
            "atalaya_payloads_expiry_timestamp_seconds", .gauge, unit: "seconds",
            "Time at which the payloads expire.")
        text.sample(seconds: expires.timeIntervalSince1970)
    }

    private func writeRuns(_ text: inout MetricsText) {
        text.family("atalaya_last_run_success", .gauge, "1: the last refresh succeeded; 0: it failed.")
        text.sample(snapshot.lastRun != nil && snapshot.failedRun == nil ? 1 : 0)
        if let next = snapshot.nextRefresh {
            text.family(
                "atalaya_next_refresh_timestamp_seconds", .gauge, unit: "seconds", "Start time of the next refresh.")
            text.sample(seconds: next.timeIntervalSince1970)
        }
        if let failed = snapshot.failedRun {
            text.family(
                "atalaya_last_failure_timestamp_seconds", .gauge, unit: "seconds",
                "Start time of the last failed refresh.")
            text.sample(seconds: failed.started.timeIntervalSince1970)
        }
        guard let run = snapshot.lastRun else { return }
        text.family(
            "atalaya_last_update_start_timestamp_seconds", .gauge, unit: "seconds",
            "Start time of the last successful refresh.")
        text.sample(seconds: run.started.timeIntervalSince1970)
        text.family(
            "atalaya_last_update_done_timestamp_seconds", .gauge, unit: "seconds",
            "End time of the last successful refresh.")
        text.sample(seconds: run.started.timeIntervalSince1970 + run.duration)
        text.family(
            "atalaya_last_update_duration_seconds", .gauge, unit: "seconds",
            "Duration of the last successful refresh, seconds.")
        text.sample(seconds: run.duration)
        text.family("atalaya_exceptions_added", .gauge, "Payloads added by local exceptions.")
        for (kind, count) in kinds(run.added) { text.sample(count, ("type", kind)) }
        text.family("atalaya_exceptions_filtered", .gauge, "Payloads removed by local exceptions.")
        for (kind, count) in kinds(run.filtered) { text.sample(count, ("type", kind)) }
    }

    private func writeTrustAnchors(_ text: inout MetricsText) {
        let anchors = snapshot.trustAnchors.prefix(seriesLimit)
        guard !anchors.isEmpty else { return }
        text.family(
            "atalaya_ta_found", .gauge, "1: a valid certificate of the trust anchor was found; 0: none was found.")
        for anchor in anchors { text.sample(anchor.isFound ? 1 : 0, ("name", anchor.name)) }
        text.family("atalaya_ta_payloads_valid", .gauge, "Payloads of valid objects, including duplicates.")
        for anchor in anchors {
            for (kind, count) in kinds(anchor.payloads) { text.sample(count, ("name", anchor.name), ("type", kind)) }
        }
        text.family("atalaya_ta_payloads_served", .gauge, "Served payloads of the trust anchor.")
        for anchor in anchors {
            for (kind, count) in kinds(anchor.served) { text.sample(count, ("name", anchor.name), ("type", kind)) }
        }
        text.family("atalaya_ta_publication_points", .gauge, "Publication points, by state.")
        for anchor in anchors {
            for (state, count) in [
                ("valid", anchor.objects.pointsFresh), ("kept", anchor.objects.pointsKept),
                ("rejected", anchor.objects.pointsFailed),
            ] {
                text.sample(count, ("name", anchor.name), ("state", state))
            }
        }
        text.family("atalaya_ta_objects", .gauge, "Objects, by type and validity.")
        for anchor in anchors {
            for (type, count) in objects(anchor.objects) {
                text.sample(count.valid, ("name", anchor.name), ("type", type), ("state", "valid"))
                text.sample(count.invalid, ("name", anchor.name), ("type", type), ("state", "invalid"))
            }
            text.sample(
                anchor.objects.others, ("name", anchor.name), ("type", "other"), ("state", "unknown"))
        }
    }

    private func objects(_ counts: ObjectCounts) -> [(String, ObjectCounts.Count)] {
        [
            ("ca_cert", counts.certificates), ("router_cert", counts.routerCertificates),
            ("crl", counts.revocationLists), ("manifest", counts.manifests), ("roa", counts.routeOriginAuthorizations),
            ("aspa", counts.providerAuthorizations), ("gbr", counts.ghostbusters), ("tak", counts.trustAnchorKeys),
            ("spl", counts.prefixLists),
        ]
    }

    private func writeRejections(_ text: inout MetricsText) {
        let rows = snapshot.rejectionTally.rows
        guard !rows.isEmpty else { return }
        text.family("atalaya_rejections", .gauge, "Rejected objects and publication points, and warnings, by reason.")
        for row in rows.prefix(seriesLimit) {
            text.sample(row.count, ("reason", row.reason), ("level", row.level.rawValue))
        }
    }

    private func kinds(_ counts: PayloadCounts) -> [(String, Int)] {
        [("vrp", counts.vrps), ("aspa", counts.aspas), ("router_key", counts.routerKeys)]
    }
}
