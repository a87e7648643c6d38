internal import HTTPService

internal import struct FoundationEssentials.Date

extension NodeDocuments {
    /// `/metrics`: the families of all modules, and those of the node itself.
    func metrics(
        _ http: HTTPStatistics, _ usage: ProcessUsage?, _ scope: MetricsScope, isOpenMetrics: Bool
    ) -> [UInt8] {
        var text = MetricsText(isOpenMetrics: isOpenMetrics)
        let parts =
            modules.flatMap { $0.metrics(scope) } + [
                MetricsPart(.build) { text in
                    text.family("atalaya_build", .info, "Version of the program.")
                    text.sample(1, ("version", version))
                },
                MetricsPart(.alarms) { writeAlarms(scope, &$0) },
                MetricsPart(.http) { writeHTTP(http, &$0) },
                MetricsPart(.routinatorHTTP) { writeRoutinatorHTTP(http, &$0) },
                MetricsPart(.process) { writeProcess(usage, &$0) },
            ]
        parts.filter { metricNames.has($0.place) }.write(to: &text)
        return text.finish()
    }

    private func writeAlarms(_ scope: MetricsScope, _ text: inout MetricsText) {
        let current = alarms.current
        text.family(
            "atalaya_limit_reached", .counter,
            "Number of times that a limit was reached, by its name in Docs/Limits.md.")
        for row in alarms.tally.rows { text.sample(row.count, ("limit", row.name)) }
        text.family("atalaya_alarms", .gauge, "Alarms that are raised now.")
        text.sample(current.count)
        let listed = current.suffix(scope.seriesLimit)
        guard !listed.isEmpty else { return }
        text.family(
            "atalaya_alarm_start_timestamp_seconds", .gauge, unit: "seconds", "Time at which an alarm was raised.")
        for alarm in listed {
            text.sample(
                seconds: alarm.since.timeIntervalSince1970, ("kind", alarm.kind), ("subject", alarm.subject),
                ("holding", alarm.isHolding ? "true" : "false"))
        }
    }

    private func writeHTTP(_ http: HTTPStatistics, _ text: inout MetricsText) {
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

    private func writeRoutinatorHTTP(_ http: HTTPStatistics, _ text: inout MetricsText) {
        for (name, help, count) in [
            ("connections", "Accepted connections.", http.connections),
            ("current_connections", "Open connections.", http.openConnections),
            ("bytes_read", "Octets of request bodies.", http.octetsRead),
            ("bytes_written", "Octets of response bodies.", http.octetsWritten),
            ("requests", "Answered requests.", http.requests),
        ] as [(String, StaticString, Int)] {
            text.family("routinator_http_" + name, .gauge, help)
            text.sample(count)
        }
    }

    private func writeProcess(_ usage: ProcessUsage?, _ text: inout MetricsText) {
        text.family("process_start_time_seconds", .gauge, unit: "seconds", "Time at which the process started.")
        text.sample(seconds: started.timeIntervalSince1970)
        guard let usage else { return }
        text.family("process_cpu_seconds", .counter, unit: "seconds", "Processor time of all cores, seconds.")
        text.sample(seconds: usage.cpuSeconds)
        guard let resident = usage.residentOctets else { return }
        text.family("process_resident_memory_bytes", .gauge, unit: "bytes", "Resident memory, octets.")
        text.sample(resident)
    }
}

extension MetricNames {
    /// Whether families are wanted under the names that they have at a place.
    fileprivate func has(_ place: MetricsPlace) -> Bool {
        switch self {
        case .atalaya: place < .routinatorRun || place == .process
        case .routinator: place >= .routinatorRun
        case .both: true
        }
    }
}
