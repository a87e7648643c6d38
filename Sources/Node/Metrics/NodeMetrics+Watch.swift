internal import HTTPService
internal import RouteSecurity
internal import SecurityEvents

internal import struct FoundationEssentials.Date

extension NodeMetrics {
    func writeWatch(_ text: inout MetricsText) {
        guard let watch = snapshot.watch else { return }
        text.family("atalaya_alerts_active", .gauge, "Alerts whose cause lasts, by severity.")
        for severity in EventSeverity.allCases { text.sample(watch.active(severity), ("severity", severity.rawValue)) }
        text.family("atalaya_alerts_open", .gauge, "Alerts that have not ended.")
        text.sample(watch.alerts.count)
        text.family("atalaya_alerts_unseen", .gauge, "Alerts that have not ended and are not acknowledged.")
        text.sample(watch.alerts.count { !watch.acknowledged.contains($0.id) })
        if !watch.raised.isEmpty {
            text.family("atalaya_alerts_raised", .counter, "Alerts that were raised, by class.")
            for (name, count) in watch.raised.sorted(by: { $0.key < $1.key }) { text.sample(count, ("class", name)) }
        }
        let statistics = watch.statistics
        text.family("atalaya_routes_received", .counter, "Announcements and withdrawals that the detector received.")
        text.sample(statistics.events)
        text.family("atalaya_routes_relevant", .counter, "Of those, the ones about monitored networks.")
        text.sample(statistics.relevant)
        text.family("atalaya_routes_tracked", .gauge, "Routes of monitored networks that are tracked.")
        text.sample(statistics.trackedRoutes)
        text.family(
            "atalaya_routes_untracked", .counter,
            "Routes of monitored networks that could not be tracked because of limits.")
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
        text.family("atalaya_route_peers", .gauge, "Peers of all feeds, by state.")
        text.sample(statistics.peersUp, ("state", "up"))
        text.sample(max(0, statistics.peers - statistics.peersUp), ("state", "down"))
        writeFeeds(watch, &text)
        writeSinks(watch, &text)
    }

    private func writeFeeds(_ watch: WatchState, _ text: inout MetricsText) {
        let feeds = watch.feeds.prefix(seriesLimit)
        guard !feeds.isEmpty else { return }
        text.family("atalaya_feed_connected", .gauge, "Whether a live feed is connected.")
        for feed in feeds where feed.kind == .bmp || feed.kind == .risLive {
            text.sample(feed.isConnected ? 1 : 0, ("feed", feed.name), ("kind", feed.kind.rawValue))
        }
        text.family("atalaya_feed_routes", .counter, "Announcements and withdrawals of a feed.")
        for feed in feeds { text.sample(feed.routes, ("feed", feed.name)) }
        text.family("atalaya_feed_faults", .counter, "What could not be used of a feed, by reason.")
        for feed in feeds {
            for (reason, count) in feed.faults.sorted(by: { $0.key < $1.key }) {
                text.sample(count, ("feed", feed.name), ("reason", reason))
            }
        }
        text.family(
            "atalaya_feed_last_word_timestamp_seconds", .gauge, unit: "seconds", "When a feed last said anything.")
        for feed in feeds {
            if let last = feed.lastWord { text.sample(seconds: last.timeIntervalSince1970, ("feed", feed.name)) }
        }
    }

    private func writeSinks(_ watch: WatchState, _ text: inout MetricsText) {
        guard !watch.sinks.isEmpty else { return }
        text.family("atalaya_sink_waiting", .gauge, "Changes of alerts that wait for a sink.")
        for sink in watch.sinks { text.sample(sink.waiting, ("sink", sink.name)) }
        text.family("atalaya_sink_failing", .gauge, "Whether the last try of a sink failed.")
        for sink in watch.sinks { text.sample(sink.error == nil ? 0 : 1, ("sink", sink.name)) }
        text.family("atalaya_sink_delivered", .counter, "Changes of alerts that a sink has taken.")
        for sink in watch.sinks { text.sample(sink.delivered, ("sink", sink.name)) }
        text.family("atalaya_sink_refused", .counter, "Changes of alerts that a sink has refused for good.")
        for sink in watch.sinks { text.sample(sink.refused, ("sink", sink.name)) }
    }
}
