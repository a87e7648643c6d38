/// Limits on what is kept for readiness.
public struct ReadinessLimits: Hashable, Sendable {
    /// Different prefixes of which routes are kept for look-ups; further ones are counted only.
    public var seenPrefixes = 4_000_000
    /// Different origins of one prefix that are kept.
    public var seenOrigins = 16
    /// Rows of networks in desk.sqlite.
    public var networkRows = 1_000_000

    public init() {}
}
