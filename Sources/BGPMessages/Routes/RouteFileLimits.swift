/// The limits of a reader of route files.
public struct RouteFileLimits: Hashable, Sendable {
    /// The most octets of a record; where a header claims more, it is none.
    public var recordSize = 1 << 24
    /// The most faults that are described; all are counted.
    public var describedFaults = 1_000

    /// Kinds of records, and families, that are not read and are counted one by one; further ones are left out of the
    /// report.
    public var skippedKinds = 1_000

    public init() {}
}
