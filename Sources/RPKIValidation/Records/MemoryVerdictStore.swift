public import RPKIObjects
internal import Synchronization

/// A store that lasts as long as the process.
public final class MemoryVerdictStore: VerdictStore {
    private struct State {
        var records: [PointKey: [UInt8]] = [:]
        var objects: [ObjectHash: [UInt8]] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    public func record(for point: PointKey) -> [UInt8]? {
        state.withLock { $0.records[point] }
    }

    public func object(_ hash: ObjectHash) -> [UInt8]? {
        state.withLock { $0.objects[hash] }
    }

    public func keep(_ entry: PointEntry, for point: PointKey) {
        state.withLock {
            $0.records[point] = entry.record
            $0.objects.merge(entry.objects) { kept, _ in kept }
        }
    }
}
