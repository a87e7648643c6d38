public import struct FoundationEssentials.Date

/// Freshness of the served payloads.
public enum Freshness: Hashable, Sendable {
    /// There are payloads, in time.
    case current
    /// There have not been any payloads yet, or they were withdrawn.
    case absent
    /// The payloads may no longer be served since then.
    case expired(since: Date)
    /// The payloads are those of a run that is too long ago.
    case stale(since: Date)

    /// One word for programs.
    public var word: String {
        switch self {
        case .current: "current"
        case .absent: "absent"
        case .expired: "expired"
        case .stale: "stale"
        }
    }
}
