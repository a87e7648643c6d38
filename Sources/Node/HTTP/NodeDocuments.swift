internal import HTTPService
internal import TextFormats

internal import struct FoundationEssentials.Date

/// The documents about the node as a whole, put together from the parts of its modules.
struct NodeDocuments: Sendable {
    let modules: [any NodeModule]
    /// The program's version.
    let version: String
    /// The clock at the node's start.
    let started: Date
    let alarms: Alarms
    let metricNames: MetricNames

    /// `/api/v1/status`: what Routinator gives, under `node` what it does not have, and an object for each service on its own.
    func status(_ http: HTTPStatistics, at now: Date) -> [UInt8] {
        let own = [
            StatusPart(.version) { $0.member("version", "atalaya/" + version) },
            StatusPart(.now) { $0.member("now", now) },
            StatusPart(.http) { json in
                json.object("http") { json in
                    json.member("totalConnections", http.connections)
                    json.member("currentConnections", http.openConnections)
                    json.member("requests", http.requests)
                    json.member("bytesRead", http.octetsRead)
                    json.member("bytesWritten", http.octetsWritten)
                }
            },
            StatusPart(.nodeStart) { $0.member("started", started) },
            StatusPart(.nodeAlarms) { $0.members(of: alarms.current) },
        ]
        let parts = modules.flatMap { $0.status(at: now) } + own
        return JSONWriter.object(.indented) { json in
            parts.filter { !$0.place.isOfNode && $0.place < .service }.write(to: &json)
            json.object("node") { json in parts.filter(\.place.isOfNode).write(to: &json) }
            parts.filter { $0.place == .service }.write(to: &json)
        }
    }

    /// `/status`: one `name: value` a line, by the names that Routinator has, then this program's own.
    func lines(_ http: HTTPStatistics, at now: Date) -> String {
        let own = [
            StatusLinesPart(.version) { $0.append("version: atalaya/\(version)") },
            StatusLinesPart(.http) { lines in
                lines.append("http-connections: \(http.openConnections) current, \(http.connections) total")
                lines.append("http-data: \(http.octetsWritten) bytes sent, \(http.octetsRead) bytes received")
                lines.append("http-requests: \(http.requests)")
            },
            StatusLinesPart(.alarms) { lines in
                for alarm in alarms.current {
                    let subject = "\(alarm.kind) \(alarm.subject.singleLine)"
                    lines.append("alarm: \(subject) since \(lines.text(alarm.since)): \(alarm.message.singleLine)")
                }
            },
        ]
        var lines = StatusLines(at: now)
        (modules.flatMap { $0.statusLines(at: now) } + own).write(to: &lines)
        return lines.lines.joined(separator: "\n") + "\n"
    }

    /// `/health` and `/ready`.
    func health(at now: Date) -> HealthAnswer {
        HealthAnswer(modules.compactMap { $0.health(at: now) }, alarms.current)
    }
}

extension JSONWriter {
    mutating func members(of alarms: [Alarm]) {
        array("alarms", alarms) { alarm, json in
            json.member("kind", alarm.kind)
            json.member("subject", alarm.subject)
            json.member("message", alarm.message)
            json.member("since", alarm.since)
            json.member("holding", alarm.isHolding)
        }
    }
}
