internal import Fetching

/// A URL of the configuration: the one reading of it, for its check and for those who use it.
struct WebURL: Hashable, Sendable {
    /// True if TLS is spoken: `https` and `wss`.
    let isSecure: Bool
    /// True if it is that of a WebSocket: `wss` and `ws`.
    let isSocket: Bool
    /// The same with `https` or `http`.
    let uri: HTTPSURI

    /// The reason why a text is not one.
    struct Refusal: Error, Hashable, CustomStringConvertible {
        let description: String
        /// True if the text has a password in it.
        var isSecret = false
    }

    /// - Parameter schemes: in lower case, of `http`, `https`, `ws` and `wss`.
    init(_ text: String, schemes: [String] = ["http", "https", "ws", "wss"]) throws(Refusal) {
        let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let scheme = parts.first?.lowercased(), schemes.contains(scheme) else {
            throw Refusal(description: "the scheme is not one of \(schemes.joined(separator: ", "))")
        }
        guard !parts[1].prefix(while: { !"/?#".contains($0) }).contains("@") else {
            throw Refusal(
                description: "a name and password are not supported here and would not be sent", isSecret: true)
        }
        isSocket = scheme.hasPrefix("ws")
        isSecure = scheme.hasSuffix("s") && scheme != "ws"
        guard let uri = HTTPSURI((isSecure ? "https://" : "http://") + String(parts[1]), allowsPlain: true),
            HostSpelling(uri.host) != .malformed
        else {
            throw Refusal(
                description: "the host is missing, the port is invalid, or a character is not allowed in a URL")
        }
        self.uri = uri
    }

    /// The host without brackets.
    var host: String { uri.host.hasPrefix("[") ? String(uri.host.dropFirst().dropLast()) : uri.host }
    var port: Int { uri.origin.port }
    /// Path and query.
    var target: String { String(uri.description.dropFirst(uri.origin.description.count)) }
}
