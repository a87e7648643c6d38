public import ConfigurationKeys

extension HTTPSection {
    /// A server's TLS listeners; none when `listen` is empty.
    public struct TLS: ServerTLS {
        public static let name = "http.tls"

        public var listen: [ListenAddress] = []
        /// The path of a PEM file: the server's certificate and its chain.
        public var certificate: String?
        /// The path of a PEM file.
        public var key: String?
        /// The path of a PEM file; when set, clients must have a certificate from it.
        public var clientCA: String?

        public init() {}

        public static let keys: [ConfigurationKey<Self>] =
            [
                .init(
                    "listen", \.listen, ValueKind.listenAddress.list("addresses with port"),
                    "Listen addresses of the HTTP API, with TLS (HTTPS).", effect: .restart)
            ] + files
    }
}
