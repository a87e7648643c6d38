public import ConfigurationKeys
public import NumberResources
public import SecurityEvents

/// The monitored networks, the feeds, and the recipients of alerts: `watch` in the configuration.
public struct RoutesSection: ConfigurationSection {
    /// The AS numbers that are ours.
    public var asns: [ASN] = []
    /// Our prefixes with their permitted origins; `nil` for `asns`, an empty list for no origin.
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
    /// Whether any network may be a neighbour of ours.
    public var openPeering = false
    /// Networks that are not to be in a path to us, and
    public var forbiddenInPath: [ASN] = []
    /// those of which one has to be.
    public var requiredInPath: [ASN] = []
    public var checks = Checks()
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
    /// The TLP label of events.
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
        networks + part("checks", \.checks) + part("thresholds", \.thresholds) + feeds + part("bmp", \.bmp)
        + part("ris", \.ris) + sinks

    private static let asns = ValueKind<[ASN]>.asns

    private static let networks: [ConfigurationKey<RoutesSection>] = [
        .init(
            "asns", \.asns, asns,
            "Our AS numbers. Routes are monitored if this or watch.prefixes is set."),
        .init(
            "prefixes", \.prefixes,
            .mapping(ValueKind<IPPrefix>.prefix, to: ValueKind<[ASN]?>.origins, form: "PREFIX: [AS, …]"),
            "Our prefixes, each with its permitted origins: null for watch.asns, [] for no origin."),
        .init(
            "upstreams", \.upstreams, asns, "Networks that carry our routes to the rest of the Internet."),
        .init("peers", \.peers, asns, "Networks that exchange routes with us."),
        .init("customers", \.customers, asns, "Networks whose routes we carry."),
        .init(
            "open-peering", \.openPeering, .boolean,
            "Whether any network may be a neighbour of ours: an unknown one is then reported as new, not as forged."),
        .init(
            "forbidden-in-path", \.forbiddenInPath, asns, "Networks that must not be in a path to one of our prefixes."),
        .init(
            "required-in-path", \.requiredInPath, asns,
            "Networks of which one must be in each path to our prefixes; empty: no condition."),
        .init(
            "links", \.links, .mapping(ValueKind<ASN>.asn, to: asns, form: "AS: [AS, …]"),
            "All neighbours of a neighbour, if they are known: no other AS may be next to it on a path to us."),
        .init(
            "transit-free", \.transitFree, asns,
            "Networks without providers; no other AS may be between two of them on a path."),
        .init(
            "excluded-peers", \.excludedPeers,
            ValueKind<RoutesSection.ExcludedPeer>.excludedPeer.list("peers"),
            "Our sessions with collectors: routes of these peers are not used as evidence."),
        .init(
            "contacts", \.contacts,
            .mapping(ValueKind<ASN>.asn, to: ValueKind<String>.printable, form: "AS: TEXT"),
            "Contact of each network."),
        .init(
            "mutes", \.mutes, ValueKind<RoutesSection.Mute>.mute.list("alerts"),
            "Alerts that are listed and not sent."),
        .init(
            "maintenance", \.maintenance,
            ValueKind<RoutesSection.Maintenance>.maintenance.list("windows"),
            "Maintenance windows: alerts are not raised; what still holds at the end is raised then."),
    ]

    private static let feeds: [ConfigurationKey<RoutesSection>] = [
        .init(
            "payloads", \.payloads, ValueKind<String>.place(["http", "https"]).optional(),
            "File or URL of payloads that routes are validated against; null: the payloads of the node."),
        .init(
            "files", \.files, ValueKind.path.list("paths"),
            "Route files, such as MRT, to read once, in this order.", effect: .restart),
        .init(
            "folders", \.folders, ValueKind.path.list("paths"),
            "Folders that receive such files; each file is read once, when it is complete.", effect: .restart),
        .init(
            "settle", \.settle, .duration(.milliseconds(100) ... .seconds(3600)),
            "Time without a change after which a file in a folder is complete.", effect: .restart),
        .init("tlp", \.tlp, .choice, "TLP 2.0 label of events."),
        .init(
            "keep", \.keep, .duration(.seconds(60) ... .seconds(315_360_000)),
            "Retention of ended alerts."),
        .init(
            "queue", \.queue, .number(1...1_000_000),
            "Messages that may wait for a sink that is down; the oldest are discarded.", effect: .restart),
    ]

    private static let sinks: [ConfigurationKey<RoutesSection>] =
        Sink.keys("log.", of: \.log, "Lowest severity of alerts in the log.")
        + part("events", \.events) + part("webhook", \.webhook) + part("syslog", \.syslog) + part("mail", \.mail)
}
