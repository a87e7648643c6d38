internal import HTTPService
internal import RPKIValidation
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// The metrics of validation.
struct RPKIMetrics: Sendable {
    let snapshot: RPKIState.Snapshot
    /// The state of the served payloads.
    let served: ServedPayloads?
    let scope: MetricsScope

    var now: Date { scope.now }

    var seriesLimit: Int { scope.seriesLimit }

    var parts: [MetricsPart] {
        [
            MetricsPart(.runs) { text in
                writeRuns(&text)
                writeTrustAnchors(&text)
                writeRejections(&text)
                writeRepositories(&text)
            },
            MetricsPart(.routinatorRun) { writeRoutinatorUpdate(&$0) },
            MetricsPart(.routinatorRepositories) { text in
                writeRoutinatorTrustAnchors(&text)
                writeRoutinatorRepositories(&text)
            },
            MetricsPart(.routinatorTotals) { writeRoutinatorTotals(&$0) },
        ]
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
        for (kind, count) in run.added.byKind { text.sample(count, ("type", kind)) }
        text.family("atalaya_exceptions_filtered", .gauge, "Payloads removed by local exceptions.")
        for (kind, count) in run.filtered.byKind { text.sample(count, ("type", kind)) }
    }

    private func writeTrustAnchors(_ text: inout MetricsText) {
        let anchors = snapshot.trustAnchors.prefix(seriesLimit)
        guard !anchors.isEmpty else { return }
        text.family(
            "atalaya_ta_found", .gauge, "1: a valid certificate of the trust anchor was found; 0: none was found.")
        for anchor in anchors { text.sample(anchor.isFound ? 1 : 0, ("name", anchor.name)) }
        text.family("atalaya_ta_payloads_valid", .gauge, "Payloads of valid objects, including duplicates.")
        for anchor in anchors {
            for (kind, count) in anchor.payloads.byKind { text.sample(count, ("name", anchor.name), ("type", kind)) }
        }
        text.family("atalaya_ta_payloads_served", .gauge, "Served payloads of the trust anchor.")
        for anchor in anchors {
            for (kind, count) in anchor.served.byKind { text.sample(count, ("name", anchor.name), ("type", kind)) }
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
}
