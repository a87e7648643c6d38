internal import TextFormats

/// The failure of a fetch: a code to switch on, the location, and what happened.
public struct FetchError: Error, Hashable, Sendable {
    public enum Code: Hashable, Sendable {
        /// The options cannot be used, such as a file of trust roots that is none.
        case options
        /// The URI is none that may be fetched.
        case uri
        /// The host, or the address that its name resolves to, is not on the public Internet; no connection was made.
        case dubiousHost
        /// The host has no address.
        case dns
        /// No connection could be made.
        case connect
        /// The server's certificate or the handshake is bad. Nothing is fetched then.
        case tls
        /// Nothing came for too long, or all of it took too long.
        case timeout
        /// Octets come slower than the minimum rate.
        case slow
        /// There is more than is allowed, or it was compressed more than is allowed.
        case tooLarge
        /// Another answer than the one wanted.
        case status(Int)
        /// The server sends to another origin, or on and on.
        case redirect
        /// The answer is not HTTP, is compressed wrongly, or ends too early.
        case malformed
        /// The proxy did not let the connection through.
        case proxy
        /// The one who asked asks no longer.
        case cancelled
    }

    public let code: Code
    /// The location of the fetch, or the invalid option.
    public let location: String
    /// The event, in one line of at most 500 characters.
    public let detail: String

    @inline(never)
    public init(_ code: Code, _ location: String, _ detail: String) {
        self.code = code
        self.location = location.printable
        let detail = detail.printable
        self.detail = detail.utf8.count <= 500 ? detail : detail.prefix(499) + "…"
    }
}

extension FetchError.Code {
    /// One word for logs and metrics, which does not change between versions.
    public var name: String {
        switch self {
        case .options: "options"
        case .uri: "uri"
        case .dubiousHost: "dubious-host"
        case .dns: "dns"
        case .connect: "connect"
        case .tls: "tls"
        case .timeout: "timeout"
        case .slow: "slow"
        case .tooLarge: "too-large"
        case .status(let status): "status-\(status)"
        case .redirect: "redirect"
        case .malformed: "malformed"
        case .proxy: "proxy"
        case .cancelled: "cancelled"
        }
    }
}

extension FetchError: CustomStringConvertible {
    public var description: String { "\(location): \(code.name): \(detail)" }
}
