public import struct FoundationEssentials.Date

/// Where decisions are kept for an audit.
///
/// What is kept is not changed, except that equal decisions of the same minute are counted together, and goes only by
/// ``retain(since:most:)``.
public protocol AuditArchive: Sendable {
    /// Adds entries, all or none; they are on the disk when the call returns.
    func append(_ entries: [AuditEntry]) throws

    /// Removes entries from before a moment, and the oldest where there are more than `most`.
    ///
    /// - Returns: How many were removed.
    func retain(since: Date, most: Int) throws -> Int
}
