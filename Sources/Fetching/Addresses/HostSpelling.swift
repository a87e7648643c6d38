public import NumberResources

/// The host of a URI, independent of its spelling.
public enum HostSpelling: Hashable, Sendable {
    /// A name to look up, in lower case, without a dot at its end.
    case name(String)
    /// An address, also in one of the old forms that system libraries still take for one: `127.1`, `0x7f000001`, `0177.0.0.1`.
    case address(IPAddress)
    /// Neither.
    case malformed

    /// - Parameter text: a host without port; an IPv6 address with or without brackets.
    public init(_ text: some StringProtocol) {
        var host = text.lowercased()
        if host.hasPrefix("[") || host.contains(":") {
            if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
            // A zone names an interface of this machine: no address of the Internet has one.
            guard let address = IPAddress(host), address.family == .ipv6 else {
                self = .malformed
                return
            }
            self = .address(address)
            return
        }
        if host.hasSuffix(".") { host.removeLast() }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard host.utf8.count <= 253, labels.allSatisfy(HostSpelling.isLabel), let last = labels.last else {
            self = .malformed
            return
        }
        // A host whose last label is a number is an address or nothing (WHATWG URL section 3.5).
        if last.utf8.allSatisfy(HostSpelling.isDigit) || HostSpelling.number(last) != nil {
            self = HostSpelling.oldForm(labels).map { .address(IPAddress(ipv4: $0)) } ?? .malformed
        } else {
            self = .name(host)
        }
    }

    /// True if the name is one of this machine (RFC 6761 section 6.3, and what `/etc/hosts` usually has).
    public var isLocal: Bool {
        guard case .name(let name) = self else { return false }
        return name == "localhost" || name.hasSuffix(".localhost") || name == "localhost.localdomain"
    }

    private static func isDigit(_ octet: UInt8) -> Bool { octet &- 0x30 < 10 }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count)
            && label.utf8.allSatisfy { isDigit($0) || $0 == 0x2d || $0 == 0x5f || (0x61...0x7a).contains($0) }
    }

    /// The address of one to four numbers, of which the last fills the octets that are left.
    private static func oldForm(_ labels: [Substring]) -> UInt32? {
        guard labels.count <= 4 else { return nil }
        var address: UInt64 = 0
        for (index, label) in labels.enumerated() {
            guard let number = number(label) else { return nil }
            let isLast = index == labels.count - 1
            let octets = isLast ? 4 - index : 1
            guard number < 1 << UInt64(8 * octets) else { return nil }
            address = address << UInt64(8 * octets) | number
        }
        return UInt32(exactly: address)
    }

    /// A number in decimal, octal with 0 before it, or hexadecimal with 0x.
    private static func number(_ label: Substring) -> UInt64? {
        if label.hasPrefix("0x") { return label.count == 2 ? 0 : UInt64(label.dropFirst(2), radix: 16) }
        guard label.utf8.allSatisfy(isDigit) else { return nil }
        if label.hasPrefix("0"), label.count > 1 { return UInt64(label, radix: 8) }
        return UInt64(label)
    }
}
