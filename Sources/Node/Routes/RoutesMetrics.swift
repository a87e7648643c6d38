internal import HTTPService
internal import RouteSecurity
internal import SecurityEvents

internal import struct FoundationEssentials.Date

/// The metrics of the watch of routes.
struct RoutesMetrics: Sendable {
    let watch: WatchState
    let scope: MetricsScope

    private var seriesLimit: Int { scope.seriesLimit }

    var parts: [MetricsPart] { [MetricsPart(.service) { write(&$0) }] }

    private func write(_ text: inout MetricsText) {
        text.family("atalaya_alerts_active", .gauge, "Alerts that have not ended, by severity.")
        for severity in EventSeverity.allCases { text.sample(watch.active(severity), ("severity", severity.rawValue)) }
        text.family("atalaya_alerts_open", .gauge, "Alerts that have not ended.")
        text.sample(watch.alerts.count)
        text.family("atalaya_alerts_unseen", .gauge, "Alerts that have not ended and are not acknowledged.")
        text.sample(watch.alerts.count { !watch.acknowledged.contains($0.id) })
        if !watch.raised.isEmpty {
            text.family("atalaya_alerts_raised", .counter, "Raised alerts, by class.")
            for (name, count) in watch.raised.sorted(by: { $0.key < $1.key }) { text.sample(count, ("class", name)) }
        }
        let statistics = watch.statistics
        text.family("atalaya_routes_received", .counter, "Announcements and withdrawals received by the detector.")
        text.sample(statistics.events)
        text.family("atalaya_routes_relevant", .counter, "Announcements and withdrawals of monitored networks.")
        text.sample(statistics.relevant)
        text.family("atalaya_routes_tracked", .gauge, "Tracked routes of monitored networks.")
        text.sample(statistics.trackedRoutes)
        text.family(
            "atalaya_routes_untracked", .counter,
            "Routes of monitored networks not tracked because of limits.")
        text.sample(statistics.untrackedRoutes)
        text.family(
            "atalaya_alerts_dropped", .counter,
            "Alerts that made room for newer or more severe ones, or found none, because of the limit.")
        text.sample(statistics.droppedIncidents + statistics.displacedIncidents)
        text.family(
            "atalaya_detection_limits", .counter, "What the detector could not keep because of a limit, by its table.")
        for (name, count) in [
            ("feeds", statistics.ignoredFeeds), ("peers", statistics.ignoredPeers + statistics.displacedPeers),
            ("offenders", statistics.groupedOffenders), ("first-tables", statistics.unlearned),
        ] {
            text.sample(count, ("table", name))
        }
        text.family(
            "atalaya_own_payloads_ignored", .gauge,
            "VRPs of our space whose changes are not followed because of the limit.")
        text.sample(statistics.ignoredPayloads)
        text.family("atalaya_route_peers", .gauge, "Peers of all feeds, by state.")
        text.sample(statistics.peersUp, ("state", "up"))
        text.sample(max(0, statistics.peers - statistics.peersUp), ("state", "down"))
        writeFeeds(&text)
        writeSinks(&text)
    }

    private func writeFeeds(_ text: inout MetricsText) {
        let feeds = watch.feeds.prefix(seriesLimit)
        guard !feeds.isEmpty else { return }
        text.family("atalaya_feed_connected", .gauge, "1: the live feed is connected; 0: it is not.")
        for feed in feeds where feed.kind == .bmp || feed.kind == .risLive {
            text.sample(feed.isConnected ? 1 : 0, ("feed", feed.name), ("kind", feed.kind.rawValue))
        }
        text.family("atalaya_feed_routes", .counter, "Announcements and withdrawals received from a feed.")
        for feed in feeds { text.sample(feed.routes, ("feed", feed.name)) }
        text.family("atalaya_feed_faults", .counter, "Errors in the data of a feed, by reason.")
        for feed in feeds {
            for (reason, count) in feed.faults.sorted(by: { $0.key < $1.key }) {
                text.sample(count, ("feed", feed.name), ("reason", reason))
            }
        }
        text.family(
            "atalaya_feed_last_word_timestamp_seconds", .gauge, unit: "seconds", "Time of the last message of a feed.")
        for feed in feeds {
            if let last = feed.lastWord { text.sample(seconds: last.timeIntervalSince1970, ("feed", feed.name)) }
        }
    }

    private func writeSinks(_ text: inout MetricsText) {
        guard !watch.sinks.isEmpty else { return }
        text.family("atalaya_sink_waiting", .gauge, "Alert changes waiting for a sink.")
        for sink in watch.sinks { text.sample(sink.waiting, ("sink", sink.name)) }
        text.family("atalaya_sink_failing", .gauge, "1: the last delivery to the sink failed; 0: it succeeded.")
        for sink in watch.sinks { text.sample(sink.error == nil ? 0 : 1, ("sink", sink.name)) }
        text.family("atalaya_sink_delivered", .counter, "Alert changes delivered to a sink.")
        for sink in watch.sinks { text.sample(sink.delivered, ("sink", sink.name)) }
        text.family("atalaya_sink_refused", .counter, "Alert changes permanently refused by a sink.")
        for sink in watch.sinks { text.sample(sink.refused, ("sink", sink.name)) }
    }
}
