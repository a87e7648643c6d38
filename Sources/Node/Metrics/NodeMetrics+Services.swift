internal import HTTPService

internal import struct FoundationEssentials.Date

extension NodeMetrics {
    func writeRepositories(_ text: inout MetricsText) {
        text.family("atalaya_repositories", .gauge, "Known repositories.")
        text.sample(snapshot.repositories.count)
        let repositories = snapshot.repositories.prefix(seriesLimit)
        guard !repositories.isEmpty else { return }
        text.family("atalaya_repository_success", .gauge, "1: the last fetch succeeded; 0: it failed.")
        for repository in repositories where repository.outcome != .pending {
            text.sample(
                repository.outcome == .failed ? 0 : 1, ("uri", repository.uri),
                ("transport", repository.transport.rawValue))
        }
        text.family(
            "atalaya_repository_result", .gauge, "Result of the last fetch: 1 for this result, 0 for the others.")
        for repository in repositories {
            text.sample(1, ("uri", repository.uri), ("result", repository.outcome.rawValue))
        }
        text.family(
            "atalaya_repository_status", .gauge,
            "HTTP status or rsync exit code of the last fetch; -1: no answer.")
        for repository in repositories {
            if let status = repository.status { text.sample(status, ("uri", repository.uri)) }
        }
        text.family(
            "atalaya_repository_age_seconds", .gauge, unit: "seconds", "Seconds since the last successful fetch.")
        for repository in repositories {
            if let age = repository.age(at: now) { text.sample(seconds: age, ("uri", repository.uri)) }
        }
        text.family(
            "atalaya_repository_last_attempt_timestamp_seconds", .gauge, unit: "seconds", "Time of the last fetch.")
        for repository in repositories {
            if let attempt = repository.lastAttempt {
                text.sample(seconds: attempt.timeIntervalSince1970, ("uri", repository.uri))
            }
        }
        text.family(
            "atalaya_repository_duration_seconds", .gauge, unit: "seconds", "Duration of the last fetch, seconds.")
        for repository in repositories {
            if let duration = repository.duration { text.sample(seconds: duration, ("uri", repository.uri)) }
        }
        text.family("atalaya_repository_objects", .gauge, "Stored objects of the repository.")
        for repository in repositories { text.sample(repository.objects, ("uri", repository.uri)) }
        text.family(
            "atalaya_repository_size_bytes", .gauge, unit: "bytes", "Octets of the stored objects of the repository.")
        for repository in repositories { text.sample(repository.octets, ("uri", repository.uri)) }
        text.family("atalaya_repository_rrdp_serial", .gauge, "RRDP serial of the stored objects.")
        for repository in repositories {
            if let rrdp = repository.rrdp { text.sample(rrdp.serial, ("uri", repository.uri)) }
        }
    }

    func writeRouters(_ text: inout MetricsText) {
        let routers = snapshot.routers
        text.family("atalaya_rtr_connections", .gauge, "Connected routers.")
        text.sample(snapshot.sessionCount)
        text.family("atalaya_rtr_accepted", .counter, "Accepted connections.")
        text.sample(routers.accepted)
        text.family("atalaya_rtr_refused", .counter, "Connections refused because of their address or a limit.")
        text.sample(routers.refused)
        text.family("atalaya_rtr_dropped", .counter, "Connections closed because of a timeout or a protocol error.")
        text.sample(routers.dropped)
        text.family("atalaya_rtr_read_bytes", .counter, unit: "bytes", "Octets received from routers.")
        text.sample(routers.octetsRead)
        text.family("atalaya_rtr_written_bytes", .counter, unit: "bytes", "Octets sent to routers.")
        text.sample(routers.octetsWritten)
        writeRouterFigures(&text)
        let sessions = snapshot.sessions.prefix(seriesLimit)
        guard !sessions.isEmpty else { return }
        text.family("atalaya_rtr_session_serial", .gauge, "Last serial sent to a router.")
        for session in sessions {
            if let serial = session.serial { text.sample(serial, ("router", session.remote)) }
        }
        text.family("atalaya_rtr_session_version", .gauge, "Protocol version of a router.")
        for session in sessions {
            if let version = session.version { text.sample(version, ("router", session.remote)) }
        }
        text.family(
            "atalaya_rtr_session_start_timestamp_seconds", .gauge, unit: "seconds", "Time at which a router connected.")
        for session in sessions {
            text.sample(seconds: session.since.timeIntervalSince1970, ("router", session.remote))
        }
        text.family(
            "atalaya_rtr_session_last_query_timestamp_seconds", .gauge, unit: "seconds",
            "Time of the last query of a router.")
        for session in sessions {
            if let query = session.lastQuery {
                text.sample(seconds: query.timeIntervalSince1970, ("router", session.remote))
            }
        }
        text.family("atalaya_rtr_session_written_bytes", .gauge, unit: "bytes", "Octets sent to a router.")
        for session in sessions { text.sample(session.octetsWritten, ("router", session.remote)) }
    }

    func writeAlarms(_ text: inout MetricsText) {
        text.family(
            "atalaya_limit_reached", .counter,
            "Number of times that a limit was reached, by its name in Docs/Limits.md.")
        for row in snapshot.limits.rows { text.sample(row.count, ("limit", row.name)) }
        text.family("atalaya_alarms", .gauge, "Alarms that are raised now.")
        text.sample(snapshot.alarms.count)
        let alarms = snapshot.alarms.suffix(seriesLimit)
        guard !alarms.isEmpty else { return }
        text.family(
            "atalaya_alarm_start_timestamp_seconds", .gauge, unit: "seconds", "Time at which an alarm was raised.")
        for alarm in alarms {
            text.sample(
                seconds: alarm.since.timeIntervalSince1970, ("kind", alarm.kind), ("subject", alarm.subject),
                ("holding", alarm.isHolding ? "true" : "false"))
        }
    }

    func writeHTTP(_ text: inout MetricsText) {
        text.family("atalaya_http_requests", .counter, "Answered requests, by status.")
        for (status, count) in http.answers.sorted(by: { $0.key < $1.key }) {
            text.sample(count, ("code", String(status)))
        }
        text.family("atalaya_http_connections", .counter, "Accepted connections.")
        text.sample(http.connections)
        text.family("atalaya_http_open_connections", .gauge, "Open connections.")
        text.sample(http.openConnections)
        text.family("atalaya_http_stalled_connections", .counter, "Connections closed because the client did not read.")
        text.sample(http.stalled)
        text.family(
            "atalaya_http_refused_connections", .counter, "Connections refused because of http.allow.")
        text.sample(http.refused)
        text.family("atalaya_http_read_bytes", .counter, unit: "bytes", "Octets of request bodies.")
        text.sample(http.octetsRead)
        text.family("atalaya_http_written_bytes", .counter, unit: "bytes", "Octets of response bodies.")
        text.sample(http.octetsWritten)
    }

    func writeProcess(_ text: inout MetricsText) {
        text.family("process_start_time_seconds", .gauge, unit: "seconds", "Time at which the process started.")
        text.sample(seconds: snapshot.started.timeIntervalSince1970)
        guard let usage else { return }
        text.family("process_cpu_seconds", .counter, unit: "seconds", "Processor time of all cores, seconds.")
        text.sample(seconds: usage.cpuSeconds)
        guard let resident = usage.residentOctets else { return }
        text.family("process_resident_memory_bytes", .gauge, unit: "bytes", "Resident memory, octets.")
        text.sample(resident)
    }
}
