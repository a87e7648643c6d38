public import RPKIObjects

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

    /// Keeps a record in place of the one before, with objects that it names and the store may not have yet. Either all of
    /// it is kept or nothing.
    func keep(_ record: [UInt8], for point: PointKey, naming hashes: [ObjectHash], objects: [ObjectHash: [UInt8]]) throws
}
