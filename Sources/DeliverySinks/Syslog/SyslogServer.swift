/// The server to which messages of syslog go.
public enum SyslogServer: Hashable, Sendable, CustomStringConvertible {
    case udp(host: String, port: Int)
    case tcp(host: String, port: Int)
    /// The path of a Unix socket.
    case socket(String)

    public var description: String {
        switch self {
        case .udp(let host, let port): "udp://\(SyslogServer.text(host)):\(port)"
        case .tcp(let host, let port): "tcp://\(SyslogServer.text(host)):\(port)"
        case .socket(let path): path
        }
    }

    private static func text(_ host: String) -> String {
        host.contains(":") ? "[\(host)]" : host
    }
}
