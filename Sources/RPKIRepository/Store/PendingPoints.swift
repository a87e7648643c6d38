internal import RPKIObjects
internal import RPKIValidation

/// Points of validation that are not written yet.
struct PendingPoints {
    private var entries: [PointKey: PointEntry] = [:]
    /// The objects of all entries since the last time, also of those that were replaced: later ones may rely on them.
    private var objects: [ObjectHash: [UInt8]] = [:]
    private var octets = 0
    /// The entries and objects that are being written.
    private var leaving: (entries: [PointKey: PointEntry], objects: [ObjectHash: [UInt8]]) = ([:], [:])
    var isClosed = false

    /// Points, and octets of their objects, that one transaction holds.
    static let batchSize = 1000
    static let batchOctets = 8_000_000

    /// - Returns: whether it is time to write.
    mutating func add(_ entry: PointEntry, for point: PointKey) -> Bool {
        entries[point] = PointEntry(record: entry.record, hashes: entry.hashes, objects: [:], until: entry.until)
        octets += entry.record.count
        for (hash, object) in entry.objects where objects.updateValue(object, forKey: hash) == nil {
            octets += object.count
        }
        return entries.count >= PendingPoints.batchSize || octets >= PendingPoints.batchOctets
    }

    func entry(_ point: PointKey) -> PointEntry? {
        entries[point] ?? leaving.entries[point]
    }

    func object(_ hash: ObjectHash) -> [UInt8]? {
        objects[hash] ?? leaving.objects[hash]
    }

    /// Gives what is to be written. It is still found until ``drop()``.
    mutating func take() -> (entries: [PointKey: PointEntry], objects: [ObjectHash: [UInt8]]) {
        leaving = (entries, objects)
        entries = [:]
        objects = [:]
        octets = 0
        return leaving
    }

    /// Forgets what was taken, once it is written.
    mutating func drop() {
        leaving = ([:], [:])
    }
}
