public import ConfigurationKeys
public import NumberResources
public import RouteSecurity

extension RoutesSection {
    /// Routers that send what they have by BMP (RFC 7854).
    public struct BMP: ConfigurationSection {
        public var enabled = false
        public var listen = [ListenAddress(host: "127.0.0.1", port: 11_019)]
        /// Whence routers may connect; from everywhere when empty.
        public var allow: [IPPrefix] = []
        public var maxConnections = 100
        /// Of these, from one address; all of a /64 of IPv6 count as one.
        public var maxConnectionsPerAddress = 20
        /// Roles of the routers' neighbours, if the routers are ours; empty for collectors.
        public var roles: [ASN: NeighbourRole] = [:]
        /// From a connection to the router's first message.
        public var initiationTimeout = Duration.seconds(30)
        /// From the first octet of a message to its last.
        public var messageTimeout = Duration.seconds(30)

        public init() {}

        public static let keys: [ConfigurationKey<Self>] = [
            .init(
                "enabled", \.enabled, .boolean, "Accept BMP from routers.",
                effect: .restart),
            .init(
                "listen", \.listen, ValueKind.listenAddress.list("addresses with port"),
                "BMP listen addresses.", effect: .restart),
            .init(
                "allow", \.allow, ValueKind.prefix.list("prefixes", upTo: 10_000),
                "Prefixes from which BMP routers may connect; empty: all.", effect: .restart),
            .init(
                "max-connections", \.maxConnections, .number(1...10_000),
                "Maximum number of simultaneous connections of BMP routers.",
                effect: .restart),
            .init(
                "max-connections-per-address", \.maxConnectionsPerAddress, .number(1...10_000),
                "Maximum number of simultaneous connections of BMP routers from one IPv4 address or one IPv6 /64.",
                effect: .restart),
            .init(
                "roles", \.roles,
                .mapping(ValueKind<ASN>.asn, to: ValueKind<NeighbourRole>.choice, form: "AS: ROLE"),
                "If the routers are ours: role of each of their neighbours: customer, provider, peer, rs or rs-client.",
                effect: .restart),
            .init(
                "initiation-timeout", \.initiationTimeout, .duration(.seconds(1) ... .seconds(3600)),
                "Time limit for the first message of a router; then it is disconnected.", effect: .restart),
            .init(
                "message-timeout", \.messageTimeout, .duration(.seconds(1) ... .seconds(3600)),
                "Time limit for receiving one message; then the router is disconnected.", effect: .restart),
        ]
    }

    /// RIPE's RIS Live.
    public struct RIS: ConfigurationSection {
        public var enabled = false
        public var url = "https://ris-live.ripe.net/v1/stream/?format=json"
        /// Client name sent to the service.
        public var client = "atalaya"
        /// The collectors to receive routes from, such as `rrc00`; all if empty.
        public var collectors: [String] = []
        /// Prefixes to receive routes for, with more specific ones; those of `prefixes` if empty.
        public var prefixes: [IPPrefix] = []
        /// Paths of PEM files with certificates to trust in addition to the system's.
        public var httpsCA: [String] = []
        /// The time without data after which the connection is opened again.
        public var liveness = Duration.seconds(60)
        /// The longest wait before another try.
        public var retry = Duration.seconds(60)

        public init() {}

        public static let keys: [ConfigurationKey<Self>] = [
            .init(
                "enabled", \.enabled, .boolean, "Receive routes from RIPE's RIS Live.", effect: .restart),
            .init(
                "url", \.url, .url(["https", "http", "wss", "ws"]),
                "URL of the stream, or of the WebSocket: wss://ris-live.ripe.net/v1/ws/."),
            .init(
                "client", \.client, ValueKind<String>.word,
                "Client name sent to the service."),
            .init(
                "collectors", \.collectors, ValueKind<String>.word.list("words"),
                "Collectors to receive routes from, such as rrc00; empty: all."),
            .init(
                "prefixes", \.prefixes, ValueKind.prefix.list("prefixes", upTo: 1_000),
                "Prefixes to receive routes for, with more specific ones; empty: watch.prefixes."),
            .init(
                "https-ca", \.httpsCA, ValueKind.path.list("paths"),
                "CA certificates (PEM files) to trust for HTTPS, in addition to the system's."),
            .init(
                "liveness", \.liveness, .duration(.seconds(1) ... .seconds(3600)),
                "Time without data after which the node connects again."),
            .init(
                "retry", \.retry, .duration(.milliseconds(100) ... .seconds(3600)),
                "Longest delay before a retry; the first retry is after one second."),
        ]
    }
}
