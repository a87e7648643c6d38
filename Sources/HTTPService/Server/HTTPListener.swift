/// Where a server listens, and how.
package struct HTTPListener: Hashable, Sendable, CustomStringConvertible {
    /// A name or an address, without brackets.
    package var host: String
    /// 0 for any that is free.
    package var port: Int
    package var isTLS: Bool

    package init(host: String, port: Int, isTLS: Bool = false) {
        self.host = host
        self.port = port
        self.isTLS = isTLS
    }

    /// `127.0.0.1:8324`, `[::1]:8324`.
    package var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
