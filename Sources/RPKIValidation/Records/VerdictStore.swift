public import RPKIObjects

public import struct FoundationEssentials.Date

/// What validation remembers between runs: for each publication point the octets of a record (when it was last valid, and
/// the verdicts on its objects), and the objects themselves by hash. Records are made and read by this target alone; a
/// store only keeps them.
///
/// All calls may come from several tasks at once.
public protocol VerdictStore: Sendable {
    /// The record that was kept for a point.
    func record(for point: PointKey) throws -> [UInt8]?

    /// An object that a kept record names.
    func object(_ hash: ObjectHash) throws -> [UInt8]?

    /// Keeps an entry in place of the one before. Either all of it is kept or nothing.
    func keep(_ entry: PointEntry, for point: PointKey) throws
}

/// What a store keeps for one publication point.
public struct PointEntry: Sendable {
    /// A record, as octets that only their writer understands.
    public let record: [UInt8]
    /// All objects that the record names.
    public let hashes: [ObjectHash]
    /// Those of them that the store may not have yet.
    public let objects: [ObjectHash: [UInt8]]
    /// When the record is of no more use as what was last valid.
    public let until: Date

    package init(record: [UInt8], hashes: [ObjectHash], objects: [ObjectHash: [UInt8]], until: Date) {
        self.record = record
        self.hashes = hashes
        self.objects = objects
        self.until = until
    }
}
