/// How things are fetched over HTTPS.
public struct HTTPSOptions: Hashable, Sendable {
    /// Which of the Internet's protocols are used.
    public enum Family: String, Hashable, Sendable, CaseIterable {
        case any
        case ipv4
        case ipv6
    }

    /// PEM files of certificates that are trusted besides the system's.
    public var trustFiles: [String] = []
    /// Addresses of hosts, in place of what the resolver says; the certificate must still name the host.
    public var addresses: [String: String] = [:]
    /// An HTTP proxy, which must let `CONNECT` through.
    public var proxy: Proxy?
    /// The local address that connections start from.
    public var sourceAddress: String?
    public var family = Family.any
    public var userAgent = "atalaya"
    /// Whether `http` URIs may be fetched; for laboratories.
    public var allowsPlain = false
    /// Whether the server may compress with gzip.
    public var acceptsCompression = true
    public var limits = HTTPSLimits()

    public init() {}

    public struct Proxy: Hashable, Sendable {
        public let host: String
        public let port: Int

        /// The proxy that `http://HOST:PORT` names; `nil` when the text is something else.
        public init?(_ text: String) {
            guard let uri = HTTPSURI(text, allowsPlain: true), uri.origin.scheme == "http",
                uri.description == uri.origin.description + "/"
            else { return nil }
            host = uri.host
            port = uri.origin.port
        }
    }
}
