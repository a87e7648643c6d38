public import RPKIObjects

public import struct FoundationEssentials.Date

/// Storage for validation results between runs: for each publication point the octets of a record (when it was last
/// valid, and the verdicts on its objects), and the objects themselves by hash. Only this target creates and reads
/// records; a store only keeps them.
///
/// Several tasks may call all functions simultaneously.
public protocol VerdictStore: Sendable {
    /// The record that was kept for a point.
    func record(for point: PointKey) throws -> [UInt8]?

    /// An object that a kept record names.
    func object(_ hash: ObjectHash) throws -> [UInt8]?

    /// Keeps an entry in place of the one before. Either all of it is kept or nothing.
    func keep(_ entry: PointEntry, for point: PointKey) throws
}

/// The stored data of one publication point.
public struct PointEntry: Sendable {
    /// A record, as octets that only their writer understands.
    public let record: [UInt8]
    /// All objects that the record names.
    public let hashes: [ObjectHash]
    /// Those of them that the store may not have yet.
    public let objects: [ObjectHash: [UInt8]]
    /// The time from which the record is of no use as the last valid state.
    public let until: Date

    package init(record: [UInt8], hashes: [ObjectHash], objects: [ObjectHash: [UInt8]], until: Date) {
        self.record = record
        self.hashes = hashes
        self.objects = objects
        self.until = until
    }
}
