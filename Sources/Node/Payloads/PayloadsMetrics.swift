internal import HTTPService
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// The metrics of what the node serves.
struct PayloadsMetrics: Sendable {
    let snapshot: PayloadsState.Snapshot
    let now: Date

    var parts: [MetricsPart] {
        [
            MetricsPart(.payloads) { write(&$0) },
            MetricsPart(.routinatorSerial) { text in
                guard let served = snapshot.served else { return }
                text.family("routinator_serial", .gauge, "RTR serial of the served payloads.")
                text.sample(served.serial)
            },
        ]
    }

    private func write(_ text: inout MetricsText) {
        text.family("atalaya_state", .gauge, "State of the served payloads: 1 for this state, 0 for the others.")
        for state in [Freshness.current, .absent, .expired(since: now), .stale(since: now)] {
            text.sample(state.word == snapshot.freshness.word ? 1 : 0, ("state", state.word))
        }
        guard let served = snapshot.served else { return }
        text.family("atalaya_serial", .gauge, "RTR serial of the served payloads.")
        text.sample(served.serial)
        text.family("atalaya_payloads", .gauge, "Served payloads.")
        for (kind, count) in served.payloads.counts.byKind { text.sample(count, ("type", kind)) }
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
}
