import RPKIObjects
import RPKIValidation
import Synchronization

/// A store in memory that counts what is asked of it, and can be made to fail or to forget.
final class WatchedStore: VerdictStore {
    struct Failure: Error {}

    struct Counts: Equatable {
        var records = 0
        var objects = 0
        var keeps = 0
    }

    private struct State {
        var counts = Counts()
        var entries: [PointKey: PointEntry] = [:]
        var objects: [ObjectHash: [UInt8]] = [:]
        var keepsBeforeFailure: Int?
    }

    private let state = Mutex(State())

    init() {}

    /// A store that begins with all that another one holds.
    init(copying other: WatchedStore) {
        let (entries, objects) = other.state.withLock { ($0.entries, $0.objects) }
        state.withLock {
            $0.entries = entries
            $0.objects = objects
        }
    }

    var counts: Counts { state.withLock { $0.counts } }

    var keys: [PointKey] { state.withLock { Array($0.entries.keys) } }

    var objectCount: Int { state.withLock { $0.objects.count } }

    func resetCounts() { state.withLock { $0.counts = Counts() } }

    func failAfter(keeps: Int) { state.withLock { $0.keepsBeforeFailure = keeps } }

    /// Changes the octets of every object; each is still there under the hash of what it was.
    func changeObjects(_ change: (inout [UInt8]) -> Void) {
        state.withLock { state in
            for hash in state.objects.keys { change(&state.objects[hash, default: []]) }
        }
    }

    func forgetObjects() { state.withLock { $0.objects = [:] } }

    /// Changes the octets of every record.
    func changeRecords(_ change: (PointKey, inout [UInt8]) -> Void) {
        state.withLock { state in
            for (key, entry) in state.entries {
                var record = entry.record
                change(key, &record)
                state.entries[key] = PointEntry(
                    record: record, hashes: entry.hashes, objects: [:], until: entry.until)
            }
        }
    }

    func entry(for point: PointKey) -> PointEntry? { state.withLock { $0.entries[point] } }

    func record(for point: PointKey) -> [UInt8]? {
        state.withLock { state in
            state.counts.records += 1
            return state.entries[point]?.record
        }
    }

    func object(_ hash: ObjectHash) -> [UInt8]? {
        state.withLock { state in
            state.counts.objects += 1
            return state.objects[hash]
        }
    }

    func keep(_ entry: PointEntry, for point: PointKey) throws {
        try state.withLock { state in
            if let left = state.keepsBeforeFailure {
                guard left > 0 else { throw Failure() }
                state.keepsBeforeFailure = left - 1
            }
            state.counts.keeps += 1
            state.entries[point] = entry
            state.objects.merge(entry.objects) { first, _ in first }
        }
    }
}
