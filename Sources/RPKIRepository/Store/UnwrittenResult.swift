internal import struct FoundationEssentials.Date

/// The result of an attempt to fetch a repository.
struct UnwrittenResult: Sendable {
    let date: Date
    /// Seconds.
    let duration: Double
    let failure: String
}
