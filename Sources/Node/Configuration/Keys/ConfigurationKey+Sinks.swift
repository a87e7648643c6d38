internal import SecurityEvents
internal import TextFormats

extension ConfigurationKey {
    static let sinks: [ConfigurationKey] =
        sink("watch.log", \.watch.log, "Least severity of alerts in the node's log.")
        + [
            .init(
                "watch.events.path", \.watch.events.path, ValueKind.path.optional(),
                "File that events are written to, an object of JSON a line.", effect: .restart)
        ] + sink("watch.events", \.watch.events.sink, "Least severity of alerts in the file of events.")
        + webhook + sink("watch.webhook", \.watch.webhook.sink, "Least severity of alerts that are posted.")
        + syslog + sink("watch.syslog", \.watch.syslog.sink, "Least severity of alerts to syslog.")
        + mail + sink("watch.mail", \.watch.mail.sink, "Least severity of alerts by mail.")

    private static let webhook: [ConfigurationKey] = [
        .init(
            "watch.webhook.urls", \.watch.webhook.urls, ValueKind.url(["https", "http"]).list("URLs", upTo: 16),
            "URLs that events are posted to as JSON.", effect: .restart),
        .init(
            "watch.webhook.headers", \.watch.webhook.headers,
            .mapping(ValueKind<String>.fieldName, to: ValueKind<String>.printable, form: "FIELD: VALUE"),
            "Header fields of the requests, such as Authorization.", effect: .restart),
        .init(
            "watch.webhook.secret", \.watch.webhook.secret, ValueKind.path.optional(),
            "File whose first line is the key of the HMAC with SHA-256 in X-Atalaya-Signature.", effect: .restart),
        .init(
            "watch.webhook.https-ca", \.watch.webhook.httpsCA, ValueKind.path.list("paths"),
            "PEM files of authorities to trust for HTTPS beside the system's.", effect: .restart),
        .init(
            "watch.webhook.timeout", \.watch.webhook.timeout, .duration(.milliseconds(100) ... .seconds(600)),
            "Until the server has answered; then it is tried again.", effect: .restart),
    ]

    private static let syslog: [ConfigurationKey] = [
        .init(
            "watch.syslog.targets", \.watch.syslog.targets,
            ValueKind<NodeConfiguration.Watch.Syslog.Target>.syslogTarget.list("servers", upTo: 16),
            "Syslog servers (RFC 5424): UDP, TCP with octet counting (RFC 6587), or the socket of this machine.",
            effect: .restart),
        .init(
            "watch.syslog.facility", \.watch.syslog.facility, .choice, "The facility of messages.", effect: .restart),
    ]

    private static let mail: [ConfigurationKey] = [
        .init(
            "watch.mail.to", \.watch.mail.to, ValueKind<String>.mailbox.list("mail addresses", upTo: 100),
            "Who gets mail.", effect: .restart),
        .init("watch.mail.from", \.watch.mail.from, ValueKind<String>.mailbox, "Who it is from.", effect: .restart),
        .init(
            "watch.mail.command", \.watch.mail.command, .command,
            "The sendmail program, and arguments that come before all others.", effect: .restart),
        .init(
            "watch.mail.timeout", \.watch.mail.timeout, .duration(.seconds(1) ... .seconds(3600)),
            "Until the program has ended; then it is tried again.", effect: .restart),
    ]

    private static func sink(
        _ section: String,
        _ member: any WritableKeyPath<NodeConfiguration, NodeConfiguration.Watch.Sink> & Sendable,
        _ summary: String
    ) -> [ConfigurationKey] {
        [
            .init(
                section + ".severity", in: member, \.severity, ValueKind<EventSeverity>.choice.optional(none: "off"),
                summary,
                effect: .restart),
            .init(
                section + ".rate", in: member, \.rate, ValueKind.number(1...100_000).optional(none: "any"),
                "Messages in a period; what is more comes together in one at its end.", effect: .restart),
            .init(
                section + ".period", in: member, \.period, .duration(.seconds(1) ... .seconds(86_400)),
                "That period.", effect: .restart),
        ]
    }
}
