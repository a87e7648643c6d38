internal import HTTPService

internal import struct FoundationEssentials.Date

extension NodeMetrics {
    func writeRepositories(_ text: inout MetricsText) {
        text.family("atalaya_repositories", .gauge, "Repositories that are known.")
        text.sample(snapshot.repositories.count)
        let repositories = snapshot.repositories.prefix(seriesLimit)
        guard !repositories.isEmpty else { return }
        text.family("atalaya_repository_success", .gauge, "Whether the last attempt to fetch succeeded.")
        for repository in repositories where repository.outcome != .pending {
            text.sample(
                repository.outcome == .failed ? 0 : 1, ("uri", repository.uri),
                ("transport", repository.transport.rawValue))
        }
        text.family("atalaya_repository_result", .gauge, "How the last attempt to fetch ended: 1 for that result.")
        for repository in repositories {
            text.sample(1, ("uri", repository.uri), ("result", repository.outcome.rawValue))
        }
        text.family(
            "atalaya_repository_status", .gauge,
            "The HTTP status or rsync exit code of the last attempt; -1 for no answer.")
        for repository in repositories {
            if let status = repository.status { text.sample(status, ("uri", repository.uri)) }
        }
        text.family(
            "atalaya_repository_age_seconds", .gauge, unit: "seconds", "The seconds since the last success.")
        for repository in repositories {
            if let age = repository.age(at: now) { text.sample(seconds: age, ("uri", repository.uri)) }
        }
        text.family(
            "atalaya_repository_last_attempt_timestamp_seconds", .gauge, unit: "seconds", "When it was last tried.")
        for repository in repositories {
            if let attempt = repository.lastAttempt {
                text.sample(seconds: attempt.timeIntervalSince1970, ("uri", repository.uri))
            }
        }
        text.family(
            "atalaya_repository_duration_seconds", .gauge, unit: "seconds", "How long the last attempt took.")
        for repository in repositories {
            if let duration = repository.duration { text.sample(seconds: duration, ("uri", repository.uri)) }
        }
        text.family("atalaya_repository_objects", .gauge, "Objects that are held of the repository.")
        for repository in repositories { text.sample(repository.objects, ("uri", repository.uri)) }
        text.family("atalaya_repository_size_bytes", .gauge, unit: "bytes", "Octets that these have.")
        for repository in repositories { text.sample(repository.octets, ("uri", repository.uri)) }
        text.family("atalaya_repository_rrdp_serial", .gauge, "The RRDP serial of what is held.")
        for repository in repositories {
            if let rrdp = repository.rrdp { text.sample(rrdp.serial, ("uri", repository.uri)) }
        }
    }

    func writeRouters(_ text: inout MetricsText) {
        let routers = snapshot.routers
        text.family("atalaya_rtr_connections", .gauge, "Routers that are connected.")
        text.sample(snapshot.sessionCount)
        text.family("atalaya_rtr_accepted", .counter, "Connections that were accepted.")
        text.sample(routers.accepted)
        text.family("atalaya_rtr_refused", .counter, "Connections that were refused by address or number.")
        text.sample(routers.refused)
        text.family("atalaya_rtr_dropped", .counter, "Connections that were closed as slow, silent or wrong.")
        text.sample(routers.dropped)
        text.family("atalaya_rtr_read_bytes", .counter, unit: "bytes", "Octets that routers sent.")
        text.sample(routers.octetsRead)
        text.family("atalaya_rtr_written_bytes", .counter, unit: "bytes", "Octets that were sent to routers.")
        text.sample(routers.octetsWritten)
        writeRouterFigures(&text)
        let sessions = snapshot.sessions.prefix(seriesLimit)
        guard !sessions.isEmpty else { return }
        text.family("atalaya_rtr_session_serial", .gauge, "The serial that a router was last brought to.")
        for session in sessions {
            if let serial = session.serial { text.sample(serial, ("router", session.remote)) }
        }
        text.family("atalaya_rtr_session_version", .gauge, "The protocol version that a router speaks.")
        for session in sessions {
            if let version = session.version { text.sample(version, ("router", session.remote)) }
        }
        text.family(
            "atalaya_rtr_session_start_timestamp_seconds", .gauge, unit: "seconds", "When a router connected.")
        for session in sessions {
            text.sample(seconds: session.since.timeIntervalSince1970, ("router", session.remote))
        }
        text.family(
            "atalaya_rtr_session_last_query_timestamp_seconds", .gauge, unit: "seconds", "When a router last asked.")
        for session in sessions {
            if let query = session.lastQuery {
                text.sample(seconds: query.timeIntervalSince1970, ("router", session.remote))
            }
        }
        text.family("atalaya_rtr_session_written_bytes", .gauge, unit: "bytes", "Octets that were sent to a router.")
        for session in sessions { text.sample(session.octetsWritten, ("router", session.remote)) }
    }

    func writeAlarms(_ text: inout MetricsText) {
        text.family("atalaya_limit_reached", .counter, "How often a limit of Docs/Limits.md was reached, by its name.")
        for row in snapshot.limits.rows { text.sample(row.count, ("limit", row.name)) }
        text.family("atalaya_alarms", .gauge, "Alarms that are raised.")
        text.sample(snapshot.alarms.count)
        let alarms = snapshot.alarms.suffix(seriesLimit)
        guard !alarms.isEmpty else { return }
        text.family(
            "atalaya_alarm_start_timestamp_seconds", .gauge, unit: "seconds", "When an alarm was first raised.")
        for alarm in alarms {
            text.sample(
                seconds: alarm.since.timeIntervalSince1970, ("kind", alarm.kind), ("subject", alarm.subject),
                ("holding", alarm.isHolding ? "true" : "false"))
        }
    }

    func writeHTTP(_ text: inout MetricsText) {
        text.family("atalaya_http_requests", .counter, "Requests that were answered, by status.")
        for (status, count) in http.answers.sorted(by: { $0.key < $1.key }) {
            text.sample(count, ("code", String(status)))
        }
        text.family("atalaya_http_connections", .counter, "Connections that were accepted.")
        text.sample(http.connections)
        text.family("atalaya_http_open_connections", .gauge, "Connections that are open.")
        text.sample(http.openConnections)
        text.family("atalaya_http_stalled_connections", .counter, "Connections that were closed as not reading.")
        text.sample(http.stalled)
        text.family(
            "atalaya_http_refused_connections", .counter, "Connections from addresses that http.allow does not name.")
        text.sample(http.refused)
        text.family("atalaya_http_read_bytes", .counter, unit: "bytes", "Octets of request bodies.")
        text.sample(http.octetsRead)
        text.family("atalaya_http_written_bytes", .counter, unit: "bytes", "Octets of response bodies.")
        text.sample(http.octetsWritten)
    }

    func writeProcess(_ text: inout MetricsText) {
        text.family("process_start_time_seconds", .gauge, unit: "seconds", "When the process started.")
        text.sample(seconds: snapshot.started.timeIntervalSince1970)
        guard let usage else { return }
        text.family("process_cpu_seconds", .counter, unit: "seconds", "Processor time of all cores.")
        text.sample(seconds: usage.cpuSeconds)
        guard let resident = usage.residentOctets else { return }
        text.family("process_resident_memory_bytes", .gauge, unit: "bytes", "Memory that is resident.")
        text.sample(resident)
    }
}
