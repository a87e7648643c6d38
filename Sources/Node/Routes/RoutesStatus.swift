internal import BGPMessages
internal import NumberResources
internal import RouteSecurity
internal import SecurityEvents
internal import TextFormats

internal import struct FoundationEssentials.Date

/// The watch of routes, in answers and in the documents about the node.
struct RoutesStatus: Sendable {
    let watch: WatchState

    var members: [StatusPart] { [StatusPart(.service) { status(&$0) }] }

    var lines: [StatusLinesPart] { [StatusLinesPart(.service) { append(to: &$0) }] }

    /// What `/health` has of it; nothing of it is a fault.
    var health: ModuleHealth {
        ModuleHealth(parts: [
            ModuleHealth.Part(.service) { json in
                json.member("alerts", watch.alerts.count)
                json.array("feeds", watch.feeds.filter { $0.kind == .bmp || $0.kind == .risLive }) { feed, json in
                    json.member("name", feed.name)
                    json.member("connected", feed.isConnected)
                    json.member("lastWord", feed.lastWord)
                    json.member("error", feed.error)
                }
            }
        ])
    }

    /// `watch`: feeds, sinks and how many alerts there are.
    private func status(_ json: inout JSONWriter) {
        json.object("watch") { json in
            json.object("alerts") { json in
                for severity in EventSeverity.allCases { json.member(severity.rawValue, watch.active(severity)) }
                json.member("open", watch.alerts.count)
            }
            json.member("routes", watch.statistics.events)
            json.member("relevantRoutes", watch.statistics.relevant)
            json.member("peers", watch.statistics.peers)
            json.member("peersUp", watch.statistics.peersUp)
            json.array("feeds", watch.feeds) { feed, json in
                json.member("name", feed.name)
                json.member("kind", feed.kind.rawValue)
                json.member("connected", feed.isConnected)
                json.member("since", feed.since)
                json.member("lastWord", feed.lastWord)
                json.member("description", feed.description)
                json.member("routes", feed.routes)
                json.member("error", feed.error)
                json.object("faults") { json in
                    for (reason, count) in feed.faults.sorted(by: { $0.key < $1.key }) { json.member(reason, count) }
                }
            }
            json.array("sinks", watch.sinks) { sink, json in
                json.member("name", sink.name)
                json.member("waiting", sink.waiting)
                json.member("delivered", sink.delivered)
                json.member("refused", sink.refused)
                json.member("error", sink.error)
            }
        }
    }

    /// `/api/v1/alerts`: those that have not ended.
    func list() -> [UInt8] {
        JSONWriter.object(.indented) { json in
            json.array("alerts", watch.alerts) { alert, json in members(alert, &json) }
        }
    }

    /// `/api/v1/alerts/ID`; `nil` when there is none of that number that has not ended.
    func one(_ id: String) -> [UInt8]? {
        guard let alert = watch.alerts.first(where: { $0.id == id }) else { return nil }
        return JSONWriter.object(.indented) { json in
            members(alert, &json)
            json.member("text", AlertText(alert).text)
            json.array("actions", alert.actions) { action, json in
                json.member("kind", action.kind.rawValue)
                json.member("text", action.text)
            }
        }
    }

    private func members(_ alert: RouteAlert, _ json: inout JSONWriter) {
        json.member("id", alert.id)
        json.member("class", alert.key.alertClass.rawValue)
        json.member("state", alert.state.rawValue)
        json.member("severity", alert.standing.rawValue)
        json.member("subject", "\(alert.key.subject)")
        json.member("offender", alert.key.offender.map { "\($0)" })
        json.member("raised", alert.raised.date)
        json.member("changed", alert.changed.date)
        json.member("acknowledged", watch.acknowledged.contains(alert.id))
        json.member("peersWithRoute", alert.evidence.peersWithRoute)
        json.member("summary", alert.headline)
        if let confidence = alert.confidence {
            json.object("confidence") { json in
                json.member("level", confidence.level.rawValue)
                json.array("reasons", texts: confidence.reasons)
            }
        }
        if let campaign = alert.campaign { json.member("incidents", campaign.count) }
    }

    private func append(to lines: inout StatusLines) {
        lines.append(
            "alerts: " + EventSeverity.allCases.map { "\($0.rawValue)=\(watch.active($0))" }.joined(separator: " ")
                + " open=\(watch.alerts.count)")
        for feed in watch.feeds {
            lines.append(
                "feed: \(feed.name.singleLine): \(feed.isConnected ? "connected" : "not connected"), "
                    + "last-word-ago=\(lines.ago(feed.lastWord)), routes=\(feed.routes), "
                    + "faults=\(feed.faults.values.reduce(0, +))")
        }
        for sink in watch.sinks {
            lines.append(
                "sink: \(sink.name.singleLine): waiting=\(sink.waiting), delivered=\(sink.delivered)"
                    + (sink.error.map { ", error=\($0.singleLine)" } ?? ""))
        }
    }
}
