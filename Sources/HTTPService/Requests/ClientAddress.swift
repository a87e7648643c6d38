package import NIOCore
package import NumberResources

/// Whom a limit for one address counts: an IPv4 address, or the /64 of an IPv6 address, since a host has a whole /64.
package struct ClientAddress: Hashable, Sendable, CustomStringConvertible {
    /// `nil` where the connection has no address.
    private let prefix: IPPrefix?

    package init(_ address: IPAddress?) {
        guard let address = address?.unmapped else {
            prefix = nil
            return
        }
        prefix = IPPrefix(truncating: address, length: address.family == .ipv4 ? 32 : 64)
    }

    package init(_ address: SocketAddress?) {
        self.init(IPAddress(address))
    }

    package var description: String {
        prefix.map { "\($0)" } ?? "local"
    }
}
