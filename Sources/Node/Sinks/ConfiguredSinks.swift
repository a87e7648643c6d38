internal import ConfigurationKeys
internal import Delivery
internal import DeliverySinks
internal import FoundationEssentials
internal import Logging
internal import SecurityEvents

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The sinks that a configuration names.
struct ConfiguredSinks: Sendable {
    struct Entry: Sendable {
        let sink: any MessageSink
        let pacing: Pacing
        let severity: EventSeverity
    }

    let entries: [Entry]

    /// - Throws: when a file of authorities cannot be used.
    init(
        _ loaded: LoadedConfiguration<NodeConfiguration>, version: String, logger: Logger,
        clock: @escaping @Sendable () -> Date
    ) throws {
        let watch = loaded.configuration.watch
        let host = ConfiguredSinks.hostName
        var entries: [Entry] = []
        func add(_ sink: any MessageSink, _ settings: RoutesSection.Sink) {
            if let severity = settings.severity {
                let pacing = Pacing(rate: settings.rate, period: settings.period.fractionalSeconds)
                entries.append(Entry(sink: sink, pacing: pacing, severity: severity))
            }
        }
        add(LogSink(logger: logger), watch.log)
        if let path = watch.events.path { add(FileSink(path: path), watch.events.sink) }
        if watch.webhook.sink.severity != nil {
            for url in watch.webhook.urls {
                add(
                    try WebhookSink(
                        url: url, at: try WebURL(url).uri, headers: watch.webhook.headers,
                        secret: loaded.inputs.routes.webhookSecret, authorities: watch.webhook.httpsCA,
                        trustSetting: "watch.webhook.https-ca names further authorities",
                        timeout: watch.webhook.timeout, userAgent: "atalaya/\(version)"),
                    watch.webhook.sink)
            }
        }
        for target in watch.syslog.targets {
            add(
                SyslogSink(
                    server: target, facility: watch.syslog.facility, host: host, process: getpid(),
                    timeout: .seconds(10)),
                watch.syslog.sink)
        }
        if !watch.mail.to.isEmpty {
            add(
                MailSink(
                    command: watch.mail.command, from: watch.mail.from, to: watch.mail.to, host: host,
                    timeout: watch.mail.timeout, clock: clock),
                watch.mail.sink)
        }
        self.entries = entries
    }

    /// Closes connections.
    func shutdown() async {
        for entry in entries { await entry.sink.close() }
    }

    /// The name of this machine.
    static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
