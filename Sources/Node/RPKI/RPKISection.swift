public import ConfigurationKeys
public import Fetching
public import NumberResources
public import RPKIRepository
public import RPKIValidation

/// The settings of fetching and validation: `rpki` in the configuration.
public struct RPKISection: NodeSection {
    public static let name = "rpki"

    public var tals: [TrustAnchorSource] = [.registries]
    /// Paths of NAME.constraints.
    public var constraints: [String] = []
    public var skipList: String?
    public var slurm: [String] = []
    /// Time from the end of one refresh to the start of the next, before jitter.
    public var refresh = Duration.seconds(600)
    /// Maximum random delay of a refresh, in percent of `refresh`.
    public var jitter = 20
    public var rrdp = true
    public var rsync = true
    /// The rsync program, a path or a name that is looked up in `PATH`, and arguments that come before all others.
    public var rsyncCommand = ["rsync"]
    public var rsyncFallback = RsyncFallback.delayed
    /// The longest time, drawn at random, before a delayed fallback.
    public var rsyncFallbackDelay = Duration.seconds(3600)
    /// Paths of PEM files with certificates to trust in addition to the system's.
    public var httpsCA: [String] = []
    /// Addresses by host name in lower case, used in place of DNS.
    public var resolve: [String: IPAddress] = [:]
    public var proxy: HTTPSOptions.Proxy?
    /// The path of a file with name and password for the proxy.
    public var proxyCredentials: String?
    /// Prefixes inside, such as 10.0.0.0/8, that CAs and redirects may lead to.
    public var allowInternalHosts: [IPPrefix] = []
    public var sourceAddress: IPAddress?
    public var family = Family.any
    public var timeouts = Timeouts()
    /// Time limit for all fetches of a refresh.
    public var walkTimeout = Duration.seconds(60)
    public var limits = FetchBounds()
    /// Publication points validated simultaneously; `nil` for one per core.
    public var workers: Int?
    /// Limits of the walk and of objects; `depth` is the key `rpki.max-depth`, `decoding.isStrict` is `rpki.strict`.
    public var validation = ValidationLimits()
    public var alarm = Alarm()

    public init() {}

    /// The moment at which rsync is tried for a repository whose RRDP failed.
    public typealias RsyncFallback = SynchronisationOptions.Fallback
    /// The addresses that may be connected to.
    public typealias Family = HTTPSOptions.Family

    /// True if there is anything to validate.
    public var isEnabled: Bool { !tals.isEmpty }

    public static let keys: [ConfigurationKey<RPKISection>] =
        policy + fetching + part("timeouts", \.timeouts) + waiting + part("limits", \.limits) + validating
        + part("alarm", \.alarm)

    private static let policy: [ConfigurationKey<RPKISection>] = [
        .init(
            "tals", \.tals, ValueKind.trustAnchor.list("locators"),
            "Trust anchor locators (RFC 8630): files, or the names of registries whose locators are built in."),
        .init(
            "constraints", \.constraints, ValueKind.path.list("paths"),
            "Files NAME.constraints: resources that the trust anchor of NAME.tal may certify. Files next to NAME.tal are always read."
        ),
        .init(
            "skiplist", \.skipList, ValueKind.path.optional(),
            "File of hosts and URIs to skip, one per line."),
        .init(
            "slurm", \.slurm, ValueKind.path.list("paths"),
            "Files of local exceptions (SLURM, RFC 8416; also version 2 with ASPAs)."),
    ]

    private static let fetching: [ConfigurationKey<RPKISection>] = [
        .init(
            "refresh", \.refresh, .duration(.seconds(1) ... .seconds(86_400)),
            "Time from the end of one refresh to the start of the next."),
        .init(
            "jitter", \.jitter, .share(0...100),
            "Random delay added to rpki.refresh, so that nodes do not all fetch simultaneously."),
        .init("rrdp", \.rrdp, .boolean, "Fetch repositories by RRDP (RFC 8182)."),
        .init("rsync", \.rsync, .boolean, "Fetch repositories by rsync."),
        .init(
            "rsync-command", \.rsyncCommand, .command,
            "The rsync program, optionally with arguments to put before all others."),
        .init(
            "rsync-fallback", \.rsyncFallback, .choice,
            "When to use rsync after RRDP fails: immediate, delayed (after a random time) or never."),
        .init(
            "rsync-fallback-delay", \.rsyncFallbackDelay, .duration(.zero ... .seconds(86_400)),
            "Maximum random delay before the fallback, if rpki.rsync-fallback is delayed."),
        .init(
            "https-ca", \.httpsCA, ValueKind.path.list("paths"),
            "CA certificates (PEM files) to trust for HTTPS, in addition to the system's."),
        .init(
            "resolve", \.resolve, .hosts, "Addresses of hosts, used instead of DNS."),
        .init(
            "proxy", \.proxy, ValueKind<HTTPSOptions.Proxy>.proxy.optional(),
            "HTTP proxy for HTTPS; the proxy resolves the host names. Not used for rsync."),
        .init(
            "proxy-credentials", \.proxyCredentials, ValueKind.path.optional(),
            "File whose first line is NAME:PASSWORD for the proxy; only its owner and group may read it."),
        .init(
            "allow-internal-hosts", \.allowInternalHosts, ValueKind.prefix.list("prefixes"),
            "Internal prefixes, such as 10.0.0.0/8, from which the node may also fetch. Hosts of the locators are always allowed."
        ),
        .init(
            "source-address", \.sourceAddress, ValueKind.address.optional(),
            "Local address for outgoing connections."),
        .init("family", \.family, .choice, "IP version for fetches."),
    ]

    private static let waiting: [ConfigurationKey<RPKISection>] = [
        .init(
            "walk-timeout", \.walkTimeout, .duration(.seconds(1) ... .seconds(86_400)),
            "Time limit for all fetches of one refresh. Repositories not fetched by then are used as stored.")
    ]
}

extension NodeConfiguration {
    public var rpki: RPKISection {
        get { self[RPKISection.self] }
        set { self[RPKISection.self] = newValue }
    }
}

extension NodeConfiguration.Inputs {
    public var rpki: RPKIInputs { self[RPKISection.self] ?? RPKIInputs() }
}
