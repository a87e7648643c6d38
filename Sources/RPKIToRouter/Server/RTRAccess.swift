public import NumberResources

/// Which routers may connect, and the highest version of the protocol that each may speak.
public struct RTRAccess: Hashable, Sendable {
    /// The prefixes of allowed routers; all are allowed if it is empty.
    public var allowed: [IPPrefix] = []
    /// The highest version for routers that ``versions`` does not name.
    public var maximumVersion = ProtocolVersion.two
    /// The highest version for the routers of a prefix; the longest prefix that contains the router counts.
    public var versions: [IPPrefix: ProtocolVersion] = [:]

    public init() {}

    func isAllowed(_ address: IPAddress?) -> Bool {
        if allowed.isEmpty { return true }
        guard let address else { return false }
        return allowed.contains { $0.unmapped.contains(address) }
    }

    func maximumVersion(for address: IPAddress?) -> ProtocolVersion {
        guard let address else { return maximumVersion }
        let matching = versions.lazy.map { ($0.key.unmapped, $0.value) }.filter { $0.0.contains(address) }
        // Of two ways to write the same prefix, the lower version counts.
        return matching.max { ($0.0.length, $1.1) < ($1.0.length, $0.1) }?.1 ?? maximumVersion
    }
}

extension IPAddress {
    /// The source of a connection for limits: an IPv4 address, or the 64 bits of a network in IPv6.
    var source: IPPrefix {
        family == .ipv4 ? IPPrefix(self) : IPPrefix(truncating: self, length: 64)
    }
}

extension IPPrefix {
    /// The IPv4 prefix that is written as `::ffff:192.0.2.0/120`.
    fileprivate var unmapped: IPPrefix {
        guard family == .ipv6, length >= 96, address.unmapped.family == .ipv4 else { return self }
        return IPPrefix(truncating: address.unmapped, length: Int(length) - 96)
    }
}
