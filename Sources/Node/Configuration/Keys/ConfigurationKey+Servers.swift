internal import NumberResources

extension ConfigurationKey {
    static let rtr: [ConfigurationKey] =
        [
            .init(
                "rtr.listen", \.rtr.listen, ValueKind.listenAddress.list("addresses with port"),
                "Where routers connect by plain TCP.", effect: .restart)
        ] + tls("rtr.tls", \.rtr.tls, "Where routers connect by TLS.") + [
            .init(
                "rtr.refresh", \.rtr.refresh, .duration(.seconds(1) ... .seconds(86_400)),
                "What routers wait from one query to the next (RFC 8210 section 6).", effect: .restart),
            .init(
                "rtr.retry", \.rtr.retry, .duration(.seconds(1) ... .seconds(7200)),
                "What routers wait after a query that failed.", effect: .restart),
            .init(
                "rtr.expire", \.rtr.expire, .duration(.seconds(600) ... .seconds(172_800)),
                "How long routers use payloads without a new answer; more than refresh and retry.", effect: .restart),
            .init(
                "rtr.max-connections", \.rtr.maxConnections, .number(1...100_000),
                "Routers connected at once, of all listeners together.", effect: .restart),
            .init(
                "rtr.max-connections-per-source", \.rtr.maxConnectionsPerSource, .number(1...100_000),
                "Routers connected at once from one IPv4 address or one /64 of IPv6.", effect: .restart),
            .init(
                "rtr.max-version", \.rtr.maxVersion, .number(0...2), "Highest version of the protocol for routers."),
            .init(
                "rtr.versions", \.rtr.versions,
                .mapping(ValueKind<IPPrefix>.prefix, to: ValueKind<Int>.number(0...2), form: "PREFIX: VERSION"),
                "Highest version by prefix of routers, in place of rtr.max-version; the longest prefix counts."),
            .init(
                "rtr.allow", \.rtr.allow, ValueKind.prefix.list("prefixes", upTo: 10_000),
                "Prefixes that routers may connect from; without any, from everywhere."),
            .init(
                "rtr.sessions", \.rtr.sessions, .choice,
                "Whether a restart in place keeps RTR sessions; in doubt they are new.", effect: .restart),
            .init(
                "rtr.lease", \.rtr.lease, ValueKind.path.optional(),
                "Folder outside of state that says which sessions go on; null: the system's runtime folder.",
                effect: .restart),
            .init(
                "rtr.history", \.rtr.history, .number(0...10_000),
                "Differences between serials held for routers; one that is further behind gets the full set.",
                effect: .restart),
            .init(
                "rtr.notify-interval", \.rtr.notifyInterval, .duration(.seconds(60) ... .seconds(3600)),
                "The least time between two Serial Notify on a connection (RFC 8210 section 8.2).", effect: .restart),
            .init(
                "rtr.query-timeout", \.rtr.queryTimeout, .duration(.seconds(1) ... .seconds(3600)),
                "From a connection to the router's first query; then it is dropped.", effect: .restart),
            .init(
                "rtr.write-timeout", \.rtr.writeTimeout, .duration(.seconds(1) ... .seconds(3600)),
                "While a router reads nothing of what it is sent; then it is dropped.", effect: .restart),
            .init(
                "rtr.idle-timeout", \.rtr.idleTimeout, .duration(.seconds(60) ... .seconds(604_800)),
                "While a router asks nothing; then it is dropped.", effect: .restart),
        ]

    static let http: [ConfigurationKey] =
        [
            .init(
                "http.listen", \.http.listen, ValueKind.listenAddress.list("addresses with port"),
                "Where the HTTP API is served.", effect: .restart)
        ]
        + tls("http.tls", \.http.tls, "Where the HTTP API is served by HTTPS.", filesEffect: .reload) + [
            .init(
                "http.allow", \.http.allow, ValueKind.prefix.list("prefixes", upTo: 10_000),
                "Prefixes that clients may connect from; without any, from everywhere."),
            .init(
                "http.cors", \.http.cors, ValueKind<String>.webOrigin.list("origins", upTo: 100),
                "Origins whose pages may read public data in a browser, '*' for all; nobody's may read alerts."),
            .init(
                "http.tokens", \.http.tokens, ValueKind<NodeConfiguration.HTTP.Token>.token.list("tokens"),
                "Tokens by which clients on other machines may read alerts; 'atalaya config token' makes one."),
            .init(
                "http.hosts", \.http.hosts, ValueKind<String>.host.list("hosts"),
                "Names and addresses that requests may name as their host, such as that of a proxy; others get 421.",
                effect: .restart),
            .init(
                "http.max-connections", \.http.maxConnections, .number(1...100_000),
                "Clients connected at once, to each address.", effect: .restart),
            .init(
                "http.max-connections-per-address", \.http.maxConnectionsPerAddress, .number(1...100_000),
                "Of these, from one address (a /64 of IPv6); behind a proxy all clients have its address.",
                effect: .restart),
            .init(
                "http.request-timeout", \.http.requestTimeout, .duration(.seconds(1) ... .seconds(3600)),
                "Until a request must have come and its answer gone.", effect: .restart),
            .init(
                "http.stale-after", \.http.staleAfter, .duration(.seconds(1) ... .seconds(604_800)),
                "Age of the last finished refresh from which /health and /ready fail."),
            .init(
                "http.history", \.http.history, .number(0...10_000),
                "Differences between serials kept for /json-delta.", effect: .restart),

        ]

    static let metrics: [ConfigurationKey] = [
        .init(
            "metrics.names", \.metrics.names, .choice,
            "The names of figures in /metrics: ours, those of Routinator for its dashboards, or both.",
            effect: .restart)
    ]

    private static func tls(
        _ section: String, _ member: any WritableKeyPath<NodeConfiguration, NodeConfiguration.TLS> & Sendable,
        _ summary: String, filesEffect: ConfigurationKey.Effect = .restart
    ) -> [ConfigurationKey] {
        [
            .init(
                section + ".listen", in: member, \.listen, ValueKind.listenAddress.list("addresses with port"), summary,
                effect: .restart),
            .init(
                section + ".certificate", in: member, \.certificate, ValueKind.path.optional(),
                "PEM file of the server's certificate and its chain.", effect: filesEffect),
            .init(
                section + ".key", in: member, \.key, ValueKind.path.optional(), "PEM file of its private key.",
                effect: filesEffect),
            .init(
                section + ".client-ca", in: member, \.clientCA, ValueKind.path.optional(),
                "PEM file of authorities; clients then must have a certificate from one of them.", effect: filesEffect),
        ]
    }
}
