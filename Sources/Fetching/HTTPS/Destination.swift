package import NumberResources
internal import Synchronization

/// Finds and checks the address that a host is connected to, so that nothing is connected to that was not checked.
///
/// The answer of a name server is requested once and used for a minute, so that changing it between the check and the
/// connection has no effect.
package final class Destination: Sendable {
    private struct Found: Sendable {
        let address: IPAddress
        let until: ContinuousClock.Instant
    }

    private let policy: AddressPolicy
    private let overrides: [String: String]
    private let family: AddressFamily?
    private let source: IPAddress?
    private let lookup: HostLookup
    private let found = Mutex<[String: Found]>([:])

    private static let memory = Duration.seconds(60)
    private static let remembered = 10_000

    package init(
        policy: AddressPolicy, overrides: [String: String], family: HTTPSOptions.Family, source: String?,
        lookup: HostLookup
    ) {
        self.policy = policy
        self.overrides = overrides
        self.source = source.flatMap { IPAddress($0) }
        self.lookup = lookup
        switch family {
        case .any: self.family = self.source?.family
        case .ipv4: self.family = .ipv4
        case .ipv6: self.family = .ipv6
        }
    }

    /// The address for `host`; `nil` when the host is itself that of an address, or when a proxy is to find it.
    ///
    /// - Throws: ``DubiousHost``, ``FetchError`` for an address of the options that is none, ``HostLookup/Failure``, or
    ///   why none of several addresses takes a connection.
    package func address(of host: String, port: Int, isProxied: Bool, timeout: Duration) async throws -> IPAddress? {
        if let override = override(host) {
            guard let address = IPAddress(override) else {
                throw FetchError(.options, host, "\(override) is not an IP address")
            }
            return address
        }
        switch try policy.check(host: host) {
        case .malformed: throw DubiousHost(host: host, reason: "neither a host name nor an address")
        case .address(let address):
            let isWritten = IPAddress(host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host) == address
            return isWritten || isProxied ? nil : address
        case .name(let name):
            if isProxied { return nil }
            return try await address(ofName: name, port: port, timeout: timeout)
        }
    }

    private func override(_ host: String) -> String? {
        let host = host.lowercased()
        return overrides[host] ?? (host.hasSuffix(".") ? overrides[String(host.dropLast())] : nil)
    }

    private func address(ofName name: String, port: Int, timeout: Duration) async throws -> IPAddress {
        let key = "\(name):\(port)"
        let now = ContinuousClock.now
        let known = found.withLock { $0[key] }
        if let known, known.until > now { return known.address }
        let all = try await lookup.addresses(name, timeout)
        let usable = all.filter { family == nil || $0.family == family }
        guard !usable.isEmpty else {
            throw HostLookup.Failure.unknown("the host has no \(family == .ipv4 ? "IPv4" : "IPv6") address")
        }
        let allowed = try policy.check(usable, of: name)
        // One that worked and is still the host's is not tried again.
        var chosen = known.map(\.address).flatMap { allowed.contains($0) ? $0 : nil }
        if chosen == nil {
            chosen = try await ReachableAddress.first(
                of: allowed, host: name, port: port, from: source, timeout: timeout)
        }
        guard let address = chosen else { throw HostLookup.Failure.unknown("the host has no address") }
        found.withLock { found in
            if found.count >= Destination.remembered { found = [:] }
            found[key] = Found(address: address, until: now + Destination.memory)
        }
        return address
    }

    /// Looks the host up again the next time: the address gave no connection.
    func forget(_ host: String, port: Int) {
        guard case .name(let name) = HostSpelling(host) else { return }
        found.withLock { $0["\(name):\(port)"] = nil }
    }
}
