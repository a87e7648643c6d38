public import ConfigurationKeys
public import NumberResources
internal import RPKIToRouter

/// The settings of the RTR server: `rtr` in the configuration.
public struct RoutersSection: NodeSection {
    public static let name = "rtr"

    public var listen = [ListenAddress(host: "127.0.0.1", port: 8323)]
    public var tls = TLS()
    /// The refresh interval sent to routers (RFC 8210 section 6).
    public var refresh = Duration.seconds(3600)
    /// The retry interval sent to routers.
    public var retry = Duration.seconds(600)
    /// The expire interval sent to routers.
    public var expire = Duration.seconds(7200)
    public var maxConnections = 1000
    /// Of these, from one IPv4 address or one /64 of IPv6.
    public var maxConnectionsPerSource = 500
    /// The highest version of the protocol for routers that `versions` does not name.
    public var maxVersion = 2
    /// The highest version by prefix of routers; the longest prefix counts.
    public var versions: [IPPrefix: Int] = [:]
    /// The treatment of sessions after a restart: they continue or begin again.
    public var sessions = Sessions.keep
    /// Folder outside the state folder for the record of which sessions may continue; `nil` for the system's runtime folder.
    public var lease: String?
    /// Whence routers may connect; from everywhere when empty.
    public var allow: [IPPrefix] = []
    /// Differences between serials that are held for routers.
    public var history = 100
    /// The least time between two Serial Notify PDUs on a connection.
    public var notifyInterval = Duration.seconds(60)
    /// From a connection to the router's first query.
    public var queryTimeout = Duration.seconds(30)
    /// During which a router reads nothing of what it is sent.
    public var writeTimeout = Duration.seconds(60)
    /// During which a router asks nothing.
    public var idleTimeout = Duration.seconds(86_400)

    public init() {}

    public static let keys: [ConfigurationKey<RoutersSection>] =
        listeners + part("tls", \.tls) + intervals + connections

    private static let listeners: [ConfigurationKey<RoutersSection>] = [
        .init(
            "listen", \.listen, ValueKind.listenAddress.list("addresses with port"),
            "Listen addresses for routers, plain TCP.", effect: .restart)
    ]

    private static let intervals: [ConfigurationKey<RoutersSection>] = [
        .init(
            "refresh", \.refresh, .duration(.seconds(1) ... .seconds(86_400)),
            "Refresh interval sent to routers (RFC 8210 section 6).", effect: .restart),
        .init(
            "retry", \.retry, .duration(.seconds(1) ... .seconds(7200)),
            "Retry interval sent to routers, used after a failed query.", effect: .restart),
        .init(
            "expire", \.expire, .duration(.seconds(600) ... .seconds(172_800)),
            "Expire interval sent to routers: how long they use payloads without an update. Must exceed refresh and retry.",
            effect: .restart),
    ]

    private static let connections: [ConfigurationKey<RoutersSection>] = [
        .init(
            "max-connections", \.maxConnections, .number(1...100_000),
            "Maximum number of simultaneous connections, over all listen addresses.", effect: .restart),
        .init(
            "max-connections-per-source", \.maxConnectionsPerSource, .number(1...100_000),
            "Maximum number of simultaneous connections from one IPv4 address or one IPv6 /64.", effect: .restart),
        .init(
            "max-version", \.maxVersion, .number(0...2), "Highest protocol version offered to routers."),
        .init(
            "versions", \.versions,
            .mapping(ValueKind<IPPrefix>.prefix, to: ValueKind<Int>.number(0...2), form: "PREFIX: VERSION"),
            "Highest protocol version for the routers of a prefix; overrides rtr.max-version. The longest matching prefix applies."
        ),
        .init(
            "allow", \.allow, ValueKind.prefix.list("prefixes", upTo: 10_000),
            "Prefixes from which routers may connect; empty: all."),
        .init(
            "sessions", \.sessions, .choice,
            "RTR sessions after a restart: continue them (keep) or start new ones (new). If in doubt, keep also starts new ones.",
            effect: .restart),
        .init(
            "lease", \.lease, ValueKind.path.optional(),
            "Folder outside state for the record of which sessions may continue; null: the system's runtime folder.",
            effect: .restart),
        .init(
            "history", \.history, .number(0...10_000),
            "Number of past changes to keep for routers that are behind; a router further behind gets all payloads.",
            effect: .restart),
        .init(
            "notify-interval", \.notifyInterval, .duration(.seconds(60) ... .seconds(3600)),
            "Shortest time between two Serial Notify PDUs on a connection (RFC 8210 section 8.2).", effect: .restart),
        .init(
            "query-timeout", \.queryTimeout, .duration(.seconds(1) ... .seconds(3600)),
            "Time limit for the first query of a router; then it is disconnected.", effect: .restart),
        .init(
            "write-timeout", \.writeTimeout, .duration(.seconds(1) ... .seconds(3600)),
            "Longest time in which a router does not read; then it is disconnected.", effect: .restart),
        .init(
            "idle-timeout", \.idleTimeout, .duration(.seconds(60) ... .seconds(604_800)),
            "Longest time without a query from a router; then it is disconnected.", effect: .restart),
    ]

    /// Choice for the RTR sessions after a restart.
    public enum Sessions: String, Hashable, Sendable, CaseIterable {
        case keep, new
    }

    /// The intervals sent to routers, in whole seconds; `nil` when RFC 8210 section 6 does not allow them.
    var timers: RTRTimers? {
        RTRTimers(
            refresh: UInt32(clamping: refresh.wholeSeconds), retry: UInt32(clamping: retry.wholeSeconds),
            expire: UInt32(clamping: expire.wholeSeconds))
    }
}

extension NodeConfiguration {
    public var rtr: RoutersSection {
        get { self[RoutersSection.self] }
        set { self[RoutersSection.self] = newValue }
    }
}
