internal import RPKIValidation

/// Records of points that were read before they were asked for: a walk asks for them in about the order in which they
/// were written, and one read gives many.
struct RecordPrefetch {
    /// Records that one read gives, and octets of records after which it ends.
    static let portion = 64
    static let octets = 1_000_000
    /// Records that are held.
    private static let capacity = 1024

    private var records: [PointKey: [UInt8]] = [:]
    /// Grows with each point that is kept: what was read from before is not taken then.
    private(set) var version = 0
    /// The points that were kept since the store had none, as long as that is known: there are no others.
    private var only: Set<PointKey>?

    /// Takes note that the store has no points.
    mutating func beginEmpty() {
        only = []
    }

    /// True if the store is known to have no record of a point, so that it need not be asked.
    func lacks(_ point: PointKey) -> Bool {
        only.map { !$0.contains(point) } ?? false
    }

    /// Forgets which points there are: a walk is over, and the next one asks for all of them.
    mutating func endEmpty() {
        only = nil
    }

    /// The record of a point, which is then removed, because it is requested once per walk.
    mutating func take(_ point: PointKey) -> [UInt8]? {
        records.removeValue(forKey: point)
    }

    /// Takes what was read when the version was `version`.
    mutating func add(_ found: [(PointKey, [UInt8])], version: Int) {
        guard version == self.version else { return }
        if records.count > RecordPrefetch.capacity { records = [:] }
        for (key, record) in found { records[key] = record }
    }

    /// Notes that the record of a point has been replaced.
    mutating func invalidate(_ point: PointKey) {
        version += 1
        records[point] = nil
        only?.insert(point)
    }

    /// Forgets the records.
    mutating func clear() {
        version += 1
        records = [:]
    }
}
