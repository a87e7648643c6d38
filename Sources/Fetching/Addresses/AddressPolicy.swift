public import NumberResources

/// Which hosts may be connected to when something from outside, such as a CA's certificate or a redirect, names them.
///
/// Servers on the public Internet may. Hosts inside, such as 127.0.0.1, 10.0.0.1 or a cloud's metadata service, may
/// only when the operator named them.
public struct AddressPolicy: Hashable, Sendable {
    /// Hosts that the operator named, as ``HostSpelling`` reads them.
    public private(set) var hosts: Set<HostSpelling> = []
    /// Prefixes that the operator allowed.
    public var prefixes: [IPPrefix]

    /// - Parameter hosts: hosts that the operator named, without ports.
    public init(hosts: some Sequence<String> = [], prefixes: [IPPrefix] = []) {
        self.prefixes = prefixes
        allow(hosts: hosts)
    }

    /// Everything may be connected to; for what an operator names and nothing from outside can change.
    public static var unrestricted: AddressPolicy {
        AddressPolicy(prefixes: [IPPrefix("0.0.0.0/0"), IPPrefix("::/0")].compactMap { $0 })
    }

    public mutating func allow(hosts names: some Sequence<String>) {
        for name in names { hosts.insert(HostSpelling(name)) }
        hosts.remove(.malformed)
    }

    /// Checks whether connections to `host` are allowed.
    ///
    /// - Throws: ``DubiousHost`` when it is not to be connected to. A host that is a name is to be looked up, and its
    ///   addresses are to be checked with ``check(_:of:)``.
    public func check(host: String) throws(DubiousHost) -> HostSpelling {
        let spelling = HostSpelling(host)
        if hosts.contains(spelling) { return spelling }
        switch spelling {
        case .malformed: throw DubiousHost(host: host, reason: "neither a host name nor an address")
        case .name:
            // The addresses that the name resolves to may be allowed.
            guard !spelling.isLocal || prefixes.contains(where: AddressPolicy.isLoopback) else {
                throw DubiousHost(host: host, reason: "this machine")
            }
        case .address(let address):
            if let reason = refusal(of: address) {
                throw DubiousHost(host: host, reason: reason)
            }
        }
        return spelling
    }

    /// Those of the addresses of `host` that may be connected to.
    ///
    /// - Throws: ``DubiousHost`` when none may.
    public func check(_ addresses: [IPAddress], of host: String) throws(DubiousHost) -> [IPAddress] {
        if hosts.contains(HostSpelling(host)) { return addresses }
        let allowed = addresses.filter { refusal(of: $0) == nil }
        if allowed.isEmpty, let first = addresses.first, let reason = refusal(of: first) {
            throw DubiousHost(host: host, reason: "its address \(first) is \(reason)")
        }
        return allowed
    }

    /// The reason why connections to `address` are not allowed; `nil` if they are.
    private func refusal(of address: IPAddress) -> String? {
        guard let name = SpecialPurpose.name(of: address) else { return nil }
        let isAllowed = ([address] + SpecialPurpose.embedded(in: address)).contains { candidate in
            prefixes.contains { $0.contains(candidate) }
        }
        return isAllowed ? nil : name
    }

    private static func isLoopback(_ prefix: IPPrefix) -> Bool {
        [IPAddress(ipv4: 0x7f00_0001), IPAddress(ipv6: 1)].contains { prefix.contains($0) }
    }
}

/// A host that something from outside named and that is not to be connected to.
public struct DubiousHost: Error, Hashable, Sendable, CustomStringConvertible {
    public let host: String
    public let reason: String

    public init(host: String, reason: String) {
        self.host = host
        self.reason = reason
    }

    public var description: String {
        "did not connect to \(host): \(reason); to allow it, set rpki.allow-internal-hosts or use the option "
            + "--allow-internal-hosts"
    }
}
