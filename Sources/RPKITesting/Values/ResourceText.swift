internal import NumberResources

/// The short notation of plans. What cannot be read is a mistake in a test's source, and stops it.
enum ResourceText {
    /// `10.0.0.0/8` or an address alone, which is a prefix of all its bits.
    static func prefix(_ text: some StringProtocol) -> IPPrefix {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let address = address(parts[0])
        guard parts.count > 1 else { return IPPrefix(truncating: address, length: address.family.bitWidth) }
        guard parts.count == 2, let length = Int(parts[1]), let prefix = IPPrefix(address, length: length) else {
            preconditionFailure("not a prefix: \(text)")
        }
        return prefix
    }

    /// An address in dotted decimal or as in RFC 4291 section 2.2, without its mixed form.
    static func address(_ text: some StringProtocol) -> IPAddress {
        text.contains(":") ? IPAddress(ipv6: ipv6(text)) : IPAddress(ipv4: ipv4(text))
    }

    /// `AS64496` or `64496`.
    static func asn(_ text: some StringProtocol) -> UInt32 {
        guard let number = UInt32(text.hasPrefix("AS") ? text.dropFirst(2) : text[...]) else {
            preconditionFailure("not an AS number: \(text)")
        }
        return number
    }

    private static func ipv4(_ text: some StringProtocol) -> UInt32 {
        let octets = text.split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
        precondition(octets.count == 4, "not an address: \(text)")
        return octets.reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func ipv6(_ text: some StringProtocol) -> UInt128 {
        let halves = String(text).split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        let groups = halves.map { half in
            half.isEmpty ? [] : half.split(separator: ":", omittingEmptySubsequences: false).map(group)
        }
        let present = groups.joined().count
        precondition(halves.count == 2 ? present < 8 : present == 8, "not an address: \(text)")
        let zeros = [UInt16](repeating: 0, count: 8 - present)
        let all = halves.count == 2 ? groups[0] + zeros + groups[1] : groups[0]
        return all.reduce(0) { $0 << 16 | UInt128($1) }
    }

    private static func group(_ text: Substring) -> UInt16 {
        guard let group = UInt16(text, radix: 16) else { preconditionFailure("not an address: \(text)") }
        return group
    }
}
