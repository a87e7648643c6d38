internal import TextFormats

/// The limits of a client of RIS Live.
public struct RISLiveLimits: Hashable, Sendable {
    /// Octets of a message; a longer one is passed over.
    public var messageSize = 1_048_576
    /// Messages whose identifiers are remembered, so that after a new connection none counts twice.
    public var rememberedMessages = 200_000
    /// Seconds without an octet after which the connection counts as dead.
    public var silenceSeconds = 60
    /// Seconds until the first attempt to connect again; each further one waits twice as long.
    public var firstRetrySeconds = 1
    /// The most seconds between two attempts.
    public var lastRetrySeconds = 300

    public init() {}

    var json: JSONLimits {
        JSONLimits(size: messageSize, token: messageSize, depth: 12)
    }
}
