internal import NumberResources

/// The authority of a request, from `Host` or from a target in absolute form: a name or an address, and a port that may be
/// missing (RFC 9110 section 7.2, RFC 3986 section 3.2).
enum RequestHost: Hashable, Sendable {
    case address(IPAddress)
    /// In lower case, without a dot at its end.
    case name(String)

    /// `nil` for text that is not an authority, or has user information.
    init?(_ text: some StringProtocol) {
        let octets = Array(text.utf8)
        guard let first = octets.first, !octets.contains(where: RequestHost.isForbidden) else { return nil }
        if first == UInt8(ascii: "[") {
            guard let end = octets.firstIndex(of: UInt8(ascii: "]")), RequestHost.isPort(octets[(end + 1)...]) else {
                return nil
            }
            // A zone names an interface of the client (RFC 6874).
            let literal = octets[1..<end].prefix { $0 != UInt8(ascii: "%") }
            guard let address = IPAddress(String(decoding: literal, as: UTF8.self)), address.family == .ipv6 else {
                return nil
            }
            self = .address(address.unmapped)
            return
        }
        let colon = octets.firstIndex(of: UInt8(ascii: ":")) ?? octets.endIndex
        guard colon > 0, RequestHost.isPort(octets[colon...]) else { return nil }
        let host = String(decoding: octets[..<colon], as: UTF8.self).lowercased()
        if let address = IPAddress(host) {
            self = .address(address)
            return
        }
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        guard !name.isEmpty else { return nil }
        self = .name(name)
    }

    private static func isForbidden(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x21...0x7e: "\"#,/<>?@\\^`{|}".utf8.contains(octet)
        default: true
        }
    }

    /// Nothing, or a colon with a number of 16 bits or without one.
    private static func isPort(_ octets: ArraySlice<UInt8>) -> Bool {
        guard octets.first == UInt8(ascii: ":") else { return octets.isEmpty }
        let digits = octets.dropFirst()
        guard digits.count <= 5, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        return digits.isEmpty || (Int(String(decoding: digits, as: UTF8.self)) ?? .max) <= 65_535
    }
}
