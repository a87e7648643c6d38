internal import HTTPTypes
internal import NIOHTTP1
internal import NumberResources

/// What the door looks at in a request.
struct DoorRequest {
    /// The header fields, on whichever side of the server's library they are read.
    enum Fields {
        case wire(HTTPHeaders)
        case parsed(HTTPFields)
    }

    let method: HTTPRequest.Method
    let path: String
    let query: String?
    /// The address that it comes from.
    let peer: IPAddress?
    let fields: Fields

    /// - Parameter target: The path with its query.
    init(method: HTTPRequest.Method, target: String, peer: IPAddress?, fields: Fields) {
        self.method = method
        let parts = target.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map { String(Substring($0)) } ?? ""
        query = parts.count > 1 ? String(Substring(parts[1])) : nil
        self.peer = peer
        self.fields = fields
    }

    var origin: String? { value("Origin") }

    /// The text behind `Bearer` (RFC 6750 section 2.1); empty for a field of another form, which is not a token.
    var bearer: String? {
        guard let value = value("Authorization") else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return "" }
        return String(parts[1].drop { $0 == " " })
    }

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

    private func value(_ name: String) -> String? {
        switch fields {
        case .wire(let headers): headers.first(name: name)
        case .parsed(let fields): HTTPField.Name(name).flatMap { fields[values: $0].first }
        }
    }

    private var names: [String] {
        switch fields {
        case .wire(let headers): headers.map(\.name)
        case .parsed(let fields): fields.map(\.name.rawName)
        }
    }
}
