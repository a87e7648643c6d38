public import ConfigurationKeys
public import NumberResources
public import SecurityEvents

/// Which networks are watched over, by what feeds, and who is told: `watch` in the configuration.
public struct RoutesSection: ConfigurationSection {
    /// The AS numbers that are ours.
    public var asns: [ASN] = []
    /// Our prefixes and who may originate each; `nil` for `asns`, nobody where the list is empty.
    public var prefixes: [IPPrefix: [ASN]?] = [:]
    /// Who carries our routes to the rest of the Internet.
    public var upstreams: [ASN] = []
    public var peers: [ASN] = []
    public var customers: [ASN] = []
    /// Neighbours of neighbours of ours, where they are known.
    public var links: [ASN: [ASN]] = [:]
    /// ASes that have no providers.
    public var transitFree: [ASN] = []
    /// Sessions of collectors with our own routers: what these say is no evidence.
    public var excludedPeers: [ExcludedPeer] = []
    /// Whom to call about an AS.
    public var contacts: [ASN: String] = [:]
    public var thresholds = Thresholds()
    public var mutes: [Mute] = []
    public var maintenance: [Maintenance] = []
    /// A file or URL of payloads; `nil` for those of the node itself.
    public var payloads: String?
    public var files: [String] = []
    public var folders: [String] = []
    /// For so long a file of a folder must not have changed.
    public var settle = Duration.seconds(2)
    public var bmp = BMP()
    public var ris = RIS()
    /// How far what is told may be passed on.
    public var tlp = TrafficLight.amber
    /// How long alerts that have ended are kept.
    public var keep = Duration.seconds(90 * 86_400)
    /// The most deliveries that may wait for a sink.
    public var queue = 10_000
    public var log = Sink()
    public var events = Events()
    public var webhook = Webhook()
    public var syslog = Syslog()
    public var mail = Mail()

    public init() {}

    /// Whether there is anything to watch over.
    public var isEnabled: Bool { !asns.isEmpty || !prefixes.isEmpty }

    public static let keys: [ConfigurationKey<RoutesSection>] =
        networks + part("thresholds", \.thresholds) + feeds + part("bmp", \.bmp) + part("ris", \.ris) + sinks

    private static let asns = ValueKind<[ASN]>.asns

    private static let networks: [ConfigurationKey<RoutesSection>] = [
        .init(
            "asns", \.asns, asns,
            "AS numbers that are ours. With these or with prefixes, routes are watched."),
        .init(
            "prefixes", \.prefixes,
            .mapping(ValueKind<IPPrefix>.prefix, to: ValueKind<[ASN]?>.origins, form: "PREFIX: [AS, …]"),
            "Our prefixes and who may originate each: null for watch.asns, [] for nobody."),
        .init(
            "upstreams", \.upstreams, asns, "Networks that carry our routes to the rest of the Internet."),
        .init("peers", \.peers, asns, "Networks that exchange routes with us."),
        .init("customers", \.customers, asns, "Networks whose routes we carry."),
        .init(
            "links", \.links, .mapping(ValueKind<ASN>.asn, to: asns, form: "AS: [AS, …]"),
            "All neighbours of a neighbour, where they are known: no other may stand next to it on the way to us."),
        .init(
            "transit-free", \.transitFree, asns,
            "Networks without providers; nobody else may stand between two of them."),
        .init(
            "excluded-peers", \.excludedPeers,
            ValueKind<RoutesSection.ExcludedPeer>.excludedPeer.list("peers"),
            "Our own sessions with collectors: what these peers say is no evidence."),
        .init(
            "contacts", \.contacts,
            .mapping(ValueKind<ASN>.asn, to: ValueKind<String>.printable, form: "AS: TEXT"),
            "Whom to call about a network."),
        .init(
            "mutes", \.mutes, ValueKind<RoutesSection.Mute>.mute.list("alerts"),
            "Alerts that are kept and not passed on."),
        .init(
            "maintenance", \.maintenance,
            ValueKind<RoutesSection.Maintenance>.maintenance.list("windows"),
            "When alerts are not raised; what still holds at the end is raised then."),
    ]

    private static let feeds: [ConfigurationKey<RoutesSection>] = [
        .init(
            "payloads", \.payloads, ValueKind<String>.place(["http", "https"]).optional(),
            "Payloads in a file, or at a URL, that routes are held against; null for those of the node itself."),
        .init(
            "files", \.files, ValueKind.path.list("paths"),
            "Files of routes to read once, as MRT; in this order.", effect: .restart),
        .init(
            "folders", \.folders, ValueKind.path.list("paths"),
            "Folders that fill with such files; each is read once, when it is complete.", effect: .restart),
        .init(
            "settle", \.settle, .duration(.milliseconds(100) ... .seconds(3600)),
            "For how long a file in a folder has not changed when it is complete.", effect: .restart),
        .init("tlp", \.tlp, .choice, "How far events may be passed on (TLP 2.0)."),
        .init(
            "keep", \.keep, .duration(.seconds(60) ... .seconds(315_360_000)),
            "How long alerts are kept after their end."),
        .init(
            "queue", \.queue, .number(1...1_000_000),
            "Messages that may wait for a sink that takes none; the oldest go.", effect: .restart),
    ]

    private static let sinks: [ConfigurationKey<RoutesSection>] =
        Sink.keys("log.", of: \.log, "Least severity of alerts in the node's log.")
        + part("events", \.events) + part("webhook", \.webhook) + part("syslog", \.syslog) + part("mail", \.mail)
}
