/// The target of a request (RFC 9112 section 3.2): a path with its query, alone or after scheme and authority.
struct RequestTarget: Hashable, Sendable {
    /// As it was sent, query included; begins with `/`, or is `*`.
    let path: String
    /// The authority of the absolute form.
    let authority: String?

    /// `nil` for what has octets that no target has, or is of another scheme.
    init?(_ text: String) {
        let octets = Array(text.utf8)
        guard octets.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "#") }) else { return nil }
        if octets.first == UInt8(ascii: "/") || text == "*" {
            path = text
            authority = nil
            return
        }
        for scheme in ["http://", "https://"] where text.lowercased().hasPrefix(scheme) {
            let rest = octets.dropFirst(scheme.utf8.count)
            let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
            let path = String(decoding: rest[end...], as: UTF8.self)
            self.path = path.hasPrefix("/") ? path : "/" + path
            authority = String(decoding: rest[..<end], as: UTF8.self)
            return
        }
        return nil
    }
}
