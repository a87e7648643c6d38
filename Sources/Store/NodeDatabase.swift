internal import GRDB
internal import LocalFiles
internal import SQLiteFiles
internal import Synchronization

/// The connection to `node.sqlite`.
///
/// Where the file cannot be written, as on a full disk, it can still be read; each write then tries first whether it can be
/// opened for writing again, so that the node goes on by itself once there is room.
final class NodeDatabase: Sendable {
    private struct State {
        var queue: DatabaseQueue
        /// Why it can only be read; `nil` where it can be written.
        var obstacle: NodeStoreError?
        var nextAttempt = ContinuousClock.now
        var isClosed = false
    }

    let path: String
    private let state: Mutex<State>

    /// The time from one attempt to open the file for writing to the next.
    private static let pause = Duration.seconds(5)

    /// - Throws: ``NodeStoreError``, also where the file can only be read; see ``init(reading:because:)``.
    init(path: String) throws(NodeStoreError) {
        self.path = path
        state = Mutex(State(queue: try NodeDatabase.writable(path)))
    }

    /// The file for reading alone, because of `obstacle`.
    ///
    /// - Throws: ``NodeStoreError`` where it cannot be read either.
    init(reading path: String, because obstacle: NodeStoreError) throws(NodeStoreError) {
        self.path = path
        let queue = try NodeStore.naming(path) {
            let queue = try ReadOnlyDatabase.open(path)
            try queue.read { db in
                guard try Schema.check(db, path: path) > 0 else { throw NodeStoreError.foreign(path: path) }
                try NodeDatabase.check(db, path)
            }
            return queue
        }
        state = Mutex(State(queue: queue, obstacle: obstacle))
    }

    private static func writable(_ path: String) throws(NodeStoreError) -> DatabaseQueue {
        try NodeStore.naming(path) {
            PrivateFiles.make(path)
            var configuration = GRDB.Configuration()
            // Whoever answers an alert meanwhile does not take long.
            configuration.busyMode = .timeout(10)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            do {
                try queue.writeWithoutTransaction { db in
                    try Schema.prepare(db, path: path)
                    // Only now: the file of another program is not to be changed.
                    try db.execute(sql: "PRAGMA journal_mode = WAL")
                    // A serial that routers were told is never given to other payloads, so it is on the disk first.
                    try db.execute(sql: "PRAGMA synchronous = FULL")
                    try check(db, path)
                }
            } catch {
                try? queue.close()
                throw error
            }
            return queue
        }
    }

    private static func check(_ db: Database, _ path: String) throws {
        let check = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? ""
        guard check == "ok" else { throw NodeStoreError.damaged(path: path, reason: check) }
    }

    /// Why the file can only be read; `nil` where it can be written.
    var obstacle: NodeStoreError? { state.withLock { $0.obstacle } }

    func read<Result>(_ body: (Database) throws -> Result) throws(NodeStoreError) -> Result {
        let queue = state.withLock { $0.queue }
        return try NodeStore.naming(path) { try queue.read(body) }
    }

    /// Runs `body` in one transaction.
    func write<Result>(_ body: (Database) throws -> Result) throws(NodeStoreError) -> Result {
        let queue = try writableQueue()
        return try NodeStore.naming(path) {
            try queue.writeWithoutTransaction { db in
                var result: Result?
                try db.inTransaction(.immediate) {
                    result = try body(db)
                    return .commit
                }
                guard let result else { throw RecordError() }
                return result
            }
        }
    }

    private func writableQueue() throws(NodeStoreError) -> DatabaseQueue {
        let (queue, obstacle, isDue) = state.withLock { state in
            let isDue = state.obstacle != nil && !state.isClosed && ContinuousClock.now >= state.nextAttempt
            if isDue { state.nextAttempt = .now + NodeDatabase.pause }
            return (state.queue, state.obstacle, isDue)
        }
        guard let obstacle else { return queue }
        guard isDue else { throw obstacle }
        let opened: DatabaseQueue
        do {
            opened = try NodeDatabase.writable(path)
        } catch {
            state.withLock { $0.obstacle = error }
            throw error
        }
        return state.withLock { state in
            guard state.obstacle != nil, !state.isClosed else {
                try? opened.close()
                return state.queue
            }
            state.obstacle = nil
            try? state.queue.close()
            state.queue = opened
            return opened
        }
    }

    func close() throws(NodeStoreError) {
        let queue = state.withLock { state in
            state.isClosed = true
            return state.queue
        }
        try NodeStore.naming(path) { try queue.close() }
    }
}
