package import NumberResources

/// Where a request comes from, as far as the proxies between are trusted.
package struct RequestSource: Hashable, Sendable {
    /// The client's address; that of the last proxy which is not trusted, where there is one.
    package let address: IPAddress?
    /// Whether all between client and node is encrypted.
    package let isSecure: Bool
    /// Whether it comes from a program of the same machine, and not through a proxy.
    package let isLoopback: Bool

    init(address: IPAddress?, isSecure: Bool, isLoopback: Bool) {
        self.address = address
        self.isSecure = isSecure
        self.isLoopback = isLoopback
    }

    /// Whether passwords and sessions may be sent on this way: no one between can read them.
    package var mayLogIn: Bool { isSecure || isLoopback }

    /// Whom a limit for one address counts.
    package var client: ClientAddress { ClientAddress(address) }
}
