internal import NIOCore
internal import Synchronization

/// The bodies of one version after another, each encoded when it is first asked for and then kept while it is current.
package final class BodyCache<Source: BodySource>: Sendable {
    package typealias Kind = Source.Kind

    private struct Entry: Sendable {
        let number: UInt64
        let task: Task<EncodedBody?, Never>
        var isReady = false
        var lastUse: UInt64
    }

    private struct Storage: Sendable {
        var entries: [Kind: Entry] = [:]
        /// Kinds whose current body is too large to be kept.
        var tooLarge: [Kind: UInt64] = [:]
        var newest: UInt64 = 0
        var uses: UInt64 = 0
    }

    private let storage = Mutex(Storage())
    private let workers: BodyWorkers
    /// Octets of all bodies that there are: those kept, and those still being sent.
    private let held: HeldOctets

    /// - Parameter keptOctets: Of all bodies together; one may have half of them.
    package init(workers: BodyWorkers, keptOctets: Int) {
        self.workers = workers
        held = HeldOctets(limit: keptOctets)
    }

    /// The body of a kind for `current`; `nil` when it is too large to be kept, or when the server ends.
    ///
    /// Who asks while it is being encoded waits for the same body.
    ///
    /// - Parameter encode: Makes the body with as much room as it needs; `nil` where there is none.
    package func body(
        _ kind: Kind, of current: Source, encode: @escaping @Sendable (BodyRoom) -> EncodedBody?
    ) async -> EncodedBody? {
        let number = current.number(of: kind)
        let found = storage.withLock { storage -> (task: Task<EncodedBody?, Never>, room: BodyRoom?)? in
            if current.number > storage.newest {
                storage.newest = current.number
                storage.entries = storage.entries.filter { $1.number == current.number(of: $0) }
                storage.tooLarge = [:]
            }
            if storage.tooLarge[kind] == number { return nil }
            storage.uses += 1
            if let entry = storage.entries[kind], entry.number == number {
                storage.entries[kind]?.lastUse = storage.uses
                return (entry.task, nil)
            }
            let (workers, room) = (
                workers, BodyRoom(held.share(), largest: held.limit / 2) { [self] in dropLeastUsed() }
            )
            let task = Task(executorPreference: HTTPExecutor.shared) { await workers.run { encode(room) } ?? nil }
            // Who still works with older payloads does not push out the newer ones' body.
            if current.number == storage.newest {
                storage.entries[kind] = Entry(number: number, task: task, lastUse: storage.uses)
            }
            return (task, room)
        }
        guard let found else { return nil }
        let body = await found.task.value
        if let room = found.room { finish(kind, number, hasBody: body != nil, isTooLarge: room.isTooSmall) }
        return body
    }

    /// Drops the body that was not asked for the longest; `false` when there is none.
    private func dropLeastUsed() -> Bool {
        let dropped = storage.withLock { storage -> Entry? in
            let ready = storage.entries.filter { $0.value.isReady }
            guard let (kind, entry) = ready.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return nil }
            storage.entries[kind] = nil
            return entry
        }
        return dropped != nil
    }

    private func finish(_ kind: Kind, _ number: UInt64, hasBody: Bool, isTooLarge: Bool) {
        storage.withLock { storage in
            guard storage.entries[kind]?.number == number else { return }
            if hasBody {
                storage.entries[kind]?.isReady = true
            } else {
                storage.entries[kind] = nil
                if isTooLarge { storage.tooLarge[kind] = number }
            }
        }
    }
}
