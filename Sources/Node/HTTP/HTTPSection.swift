public import ConfigurationKeys
public import NumberResources

/// How the HTTP API is served: `http` in the configuration.
public struct HTTPSection: NodeSection {
    public static let name = "http"

    public var listen = [ListenAddress(host: "127.0.0.1", port: 8324)]
    public var tls = TLS()
    public var audit = Audit()
    /// Where clients may connect from; from everywhere when empty.
    public var allow: [IPPrefix] = []
    /// Origins whose pages may read data that is public; `*` for all.
    public var cors = ["*"]
    public var tokens: [Token] = []
    /// Proxies that say truly for whom they ask.
    public var trustedProxies: [IPPrefix] = []
    /// Names and addresses that requests may name as their host, in addition to those that are always served.
    public var hosts: [String] = []
    public var maxConnections = 1024
    public var maxConnectionsPerAddress = 256
    public var requestTimeout = Duration.seconds(30)
    /// The age of the last finished refresh from which `/health` and `/ready` fail.
    public var staleAfter = Duration.seconds(3600)
    /// Differences between serials that are kept for `/json-delta`.
    public var history = 50

    public init() {}

    public static let keys: [ConfigurationKey<HTTPSection>] =
        listeners + part("tls", \.tls) + access + proxies + part("audit", \.audit) + answers

    private static let listeners: [ConfigurationKey<HTTPSection>] = [
        .init(
            "listen", \.listen, ValueKind.listenAddress.list("addresses with port"),
            "Listen addresses of the HTTP API, without TLS.", effect: .restart)
    ]

    private static let access: [ConfigurationKey<HTTPSection>] = [
        .init(
            "allow", \.allow, ValueKind.prefix.list("prefixes", upTo: 10_000),
            "Prefixes from which clients may connect; empty: all."),
        .init(
            "cors", \.cors, ValueKind<String>.webOrigin.list("origins", upTo: 100),
            "Web origins whose pages may read public data in a browser; '*': all. Alerts are never readable from other origins."
        ),
        .init(
            "tokens", \.tokens, ValueKind<Token>.token.list("tokens"),
            "Access tokens for clients on other machines that read alerts; 'atalaya config token' creates one.",
            isSecret: true),
    ]

    private static let proxies: [ConfigurationKey<HTTPSection>] = [
        .init(
            "trusted-proxies", \.trustedProxies, ValueKind.prefix.list("prefixes", upTo: 100),
            "Prefixes of proxies that set X-Forwarded-For, and X-Forwarded-Proto to https; users may log in through them.",
            effect: .restart)
    ]

    private static let answers: [ConfigurationKey<HTTPSection>] = [
        .init(
            "hosts", \.hosts, ValueKind<String>.host.list("hosts"),
            "Names and addresses accepted in the Host field, such as that of a proxy; other requests get 421.",
            effect: .restart),
        .init(
            "max-connections", \.maxConnections, .number(1...100_000),
            "Maximum number of simultaneous connections to each listen address.", effect: .restart),
        .init(
            "max-connections-per-address", \.maxConnectionsPerAddress, .number(1...100_000),
            "Maximum number of connections from one IPv4 address or IPv6 /64. All clients of a proxy share its address.",
            effect: .restart),
        .init(
            "request-timeout", \.requestTimeout, .duration(.seconds(1) ... .seconds(3600)),
            "Time limit for receiving a request and sending its answer.", effect: .restart),
        .init(
            "stale-after", \.staleAfter, .duration(.seconds(1) ... .seconds(604_800)),
            "Maximum age of the last successful refresh; if it is older, /health and /ready fail."),
        .init(
            "history", \.history, .number(0...10_000),
            "Number of past changes to keep for /json-delta.", effect: .restart),
    ]
}

extension NodeConfiguration {
    public var http: HTTPSection {
        get { self[HTTPSection.self] }
        set { self[HTTPSection.self] = newValue }
    }
}
