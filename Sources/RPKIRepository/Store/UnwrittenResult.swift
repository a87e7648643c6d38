internal import struct FoundationEssentials.Date

/// How a try to fetch a repository ended.
struct UnwrittenResult: Sendable {
    let date: Date
    /// Seconds.
    let duration: Double
    let failure: String
}
