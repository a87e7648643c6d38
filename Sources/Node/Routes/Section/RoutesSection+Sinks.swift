public import ConfigurationKeys
public import Delivery
public import DeliverySinks
public import SecurityEvents

extension RoutesSection {
    /// Settings of every sink.
    public struct Sink: Hashable, Sendable {
        /// The least severity that is passed on; `nil` for nothing at all.
        public var severity: EventSeverity? = .information
        /// Maximum number of messages in `period`; further ones are combined into one. `nil` for no limit.
        public var rate: Int?
        public var period = Duration.seconds(600)

        public init() {}

        public init(rate: Int?, period: Duration = .seconds(600)) {
            self.rate = rate
            self.period = period
        }

        /// The keys of a sink at `sink`, whose names begin with `prefix`.
        static func keys<Section: ConfigurationSection>(
            _ prefix: String = "", of sink: any WritableKeyPath<Section, Sink> & Sendable, _ severity: String
        ) -> [ConfigurationKey<Section>] {
            [
                .init(
                    prefix + "severity", in: sink, \.severity, ValueKind<EventSeverity>.choice.optional(none: "off"),
                    severity, effect: .restart),
                .init(
                    prefix + "rate", in: sink, \.rate, ValueKind.number(1...100_000).optional(none: "any"),
                    "Maximum number of messages per rate-limit window; further ones are combined into one at its end.",
                    effect: .restart),
                .init(
                    prefix + "period", in: sink, \.period, .duration(.seconds(1) ... .seconds(86_400)),
                    "Length of the rate-limit window.", effect: .restart),
            ]
        }
    }

    public struct Events: ConfigurationSection {
        public var sink = Sink()
        /// A file; `nil` for none.
        public var path: String?

        public init() {}

        public static let keys: [ConfigurationKey<Self>] =
            [
                .init(
                    "path", \.path, ValueKind.path.optional(),
                    "File to which events are appended, one JSON object per line.", effect: .restart)
            ] + Sink.keys(of: \.sink, "Lowest severity of alerts in the events file.")
    }

    public struct Webhook: ConfigurationSection {
        public var sink = Sink(rate: 60)
        public var urls: [String] = []
        public var headers: [String: String] = [:]
        /// The path of a file with the key of the signature.
        public var secret: String?
        /// Paths of PEM files with certificates to trust in addition to the system's.
        public var httpsCA: [String] = []
        public var timeout = Duration.seconds(10)

        public init() {}

        public static let keys: [ConfigurationKey<Self>] =
            [
                .init(
                    "urls", \.urls, ValueKind.url(["https", "http"]).list("URLs", upTo: 16),
                    "Webhook URLs; events are posted as JSON.", effect: .restart, isSecret: true),
                .init(
                    "headers", \.headers,
                    .mapping(ValueKind<String>.fieldName, to: ValueKind<String>.printable, form: "FIELD: VALUE"),
                    "Header fields of the requests, such as Authorization.", effect: .restart, isSecret: true),
                .init(
                    "secret", \.secret, ValueKind.path.optional(),
                    "File whose first line is the HMAC-SHA-256 key for X-Atalaya-Signature.",
                    effect: .restart),
                .init(
                    "https-ca", \.httpsCA, ValueKind.path.list("paths"),
                    "CA certificates (PEM files) to trust for HTTPS, in addition to the system's.", effect: .restart),
                .init(
                    "timeout", \.timeout, .duration(.milliseconds(100) ... .seconds(600)),
                    "Time limit for the server's answer; then the message is sent again.", effect: .restart),
            ] + Sink.keys(of: \.sink, "Lowest severity of alerts for webhooks.")
    }

    public struct Syslog: ConfigurationSection {
        public var sink = Sink(rate: 600)
        public var targets: [SyslogServer] = []
        public var facility = SyslogFacility.daemon

        public init() {}

        public static let keys: [ConfigurationKey<Self>] =
            [
                .init(
                    "targets", \.targets,
                    ValueKind<SyslogServer>.syslogServer.list("servers", upTo: 16),
                    "Syslog servers (RFC 5424): UDP, TCP with octet counting (RFC 6587), or the socket of this machine.",
                    effect: .restart),
                .init(
                    "facility", \.facility, .choice, "Syslog facility.", effect: .restart),
            ] + Sink.keys(of: \.sink, "Lowest severity of alerts for syslog.")
    }

    public struct Mail: ConfigurationSection {
        public var sink = Sink(rate: 1, period: .seconds(60))
        public var to: [String] = []
        public var from = "atalaya@localhost"
        /// The sendmail program, and arguments that come before all others.
        public var command = ["/usr/sbin/sendmail"]
        public var timeout = Duration.seconds(60)

        public init() {}

        public static let keys: [ConfigurationKey<Self>] =
            [
                .init(
                    "to", \.to, ValueKind<String>.mailbox.list("mail addresses", upTo: 100),
                    "Recipient addresses.", effect: .restart),
                .init("from", \.from, ValueKind<String>.mailbox, "Sender address.", effect: .restart),
                .init(
                    "command", \.command, .command,
                    "The sendmail program, optionally with arguments to put before all others.", effect: .restart),
                .init(
                    "timeout", \.timeout, .duration(.seconds(1) ... .seconds(3600)),
                    "Time limit for the program; then the message is sent again.", effect: .restart),
            ] + Sink.keys(of: \.sink, "Lowest severity of alerts for mail.")
    }
}
