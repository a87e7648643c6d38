public import Access
public import NumberResources
internal import RPKIToRouter

public import struct FoundationEssentials.Date

extension NodeConfiguration {
    /// How routers are served.
    public struct RTR: Hashable, Sendable {
        public var listen = [ListenAddress(host: "127.0.0.1", port: 8323)]
        public var tls = TLS()
        /// What routers are told to wait from one query to the next (RFC 8210 section 6).
        public var refresh = Duration.seconds(3600)
        /// What routers are told to wait after a failed query.
        public var retry = Duration.seconds(600)
        /// What routers are told to keep payloads without a new answer.
        public var expire = Duration.seconds(7200)
        public var maxConnections = 1000
        /// Of these, from one IPv4 address or one /64 of IPv6.
        public var maxConnectionsPerSource = 500
        /// The highest version of the protocol for routers that `versions` does not name.
        public var maxVersion = 2
        /// The highest version by prefix of routers; the longest prefix counts.
        public var versions: [IPPrefix: Int] = [:]
        /// Whether sessions go on after a restart in place.
        public var sessions = Sessions.keep
        /// The folder that says which sessions may go on, outside of the state folder; `nil` for one of the system's.
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

        /// Whether routers find the sessions of before after a restart.
        public enum Sessions: String, Hashable, Sendable, CaseIterable {
            case keep, new
        }

        /// The intervals that routers are told, in whole seconds; `nil` when RFC 8210 section 6 does not allow them.
        var timers: RTRTimers? {
            RTRTimers(
                refresh: UInt32(clamping: refresh.wholeSeconds), retry: UInt32(clamping: retry.wholeSeconds),
                expire: UInt32(clamping: expire.wholeSeconds))
        }
    }

    /// How the HTTP API is served.
    public struct HTTP: Hashable, Sendable {
        public var listen = [ListenAddress(host: "127.0.0.1", port: 8324)]
        public var tls = TLS()
        /// Where clients may connect from; from everywhere when empty.
        public var allow: [IPPrefix] = []
        /// Origins whose pages may read data that is public; `*` for all.
        public var cors = ["*"]
        public var tokens: [Token] = []
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

        /// What is known of a token: not the token itself.
        public struct Token: Hashable, Sendable {
            public let name: String
            public let hash: TokenHash
            public let scope: [TokenScope]
            /// The first moment at which it is not valid.
            public let expires: Date
        }
    }

    /// What `/metrics` has.
    public struct Metrics: Hashable, Sendable {
        public var names = MetricNames.atalaya

        public init() {}
    }

    /// A server's TLS listeners; none when `listen` is empty.
    public struct TLS: Hashable, Sendable {
        public var listen: [ListenAddress] = []
        /// The path of a PEM file: the server's certificate and its chain.
        public var certificate: String?
        /// The path of a PEM file.
        public var key: String?
        /// The path of a PEM file; when set, clients must have a certificate from it.
        public var clientCA: String?

        public init() {}
    }
}
