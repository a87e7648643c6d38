internal import AsyncHTTPClient
internal import ConfigurationKeys
internal import Fetching
internal import FoundationEssentials
internal import Logging
internal import NIOCore
internal import NIOPosix
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
        let sink: any AlertSink
        let settings: RoutesSection.Sink
        let severity: EventSeverity
    }

    let entries: [Entry]
    private let clients: [HTTPClient]

    /// - Throws: when a file of authorities cannot be used.
    init(
        _ loaded: LoadedConfiguration<NodeConfiguration>, version: String, logger: Logger,
        clock: @escaping @Sendable () -> Date
    ) throws {
        let watch = loaded.configuration.watch
        let host = ConfiguredSinks.hostName
        var entries: [Entry] = []
        func add(_ sink: any AlertSink, _ settings: RoutesSection.Sink) {
            if let severity = settings.severity {
                entries.append(Entry(sink: sink, settings: settings, severity: severity))
            }
        }
        add(LogSink(logger: logger), watch.log)
        if let path = watch.events.path { add(EventsFileSink(path: path), watch.events.sink) }
        var clients: [HTTPClient] = []
        if watch.webhook.sink.severity != nil {
            for url in watch.webhook.urls {
                let client = HTTPClient.client(
                    of: try WebURL(url).host, tls: try ClientTLS.configuration(trusting: watch.webhook.httpsCA),
                    connect: watch.webhook.timeout)
                clients.append(client)
                add(
                    WebhookSink(
                        url: url, headers: watch.webhook.headers, secret: loaded.inputs.routes.webhookSecret,
                        timeout: watch.webhook.timeout, client: client, userAgent: "atalaya/\(version)"),
                    watch.webhook.sink)
            }
        }
        for target in watch.syslog.targets {
            add(
                SyslogSink(
                    target: target, facility: watch.syslog.facility, host: host, process: getpid(),
                    timeout: .seconds(10), group: .singletonMultiThreadedEventLoopGroup),
                watch.syslog.sink)
        }
        if !watch.mail.to.isEmpty {
            add(
                MailSink(
                    command: watch.mail.command, from: watch.mail.from, to: watch.mail.to, host: host,
                    timeout: watch.mail.timeout, clock: clock),
                watch.mail.sink)
        }
        self.clients = clients
        self.entries = entries
    }

    /// Closes connections.
    func shutdown() async {
        for client in clients { try? await client.shutdown() }
    }

    /// The name of this machine.
    static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
