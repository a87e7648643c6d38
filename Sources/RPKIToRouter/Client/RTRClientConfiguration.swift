/// Which cache a client asks, and how.
public struct RTRClientConfiguration: Hashable, Sendable {
    /// An address or a name.
    public var host: String
    public var port: Int
    /// The version to begin with; the client goes down where the cache knows no higher.
    public var version = ProtocolVersion.two
    public var tls: RTRClientTLS?
    /// True if payloads are kept and checked against what is there; otherwise they are only counted.
    public var keepsPayloads = true
    /// True if the client stays connected, asks again after a notification or an interval, and reconnects if necessary.
    public var isFollowing = false
    /// The seconds within which a connection opens, and within which the cache goes on answering.
    public var timeout = 30
    public var limits = RTRClientLimits()

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}

/// Limits on what a client accepts from a cache.
public struct RTRClientLimits: Hashable, Sendable {
    /// Payloads that the client has and that one update brings, together.
    public var payloads = 3_000_000
    /// Octets of one update.
    public var updateOctets = 500_000_000
    /// Seconds from a query to the end of its answer.
    public var updateSeconds = 600

    public init() {}
}

/// TLS settings of a client. The files are PEM.
public struct RTRClientTLS: Hashable, Sendable {
    /// The CA certificates to trust for the cache; `nil` for the system's.
    public var authorityFile: String?
    /// Our certificate, for caches that want one.
    public var certificateFile: String?
    public var keyFile: String?
    /// The name that the certificate must have; by default the host.
    public var serverName: String?

    public init() {}
}
