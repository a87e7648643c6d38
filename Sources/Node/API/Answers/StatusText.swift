internal import HTTPService
internal import NumberResources
internal import RPKIValidation
internal import SecurityEvents
internal import TextFormats
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// The body of `/status`: one `name: value` a line, by the names that Routinator has, then this program's own.
struct StatusText {
    let snapshot: NodeSnapshot
    let http: HTTPStatistics
    let now: Date

    func body() -> String {
        var lines: [String] = []
        lines.append("version: atalaya/\(snapshot.version)")
        lines.append("serial: \(snapshot.served.map { String($0.serial) } ?? "-")")
        appendRun(to: &lines)
        appendPayloads(to: &lines)
        appendRepositories(to: &lines)
        appendListeners(to: &lines)
        appendNode(to: &lines)
        return lines.joined(separator: "\n") + "\n"
    }

    private func appendRun(to lines: inout [String]) {
        let run = snapshot.lastRun
        let done = run.map { $0.started.addingTimeInterval($0.duration) }
        lines.append("last-update-start-at:  \(text(run?.started))")
        lines.append("last-update-start-ago: \(ago(run?.started))")
        lines.append("last-update-done-at:   \(text(done))")
        lines.append("last-update-done-ago:  \(ago(done))")
        lines.append("last-update-duration:  \(seconds(run?.duration))")
    }

    private func appendPayloads(to lines: inout [String]) {
        let anchors = snapshot.lastRun?.trustAnchors ?? []
        func perAnchor(_ name: String, _ count: (TrustAnchorState) -> Int) {
            lines.append("\(name): " + anchors.map { "\($0.name.singleLine)=\(count($0))" }.joined(separator: " "))
        }
        lines.append("valid-roas: \(anchors.reduce(0) { $0 + $1.objects.routeOriginAuthorizations.valid })")
        perAnchor("valid-roas-per-tal") { $0.objects.routeOriginAuthorizations.valid }
        lines.append("vrps: \(anchors.reduce(0) { $0 + $1.payloads.vrps })")
        perAnchor("vrps-per-tal") { $0.payloads.vrps }
        lines.append("locally-filtered-vrps: \(snapshot.lastRun?.filtered.vrps ?? 0)")
        perAnchor("duplicate-vrps-per-tal") { max(0, $0.payloads.vrps - $0.served.vrps) }
        lines.append("locally-added-vrps: \(snapshot.lastRun?.added.vrps ?? 0)")
        lines.append("final-vrps: \(snapshot.served?.payloads.vrps.count ?? 0)")
        perAnchor("final-vrps-per-tal") { $0.served.vrps }
        lines.append("final-aspas: \(snapshot.served?.payloads.aspas.count ?? 0)")
        lines.append("final-router-keys: \(snapshot.served?.payloads.routerKeys.count ?? 0)")
    }

    private func appendRepositories(to lines: inout [String]) {
        for (name, transport) in [("rsync", RepositoryState.Transport.rsync), ("rrdp", .rrdp)] {
            lines.append("\(name)-durations:")
            for repository in snapshot.repositories where repository.transport == transport {
                var line = "   \(repository.uri.singleLine): status=\(repository.status ?? -1)"
                if let duration = repository.duration { line += ", duration=\(seconds(duration))" }
                if let rrdp = repository.rrdp { line += ", serial=\(rrdp.serial)" }
                line += ", result=\(repository.outcome.rawValue), age=\(seconds(repository.age(at: now)))"
                line += ", objects=\(repository.objects)"
                lines.append(line)
            }
        }
    }

    private func appendListeners(to lines: inout [String]) {
        let routers = snapshot.routers
        lines.append("rtr-connections: \(snapshot.sessionCount) current")
        lines.append("rtr-data: \(routers.octetsWritten) bytes sent, \(routers.octetsRead) bytes received")
        lines.append("rtr-clients:")
        for session in snapshot.sessions {
            let version = session.version.map { String($0) } ?? "N/A"
            let serial = session.serial.map { String($0) } ?? "N/A"
            lines.append(
                """
                    \(session.remote): version=\(version), serial=\(serial), updated-ago=\(ago(session.lastUpdate)), \
                last-reset-ago=\(ago(session.lastReset)), reset-queries=\(session.resetQueries), \
                serial-queries=\(session.serialQueries), read=\(session.octetsRead), written=\(session.octetsWritten)
                """)
        }
        lines.append("rtr-routers:")
        for router in snapshot.routerFigures {
            let serial = router.serial.map { String($0) } ?? "N/A"
            lines.append(
                """
                    \(router.address): connections=\(router.connections), accepted=\(router.accepted), serial=\(serial), \
                updated-ago=\(ago(router.lastUpdate)), last-reset-ago=\(ago(router.lastReset)), \
                reset-queries=\(router.resetQueries), serial-queries=\(router.serialQueries), \
                last-end=\(router.lastEndReason ?? "N/A")
                """)
        }
        lines.append("http-connections: \(http.openConnections) current, \(http.connections) total")
        lines.append("http-data: \(http.octetsWritten) bytes sent, \(http.octetsRead) bytes received")
        lines.append("http-requests: \(http.requests)")
    }

    private func appendNode(to lines: inout [String]) {
        lines.append("state: \(snapshot.freshness.word)")
        lines.append("stored-payloads: \(snapshot.served?.isStored == true ? "yes" : "no")")
        lines.append("payload-date: \(text(snapshot.served?.date))")
        lines.append("payload-expires: \(text(snapshot.served?.expires))")
        lines.append("next-refresh: \(text(snapshot.nextRefresh))")
        if let failed = snapshot.failedRun { lines.append("last-error: \((failed.error ?? "").singleLine)") }
        let rejections = snapshot.lastRun?.rejections
        for (name, level) in [
            ("rejected", Rejection.Level.rejected), ("points-kept", .pointKept), ("warnings", .warning),
        ] {
            lines.append("\(name): \(rejections?.count(level) ?? 0)")
        }
        if let watch = snapshot.watch {
            lines.append(
                "alerts: " + EventSeverity.allCases.map { "\($0.rawValue)=\(watch.active($0))" }.joined(separator: " ")
                    + " open=\(watch.alerts.count)")
            for feed in watch.feeds {
                lines.append(
                    "feed: \(feed.name.singleLine): \(feed.isConnected ? "connected" : "not connected"), "
                        + "last-word-ago=\(ago(feed.lastWord)), routes=\(feed.routes), "
                        + "faults=\(feed.faults.values.reduce(0, +))")
            }
            for sink in watch.sinks {
                lines.append(
                    "sink: \(sink.name.singleLine): waiting=\(sink.waiting), delivered=\(sink.delivered)"
                        + (sink.error.map { ", error=\($0.singleLine)" } ?? ""))
            }
        }
        for alarm in snapshot.alarms {
            lines.append(
                "alarm: \(alarm.kind) \(alarm.subject.singleLine) since \(text(alarm.since)): \(alarm.message.singleLine)"
            )
        }
    }

    private func text(_ date: Date?) -> String {
        date.map { RFC3339($0).description } ?? "-"
    }

    private func ago(_ date: Date?) -> String {
        seconds(date.map { now.timeIntervalSince($0) })
    }

    private func seconds(_ value: Double?) -> String {
        guard let value else { return "-" }
        var digits: [UInt8] = []
        digits.append(seconds: value)
        return String(decoding: digits, as: UTF8.self) + "s"
    }
}
