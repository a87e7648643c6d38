package import GRDB
internal import Synchronization

/// A connection to a database file.
///
/// Where the file cannot be written, as on a full disk, it can still be read; each write then tries first whether it can be
/// opened for writing again, so that the program goes on by itself once there is room.
package final class DatabaseConnection: Sendable {
    private struct State {
        var queue: DatabaseQueue
        /// The reason why it can only be read; `nil` if it can be written.
        var obstacle: SQLiteFileError?
        var nextAttempt = ContinuousClock.now
        var isClosed = false
    }

    private let file: DatabaseFile
    private let state: Mutex<State>

    /// The time from one attempt to open the file for writing to the next.
    private static let pause = Duration.seconds(5)

    /// - Throws: also where the file can only be read; see ``init(reading:because:)``.
    package init(_ file: DatabaseFile) throws(SQLiteFileError) {
        self.file = file
        state = Mutex(State(queue: try file.openQueue()))
    }

    /// The file for reading alone, because of `obstacle`.
    ///
    /// - Throws: where it cannot be read either.
    package init(reading file: DatabaseFile, because obstacle: SQLiteFileError) throws(SQLiteFileError) {
        self.file = file
        state = Mutex(State(queue: try file.openForReading(), obstacle: obstacle))
    }

    package var path: String { file.path }

    /// The reason why the file can only be read; `nil` if it can be written.
    package var obstacle: SQLiteFileError? { state.withLock { $0.obstacle } }

    package func read<Result>(_ body: (Database) throws -> Result) throws(SQLiteFileError) -> Result {
        let queue = state.withLock { $0.queue }
        return try SQLiteFileError.naming(path) { try queue.read(body) }
    }

    /// Runs `body` in one transaction.
    package func write<Result>(_ body: (Database) throws -> Result) throws(SQLiteFileError) -> Result {
        let queue = try writableQueue()
        return try SQLiteFileError.naming(path) {
            try queue.writeWithoutTransaction { db in
                var result: Result?
                try db.inTransaction(.immediate) {
                    result = try body(db)
                    return .commit
                }
                guard let result else { throw SQLiteFileError.database(path: path, reason: "nothing was done") }
                return result
            }
        }
    }

    private func writableQueue() throws(SQLiteFileError) -> DatabaseQueue {
        let (queue, obstacle, isDue) = state.withLock { state in
            let isDue = state.obstacle != nil && !state.isClosed && ContinuousClock.now >= state.nextAttempt
            if isDue { state.nextAttempt = .now + DatabaseConnection.pause }
            return (state.queue, state.obstacle, isDue)
        }
        guard let obstacle else { return queue }
        guard isDue else { throw obstacle }
        let opened: DatabaseQueue
        do {
            opened = try file.openQueue()
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

    package func close() throws(SQLiteFileError) {
        let queue = state.withLock { state in
            state.isClosed = true
            return state.queue
        }
        try SQLiteFileError.naming(path) { try queue.close() }
    }
}
