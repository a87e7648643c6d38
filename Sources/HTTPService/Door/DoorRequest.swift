package import Access
package import HTTPTypes
internal import NIOHTTP1
internal import NumberResources

/// What the door looks at in a request.
package struct DoorRequest: Sendable {
    /// The header fields, on whichever side of the server's library they are read.
    enum Fields {
        case wire(HTTPHeaders)
        case parsed(HTTPFields)
    }

    package let method: HTTPRequest.Method
    package let path: String
    package let query: String?
    /// The address that it comes from.
    let peer: IPAddress?
    /// Whether the connection is encrypted.
    let isEncrypted: Bool
    private let fields: Fields
    /// The host that it names, where the server's library has taken that out of the fields.
    private let authority: String?
    /// Who it comes from, once the door has decided.
    package var visitor = Visitor.anyone

    /// - Parameter target: The path with its query.
    init(
        method: HTTPRequest.Method, target: String, peer: IPAddress?, isEncrypted: Bool = false, fields: Fields,
        authority: String? = nil
    ) {
        self.method = method
        let parts = target.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map { String(Substring($0)) } ?? ""
        query = parts.count > 1 ? String(Substring(parts[1])) : nil
        self.peer = peer
        self.isEncrypted = isEncrypted
        self.fields = fields
        self.authority = authority
    }

    /// The path with its query.
    package var target: String { query.map { "\(path)?\($0)" } ?? path }

    /// The value of a header field; of the first, where it is there several times.
    package func value(_ name: String) -> String? {
        switch fields {
        case .wire(let headers): headers.first(name: name)
        case .parsed(let fields): HTTPField.Name(name).flatMap { fields[values: $0].first }
        }
    }

    var origin: String? { value("Origin") }

    /// The text behind `Bearer` (RFC 6750 section 2.1); empty for a field of another form, which is not a token.
    var bearer: String? {
        guard let value = value("Authorization") else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return "" }
        return String(parts[1].drop { $0 == " " })
    }

    /// The value of a cookie of the node.
    func cookie(_ cookie: BrowserCookie, isSecure: Bool) -> String? {
        value("Cookie").flatMap { CookieField.value(of: cookie.name(isSecure: isSecure), in: $0) }
    }

    private func values(_ name: String) -> [String] {
        switch fields {
        case .wire(let headers): headers[name]
        case .parsed(let fields): HTTPField.Name(name).map { fields[values: $0] } ?? []
        }
    }

    private var names: [String] {
        switch fields {
        case .wire(let headers): headers.map(\.name)
        case .parsed(let fields): fields.map(\.name.rawName)
        }
    }
}

// MARK: - Where it comes from

extension DoorRequest {
    /// Whether it comes from a program of the same machine.
    ///
    /// A proxy on the same machine asks for others. Proxies say so in one of several fields (RFC 7239, RFC 9110 section 7.6.3,
    /// and older ones such as `X-Forwarded-For` and `X-Real-IP`); which of them is not relied on.
    var isLoopback: Bool {
        guard let peer, peer.isLoopback else { return false }
        return !names.contains { name in
            let name = name.lowercased()
            return name == "via" || name.contains("forwarded") || name.hasSuffix("-ip")
        }
    }

    /// Where it comes from: what a trusted proxy says in `X-Forwarded-For` and `X-Forwarded-Proto` counts.
    /// Where it comes from, where no proxy is trusted.
    package var directSource: RequestSource { source(trusting: []) }

    func source(trusting proxies: [IPPrefix]) -> RequestSource {
        func isTrusted(_ address: IPAddress) -> Bool { proxies.contains { $0.contains(address.unmapped) } }
        func list(_ name: String) -> [Substring] {
            values(name).flatMap { $0.split(separator: ",") }.map { item in
                var item = item.drop { $0 == " " || $0 == "\t" }
                while item.last == " " || item.last == "\t" { item.removeLast() }
                return item
            }
        }
        let hops = proxies.isEmpty ? [] : list("X-Forwarded-For")
        guard let peer, isTrusted(peer), !hops.isEmpty else {
            return RequestSource(address: peer, isSecure: isEncrypted, isLoopback: isLoopback)
        }
        var address = peer
        for hop in hops.reversed() {
            guard isTrusted(address), let next = IPAddress(String(hop)) else { break }
            address = next
        }
        let schemes = list("X-Forwarded-Proto")
        let isSecure = !schemes.isEmpty && schemes.allSatisfy { $0.lowercased() == "https" }
        return RequestSource(address: address, isSecure: isSecure, isLoopback: false)
    }

    /// From whose page a form was sent (the Fetch standard's `Origin`, and Fetch Metadata).
    enum FormOrigin: Hashable {
        case own
        case foreign
        /// A browser does not say it, as pages with `no-referrer` and without `Sec-Fetch-Site` do.
        case opaque
        /// There is neither field: not a browser of today.
        case absent
    }

    /// - Parameter origins: Further origins of the node's pages, such as that of a proxy.
    func formOrigin(_ source: RequestSource, also origins: Set<String>) -> FormOrigin {
        let site = value("Sec-Fetch-Site")
        if let site, site != "same-origin", site != "none" { return .foreign }
        guard let origin else { return site == nil ? .absent : .own }
        if origin == "null" { return site == nil ? .opaque : .own }
        if origins.contains(origin.lowercased()) { return .own }
        guard let host = value("Host") ?? authority else { return .foreign }
        let own = (source.isSecure ? "https://" : "http://") + host.lowercased()
        return origin.lowercased() == own ? .own : .foreign
    }

    /// Whether the client is a browser that wants a page.
    var acceptsPages: Bool { value("Accept")?.contains("text/html") ?? false }
}
