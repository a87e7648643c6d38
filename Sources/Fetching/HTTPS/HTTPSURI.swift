/// `https://HOST[:PORT]/PATH[?QUERY]`: where something is fetched from. Printable ASCII, at most 2,048 octets, without
/// user information and fragment; scheme and host are in lower case.
public struct HTTPSURI: Hashable, Sendable {
    /// Scheme, host and port (RFC 6454 section 4): what may refer to each other under one name.
    public struct Origin: Hashable, Sendable, CustomStringConvertible {
        /// "https", or "http" where a laboratory allows it.
        public let scheme: String
        /// In lower case; an IPv6 address in brackets.
        public let host: String
        public let port: Int

        public var description: String {
            port == Origin.port(of: scheme) ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)"
        }

        static func port(of scheme: String) -> Int { scheme == "https" ? 443 : 80 }
    }

    /// The whole URI.
    public let description: String
    public let origin: Origin

    public var host: String { origin.host }

    /// The URI, or `nil` when it is not of this form.
    ///
    /// - Parameter allowsPlain: whether `http` will do as well; for laboratories.
    public init?(_ text: String, allowsPlain: Bool = false) {
        let octets = Array(text.utf8)
        guard octets.count <= 2048, octets.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
        guard let colon = octets.firstIndex(of: 0x3a), octets[colon...].starts(with: "://".utf8) else { return nil }
        let scheme = String(decoding: octets[..<colon], as: UTF8.self).lowercased()
        guard scheme == "https" || (allowsPlain && scheme == "http") else { return nil }
        let start = colon + 3
        let end = octets[start...].firstIndex { $0 == 0x2f || $0 == 0x3f || $0 == 0x23 || $0 == 0x5c } ?? octets.count
        guard !octets[end...].contains(0x23), !octets[end...].contains(0x5c) else { return nil }
        guard let (host, port) = HTTPSURI.authority(octets[start..<end], scheme: scheme) else { return nil }
        origin = Origin(scheme: scheme, host: host, port: port)
        let rest = String(decoding: octets[end...], as: UTF8.self)
        description = origin.description + (rest.hasPrefix("/") ? rest : "/" + rest)
    }

    /// HOST and PORT; `nil` where there is user information, no host, or no such port.
    private static func authority(_ octets: ArraySlice<UInt8>, scheme: String) -> (String, Int)? {
        var host = octets
        var port = Origin.port(of: scheme)
        let bracket = octets.lastIndex(of: 0x5d)
        if let colon = octets.lastIndex(of: 0x3a), colon > bracket ?? -1 {
            let digits = octets[(colon + 1)...]
            host = octets[..<colon]
            if !digits.isEmpty {
                guard digits.allSatisfy({ $0 &- 0x30 < 10 }),
                    let number = UInt16(String(decoding: digits, as: UTF8.self)), number > 0
                else { return nil }
                port = Int(number)
            }
        }
        let isAddress = host.first == 0x5b
        guard !host.isEmpty, (host.last == 0x5d) == isAddress else { return nil }
        let isHost = host.allSatisfy { octet in
            switch octet {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
            case 0x3a, 0x5b, 0x5d: isAddress
            default: false
            }
        }
        return isHost ? (String(decoding: host, as: UTF8.self).lowercased(), port) : nil
    }

    /// The URI that `reference`, as a server sends it in `Location`, means relative to this one (RFC 3986 section 5.2);
    /// `nil` if it is not such a URI.
    public func resolving(_ reference: String) -> HTTPSURI? {
        let plain = origin.scheme == "http"
        let target = reference.prefix { $0 != "#" }
        let end = target.firstIndex { "/?".contains($0) } ?? target.endIndex
        if target[..<end].contains(":") { return HTTPSURI(String(target), allowsPlain: plain) }
        if target.hasPrefix("//") { return HTTPSURI(origin.scheme + ":" + target, allowsPlain: plain) }
        if target.hasPrefix("/") { return HTTPSURI(origin.description + target, allowsPlain: plain) }
        let base = description.prefix { $0 != "?" }
        if target.isEmpty { return self }
        if target.hasPrefix("?") { return HTTPSURI(String(base) + target, allowsPlain: plain) }
        guard let slash = base.lastIndex(of: "/") else { return nil }
        return HTTPSURI(String(base[...slash]) + target, allowsPlain: plain)
    }
}

extension HTTPSURI: CustomStringConvertible {}

extension HTTPSURI: Comparable {
    public static func < (left: HTTPSURI, right: HTTPSURI) -> Bool {
        left.description < right.description
    }
}
