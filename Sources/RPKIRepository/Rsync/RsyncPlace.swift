internal import NumberResources
internal import RPKIObjects

/// Host and port of an rsync URI.
struct RsyncPlace: Hashable, Sendable {
    /// A name or an address; an IPv6 address in brackets.
    let host: String
    let port: Int
    private let isStandard: Bool
    /// Module and path, from the slash on.
    private let path: String

    /// `nil` when the URI has no such port.
    init?(_ uri: RsyncURI) {
        let authority = uri.host
        path = String(uri.relativePath.dropFirst(authority.count))
        let bracket = authority.lastIndex(of: "]")
        guard let colon = authority.lastIndex(of: ":"), bracket.map({ $0 < colon }) ?? true else {
            (host, port, isStandard) = (authority, 873, true)
            return
        }
        let digits = authority[authority.index(after: colon)...]
        guard digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let number = UInt16(digits), number > 0 else { return nil }
        (host, port, isStandard) = (String(authority[..<colon]), Int(number), false)
    }

    /// The URI with `address` in place of the host.
    func uri(at address: IPAddress) -> String {
        let host = address.family == .ipv6 ? "[\(address)]" : "\(address)"
        return "rsync://" + host + (isStandard ? "" : ":\(port)") + path
    }
}
