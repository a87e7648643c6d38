/// Limits on the time and octets of a server. Reaching a limit fails the fetch.
public struct HTTPSLimits: Hashable, Sendable {
    /// Seconds until there is a connection, with TLS.
    public var connectSeconds = 15
    /// Seconds without an octet, from the request on.
    public var idleSeconds = 60
    /// Seconds for all of a fetch.
    public var totalSeconds = 900
    /// Octets per second that must come on average, once ``graceSeconds`` have been waited.
    public var minimumRate = 10_000
    /// Seconds of waiting during which the rate does not matter.
    public var graceSeconds = 30
    /// The maximum ratio of a body to its compressed form.
    public var compressionRatio = 50
    /// Members of gzip that a body may consist of.
    public var compressionMembers = 65_536
    /// Redirects within the origin that are followed.
    public var redirects = 5
    /// Simultaneous connections to one origin.
    public var connectionsPerHost = 4

    public init() {}
}
