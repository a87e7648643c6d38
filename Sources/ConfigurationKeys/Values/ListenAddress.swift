internal import NumberResources

/// The address at which a server listens: an IP address or host name, and a port.
public struct ListenAddress: Hashable, Sendable {
    /// An IPv4 or IPv6 address without brackets, or a host name.
    public let host: String
    /// From 0 to 65535; 0 takes a free port.
    public let port: Int

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// The address in `text`: `127.0.0.1:8323`, `[::1]:8323` or `localhost:8323`; `nil` for anything else.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(digits), port <= 65_535
        else { return nil }
        let host = text[..<colon]
        if host.hasPrefix("[") {
            guard host.hasSuffix("]"), let address = IPAddress(host.dropFirst().dropLast()), address.family == .ipv6
            else {
                return nil
            }
            self.init(host: String(host.dropFirst().dropLast()), port: port)
        } else {
            guard IPAddress(host)?.family == .ipv4 || HostName.isValid(host) else { return nil }
            self.init(host: String(host), port: port)
        }
    }

    /// True if only programs of the same machine can connect.
    public var isLoopback: Bool {
        guard let address = IPAddress(host) else { return host.lowercased() == "localhost" }
        switch address.family {
        case .ipv4: return address.ipv4Value >> 24 == 127
        case .ipv6: return address.leftAlignedBits == 1
        }
    }
}

extension ListenAddress: CustomStringConvertible {
    public var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
