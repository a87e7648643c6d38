public import ConfigurationKeys
public import NumberResources
public import RouteSecurity
public import SecurityEvents

/// The monitored networks, the feeds, and the recipients of alerts: `watch` in the configuration.
public struct RoutesSection: NodeSection {
    public static let name = "watch"

    /// The AS numbers that are ours.
    public var asns: [ASN] = []
    /// Our prefixes with their permitted origins; `nil` for `asns`, an empty list for no origin.
    public var prefixes: [IPPrefix: [ASN]?] = [:]
    /// Networks that carry our routes to the rest of the Internet.
    public var upstreams: [ASN] = []
    public var peers: [ASN] = []
    public var customers: [ASN] = []
    /// Whether there are neighbours that are not configured; `nil` where that is not said.
    public var peering: PeeringPolicy?
    /// Neighbours of neighbours of ours, where they are known.
    public var links: [ASN: [ASN]] = [:]
    /// ASes that have no providers.
    public var transitFree: [ASN] = []
    /// Our sessions with collectors: routes of these peers are not evidence.
    public var excludedPeers: [ExcludedPeer] = []
    /// Whom to call about an AS.
    public var contacts: [ASN: String] = [:]
    /// What must not be in a path to us.
    public var forbiddenInPath: [HopPattern] = []
    /// What each path to us must have, one of it; empty: no condition.
    public var requiredInPath: [HopPattern] = []
    /// Dumps of routing registries (RPSL).
    public var irr: [String] = []
    /// Extended files of delegated statistics.
    public var delegated: [String] = []
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
    /// Time for which ended alerts are kept.
    public var keep = Duration.seconds(90 * 86_400)
    /// The most deliveries that may wait for a sink.
    public var queue = 10_000
    public var log = Sink()
    public var events = Events()
    public var webhook = Webhook()
    public var syslog = Syslog()
    public var mail = Mail()

    public init() {}

    /// Whether there are networks to monitor.
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
            "Our prefixes, each with its permitted origins: null for those in watch.asns, [] for none."),
        .init(
            "upstreams", \.upstreams, asns, "Networks that carry our routes to the rest of the Internet."),
        .init("peers", \.peers, asns, "Networks with which we exchange our and our customers' routes."),
        .init("customers", \.customers, asns, "Networks whose routes we carry."),
        .init(
            "peering", \.peering, ValueKind<PeeringPolicy>.choice.optional(),
            "open: we have neighbours that are not configured; closed: all are; null: closed if watch.peers is set."),
        .init(
            "forbidden-in-path", \.forbiddenInPath, ValueKind<[HopPattern]>.hopPatterns,
            "Networks, or patterns of AS paths such as '174 * 64496 $', that must not be in a path to one of our prefixes."
        ),
        .init(
            "required-in-path", \.requiredInPath, ValueKind<[HopPattern]>.hopPatterns,
            "Networks or patterns of which one must be in each path to our prefixes; empty: no condition."),
        .init(
            "irr", \.irr, ValueKind.path.list("paths"),
            "RPSL dumps of routing registries, compressed or not: route and aut-num objects are evidence in alerts."),
        .init(
            "delegated", \.delegated, ValueKind.path.list("paths"),
            "Delegated statistics, extended: an AS of the same holder as ours makes an alert about it less sure."),
        .init(
            "links", \.links, .mapping(ValueKind<ASN>.asn, to: asns, form: "AS: [AS, …]"),
            "For a neighbour, all its neighbours: no other AS may be next to it on a path to us."),
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
            "Alerts that are listed but not sent."),
        .init(
            "maintenance", \.maintenance,
            ValueKind<RoutesSection.Maintenance>.maintenance.list("windows"),
            "Maintenance windows, in which no alerts are raised. A condition that still holds at the end is raised then."
        ),
    ]

    private static let feeds: [ConfigurationKey<RoutesSection>] = [
        .init(
            "payloads", \.payloads, ValueKind<String>.place(["http", "https"]).optional(),
            "File or URL of the payloads for validating routes; null: the payloads of the node."),
        .init(
            "files", \.files, ValueKind.path.list("paths"),
            "Route files, such as MRT, to read once, by the times of their routes.", effect: .restart),
        .init(
            "folders", \.folders, ValueKind.path.list("paths"),
            "Folders into which route files are put; each file is read once, when it is complete.", effect: .restart),
        .init(
            "settle", \.settle, .duration(.milliseconds(100) ... .seconds(3600)),
            "Time without a change after which a file in a folder counts as complete.", effect: .restart),
        .init("tlp", \.tlp, .choice, "TLP 2.0 label of events."),
        .init(
            "keep", \.keep, .duration(.seconds(60) ... .seconds(315_360_000)),
            "Time to keep ended alerts."),
        .init(
            "queue", \.queue, .number(1...1_000_000),
            "Maximum number of messages waiting for a sink; if there are more, the oldest are discarded.",
            effect: .restart),
    ]

    private static let sinks: [ConfigurationKey<RoutesSection>] =
        Sink.keys("log.", of: \.log, "Lowest severity of alerts in the log.")
        + part("events", \.events) + part("webhook", \.webhook) + part("syslog", \.syslog) + part("mail", \.mail)
}

extension NodeConfiguration {
    public var watch: RoutesSection {
        get { self[RoutesSection.self] }
        set { self[RoutesSection.self] = newValue }
    }
}

extension NodeConfiguration.Inputs {
    public var routes: RoutesInputs { self[RoutesSection.self] ?? RoutesInputs() }
}
