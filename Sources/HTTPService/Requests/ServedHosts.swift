internal import NumberResources

/// The hosts that requests may name. A page of another origin whose name was made to lead here (DNS rebinding) names another.
package struct ServedHosts: Hashable, Sendable {
    private let names: Set<String>
    private let addresses: Set<IPAddress>

    /// - Parameter hosts: Names and addresses; what is neither is left out.
    package init(_ hosts: [String] = []) {
        var names: Set<String> = []
        var addresses: Set<IPAddress> = []
        for host in hosts {
            switch RequestHost(host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host) {
            case .name(let name): names.insert(name)
            case .address(let address): addresses.insert(address)
            case nil: break
            }
        }
        self.names = names
        self.addresses = addresses
    }

    /// Whether `host` is the connection's local address, `localhost` on loopback, or configured. The port does not matter: a
    /// forwarded port is another one.
    ///
    /// - Parameter local: The address that the client connected to.
    func contains(_ host: RequestHost, local: IPAddress?) -> Bool {
        switch host {
        case .address(let address): address == local?.unmapped || addresses.contains(address)
        case .name(let name): name == "localhost" && (local?.isLoopback ?? false) || names.contains(name)
        }
    }
}
