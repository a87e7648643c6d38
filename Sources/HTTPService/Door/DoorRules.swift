package import Access
package import NumberResources

/// What an operator decides about who may use a server. It may change while the server runs.
package struct DoorRules: Sendable {
    package var policy = AccessPolicy()
    /// Where connections may come from; from everywhere when empty.
    package var allowed: [IPPrefix] = []
    package var origins = SharedOrigins.any
    /// Proxies that say truly for whom they ask, and whether the client's connection is encrypted.
    package var proxies: [IPPrefix] = []
    /// Origins of the node's own pages, in addition to the host that a request names: that of a proxy.
    package var ownOrigins: Set<String> = []

    package init() {}

    /// Whether connections may come from this address. What has no address is on the same machine.
    func allows(_ peer: IPAddress?) -> Bool {
        guard !allowed.isEmpty, let peer = peer?.unmapped else { return true }
        return allowed.contains { $0.contains(peer) }
    }
}
