public import NumberResources

/// Addresses that are not those of a server on the public Internet (IANA's special-purpose registries, RFC 6890).
public enum SpecialPurpose {
    /// The purpose of `address`, in a few words; `nil` if it may be that of a public server.
    ///
    /// An IPv6 address that carries an IPv4 address, since it is translated or tunnelled to it, is judged by that one.
    public static func name(of address: IPAddress) -> String? {
        if let name = ranges.first(where: { $0.prefix.contains(address) })?.name { return name }
        guard address.family == .ipv6 else { return nil }
        for inner in embedded(in: address) {
            if let name = name(of: inner) { return "\(name), as \(inner) in it" }
        }
        return isGlobal(address) ? nil : "not a global unicast address"
    }

    /// The IPv4 addresses in an IPv6 address.
    static func embedded(in address: IPAddress) -> [IPAddress] {
        let bits = address.leftAlignedBits
        func part(endingAt end: Int) -> UInt32 { UInt32(truncatingIfNeeded: bits >> UInt128(128 - end)) }
        guard address.family == .ipv6 else { return [] }
        if translated.contains(where: { $0.contains(address) }) { return [IPAddress(ipv4: part(endingAt: 128))] }
        if sixToFour?.contains(address) ?? false { return [IPAddress(ipv4: part(endingAt: 48))] }
        if teredo?.contains(address) ?? false {
            // RFC 4380 section 4: the server, and the client with its bits inverted.
            return [IPAddress(ipv4: part(endingAt: 64)), IPAddress(ipv4: ~part(endingAt: 128))]
        }
        // RFC 5214 section 6.1: the interface identifier of ISATAP.
        let identifier = part(endingAt: 96)
        if identifier == 0x0000_5efe || identifier == 0x0200_5efe { return [IPAddress(ipv4: part(endingAt: 128))] }
        return []
    }

    private static func isGlobal(_ address: IPAddress) -> Bool {
        translated.contains { $0.contains(address) } || unicast?.contains(address) ?? false
    }

    private struct Range: Sendable {
        let prefix: IPPrefix
        let name: String

        init?(_ prefix: String, _ name: String) {
            guard let prefix = IPPrefix(prefix) else { return nil }
            self.prefix = prefix
            self.name = name
        }
    }

    /// Mapped (RFC 4291), translated (RFC 2765, RFC 6052).
    private static let translated = ["::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96"].compactMap { IPPrefix($0) }
    private static let sixToFour = IPPrefix("2002::/16")
    private static let teredo = IPPrefix("2001::/32")
    private static let unicast = IPPrefix("2000::/3")

    /// The first that matches names the address.
    private static let ranges: [Range] = [
        Range("169.254.169.254/32", "a cloud metadata address"), Range("169.254.170.2/32", "a cloud metadata address"),
        Range("100.100.100.200/32", "a cloud metadata address"), Range("192.0.0.192/32", "a cloud metadata address"),
        Range("168.63.129.16/32", "a cloud metadata address"), Range("fd00:ec2::254/128", "a cloud metadata address"),
        Range("fd20:ce::254/128", "a cloud metadata address"),
        Range("0.0.0.0/8", "unspecified"), Range("10.0.0.0/8", "private"),
        Range("100.64.0.0/10", "shared address space"), Range("127.0.0.0/8", "loopback"),
        Range("169.254.0.0/16", "link-local"), Range("172.16.0.0/12", "private"),
        Range("192.0.0.0/24", "reserved for protocols"), Range("192.0.2.0/24", "for documentation"),
        Range("192.88.99.0/24", "reserved"), Range("192.168.0.0/16", "private"),
        Range("198.18.0.0/15", "for benchmarks"), Range("198.51.100.0/24", "for documentation"),
        Range("203.0.113.0/24", "for documentation"), Range("224.0.0.0/4", "multicast"),
        Range("255.255.255.255/32", "broadcast"), Range("240.0.0.0/4", "reserved"),
        Range("::/128", "unspecified"), Range("::1/128", "loopback"), Range("::/96", "IPv4-compatible"),
        Range("64:ff9b:1::/48", "local translation"), Range("100::/64", "discarded"),
        Range("100:0:0:1::/64", "reserved"), Range("2001:2::/48", "for benchmarks"),
        Range("2001:10::/28", "reserved for protocols"), Range("2001:20::/28", "reserved for protocols"),
        Range("2001:30::/28", "reserved for protocols"), Range("2001:db8::/32", "for documentation"),
        Range("3fff::/20", "for documentation"), Range("5f00::/16", "segment identifiers"),
        Range("fc00::/7", "unique local"), Range("fe80::/10", "link-local"), Range("fec0::/10", "site-local"),
        Range("ff00::/8", "multicast"),
    ].compactMap { $0 }
}
