/// The listen addresses of a server, its clients and its limits.
public struct RTRServerConfiguration: Sendable {
    public var listeners: [RTRListener]
    /// Which routers may connect when the server starts; see ``RTRServer/use(_:)``.
    public var access = RTRAccess()
    public var limits = RTRServerLimits()
    /// The least seconds from one Serial Notify to the next on a connection (RFC 8210 section 8.2: 60).
    public var notifyInterval = 60.0
    /// The number of threads that serve; `nil`: one for each core.
    public var threads: Int?

    public init(listeners: [RTRListener]) {
        self.listeners = listeners
    }
}

/// The limits of a server. Times are in seconds.
public struct RTRServerLimits: Hashable, Sendable {
    /// Simultaneous connections; further connections are closed immediately.
    public var connections = 1_000
    /// Simultaneous connections from one source: an IPv4 address, or a /64 of IPv6.
    public var connectionsPerSource = 500
    /// Addresses whose figures are kept after the router left; those that left first go.
    public var routers = 2_000
    /// From the connection to the first query, TLS included.
    public var queryTimeout = 30
    /// From the first octet of a PDU to its last.
    public var pduTimeout = 30
    /// During which a router reads nothing of what it is sent.
    public var writeTimeout = 60
    /// During which a router asks nothing.
    public var idleTimeout = 86_400
    /// That answers under way have when the server ends.
    public var endTimeout = 5

    public init() {}
}

/// An address and port to listen at.
public struct RTRListener: Hashable, Sendable {
    /// An IPv4 or IPv6 address, or a name for one.
    public var host: String
    /// RPKI-Router is 323, over TLS 324; 0 is any free port.
    public var port: Int
    public var tls: RTRServerTLS?

    public init(host: String, port: Int, tls: RTRServerTLS? = nil) {
        self.host = host
        self.port = port
        self.tls = tls
    }
}

/// The TLS identity of a server (RFC 8210 section 9.2). The files are PEM.
public struct RTRServerTLS: Hashable, Sendable {
    public var certificateFile: String
    public var keyFile: String
    /// If set, routers must present a certificate that one of these CAs issued.
    public var clientAuthorityFile: String?

    public init(certificateFile: String, keyFile: String, clientAuthorityFile: String? = nil) {
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.clientAuthorityFile = clientAuthorityFile
    }
}

/// The reason why a server or client cannot start.
public enum RTRSetupError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A certificate, key or authority cannot be used.
    case tls(file: String, reason: String)
    case listen(address: String, reason: String)

    public var description: String {
        switch self {
        case .tls(let file, let reason): "\(file): \(reason)"
        case .listen(let address, let reason): "\(address): \(reason)"
        }
    }
}
