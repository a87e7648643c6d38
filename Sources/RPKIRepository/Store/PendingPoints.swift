internal import RPKIObjects
internal import RPKIValidation

/// Points of validation that are not written yet.
struct PendingPoints {
    private(set) var entries: [PointKey: PointEntry] = [:]
    private var octets = 0

    /// Points, and octets of their objects, that one transaction holds.
    static let batchSize = 1000
    static let batchOctets = 8_000_000

    /// - Returns: whether it is time to write.
    mutating func add(_ entry: PointEntry, for point: PointKey) -> Bool {
        entries[point] = entry
        octets += entry.record.count + entry.objects.values.reduce(0) { $0 + $1.count }
        return entries.count >= PendingPoints.batchSize || octets >= PendingPoints.batchOctets
    }

    func object(_ hash: ObjectHash) -> [UInt8]? {
        for entry in entries.values {
            if let octets = entry.objects[hash] { return octets }
        }
        return nil
    }

    mutating func take() -> [PointKey: PointEntry] {
        defer { self = PendingPoints() }
        return entries
    }
}
