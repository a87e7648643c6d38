/// Options for fetching over HTTPS.
public struct HTTPSOptions: Hashable, Sendable {
    /// Which of the Internet's protocols are used.
    public enum Family: String, Hashable, Sendable, CaseIterable {
        case any
        case ipv4
        case ipv6
    }

    /// PEM files of certificates that are trusted in addition to the system's.
    public var trustFiles: [String] = []
    /// The setting that names such files, for messages; `nil` where there is none.
    public var trustSetting: String? = "rpki.https-ca or the option --https-ca can name more authorities"
    /// Addresses of hosts, in place of what the resolver says; the certificate must still name the host.
    public var addresses: [String: String] = [:]
    /// Which hosts may be connected to. Those of ``addresses`` may.
    public var policy = AddressPolicy()
    /// An HTTP proxy, which must let `CONNECT` through.
    public var proxy: Proxy?
    /// The local address that connections start from.
    public var sourceAddress: String?
    public var family = Family.any
    public var userAgent = "atalaya"
    /// True if `http` URIs may be fetched; for laboratories.
    public var allowsPlain = false
    /// True if redirects to other origins are followed; RFC 9674 section 3 forbids it for RRDP.
    public var followsAnywhere = false
    /// True if the server may compress with gzip.
    public var acceptsCompression = true
    public var limits = HTTPSLimits()

    public init() {}
}
