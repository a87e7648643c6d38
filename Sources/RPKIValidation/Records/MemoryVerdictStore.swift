public import RPKIObjects
internal import Synchronization

public import struct FoundationEssentials.Date

/// A store that lasts as long as the process.
public final class MemoryVerdictStore: VerdictStore {
    fileprivate struct State {
        var entries: [PointKey: (record: [UInt8], hashes: Set<ObjectHash>, until: Date)] = [:]
        /// Objects, and how many points name them.
        var objects: [ObjectHash: (octets: [UInt8], uses: Int)] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    public func record(for point: PointKey) -> [UInt8]? {
        state.withLock { $0.entries[point]?.record }
    }

    public func object(_ hash: ObjectHash) -> [UInt8]? {
        state.withLock { $0.objects[hash]?.octets }
    }

    public func keep(_ entry: PointEntry, for point: PointKey) {
        state.withLock { state in
            let hashes = Set(entry.hashes)
            for hash in hashes {
                guard let octets = state.objects[hash]?.octets ?? entry.objects[hash] else { continue }
                state.objects[hash] = (octets, (state.objects[hash]?.uses ?? 0) + 1)
            }
            state.drop(point)
            state.entries[point] = (entry.record, hashes, entry.until)
        }
    }

    /// Drops what no run after `date` can use.
    public func prune(before date: Date) {
        state.withLock { state in
            for (point, entry) in state.entries where entry.until < date { state.drop(point) }
        }
    }
}

extension MemoryVerdictStore.State {
    fileprivate mutating func drop(_ point: PointKey) {
        guard let entry = entries.removeValue(forKey: point) else { return }
        for hash in entry.hashes {
            guard let object = objects[hash] else { continue }
            objects[hash] = object.uses > 1 ? (object.octets, object.uses - 1) : nil
        }
    }
}
