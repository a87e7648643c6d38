package import GRDB
internal import Synchronization

/// The connections to a database file: one that writes and, where ``DatabaseFile/Options/readers`` says so, others that read
/// meanwhile.
///
/// Once a file that is kept when damaged was found to be, it is not used any more: each read and write throws what was found
/// first, and ``damageReports()`` gives it.
///
/// Where the file cannot be written, as on a full disk, it can still be read; each write then tries first whether it can be
/// opened for writing again, so that the program goes on by itself once there is room.
package final class DatabaseConnection: Sendable {
    private struct State {
        var reader: any DatabaseReader
        /// `nil` where the file can only be read.
        var writer: (any DatabaseWriter)?
        /// The reason why it can only be read; `nil` if it can be written.
        var obstacle: SQLiteFileError?
        var nextAttempt = ContinuousClock.now
        var isClosed = false
        /// The damage that was found in a file that is kept.
        var damage: SQLiteFileError?
        var listeners: [AsyncStream<SQLiteFileError>.Continuation] = []
    }

    private let file: DatabaseFile
    private let state: Mutex<State>

    /// The time from one attempt to open the file for writing to the next.
    private static let pause = Duration.seconds(5)

    /// - Throws: also where the file can only be read; see ``init(reading:because:)``.
    package init(_ file: DatabaseFile) throws(SQLiteFileError) {
        self.file = file
        let writer = try file.open()
        state = Mutex(State(reader: writer, writer: writer))
    }

    /// The file for reading alone, because of `obstacle`.
    ///
    /// - Throws: where it cannot be read either.
    package init(reading file: DatabaseFile, because obstacle: SQLiteFileError) throws(SQLiteFileError) {
        self.file = file
        state = Mutex(State(reader: try file.openForReading(), writer: nil, obstacle: obstacle))
    }

    package var path: String { file.path }

    /// The reason why the file can only be read; `nil` if it can be written.
    package var obstacle: SQLiteFileError? { state.withLock { $0.obstacle } }

    package func read<Result>(_ body: (Database) throws -> Result) throws(SQLiteFileError) -> Result {
        let (reader, damage) = state.withLock { ($0.reader, $0.damage) }
        if let damage { throw damage }
        return try watching { () throws(SQLiteFileError) -> Result in
            try SQLiteFileError.naming(path) { try reader.read(body) }
        }
    }

    /// Runs `body` in one transaction.
    package func write<Result>(_ body: (Database) throws -> Result) throws(SQLiteFileError) -> Result {
        let writer = try writer()
        return try watching { () throws(SQLiteFileError) -> Result in
            try SQLiteFileError.naming(path) {
                try writer.writeWithoutTransaction { db in
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
    }

    private func writer() throws(SQLiteFileError) -> any DatabaseWriter {
        let (writer, obstacle, damage, isDue) = state.withLock { state in
            let isDue = state.writer == nil && !state.isClosed && ContinuousClock.now >= state.nextAttempt
            if isDue { state.nextAttempt = .now + DatabaseConnection.pause }
            return (state.writer, state.obstacle, state.damage, isDue)
        }
        if let damage { throw damage }
        if let writer { return writer }
        guard isDue else { throw obstacle ?? .database(path: path, reason: "the file is closed") }
        let opened: any DatabaseWriter
        do {
            opened = try file.open()
        } catch {
            state.withLock { $0.obstacle = error }
            throw error
        }
        return state.withLock { state in
            if let writer = state.writer {
                try? opened.close()
                return writer
            }
            state.obstacle = nil
            try? state.reader.close()
            (state.reader, state.writer) = (opened, opened)
            return opened
        }
    }

    package func close() throws(SQLiteFileError) {
        let (reader, listeners) = state.withLock { state in
            state.isClosed = true
            defer { state.listeners = [] }
            return (state.reader, state.listeners)
        }
        for listener in listeners { listener.finish() }
        try SQLiteFileError.naming(path) { try reader.close() }
    }
}

// MARK: - Damage

extension DatabaseConnection {
    /// Sets a damaged file aside that can be made again, and begins a new one in its place.
    package func startOver() throws(SQLiteFileError) {
        let reader = state.withLock { $0.reader }
        try? reader.close()
        _ = try file.setAside()
        let writer = try file.open()
        state.withLock { state in
            (state.reader, state.writer, state.obstacle) = (writer, writer, nil)
        }
    }

    /// The damage that is found in a file that is kept, once it is; ends when the connection is closed.
    package func damageReports() -> AsyncStream<SQLiteFileError> {
        let (reports, listener) = AsyncStream.makeStream(of: SQLiteFileError.self, bufferingPolicy: .bufferingNewest(1))
        let (damage, isClosed) = state.withLock { state in
            state.listeners.append(listener)
            return (state.damage, state.isClosed)
        }
        if let damage { listener.yield(damage) }
        if isClosed { listener.finish() }
        return reports
    }

    /// Takes note of what another has found wrong with the file. Only the first finding counts.
    package func report(damage: SQLiteFileError) {
        guard case .damaged = damage, file.options.damage == .keep else { return }
        let listeners = state.withLock { state in
            guard state.damage == nil else { return [AsyncStream<SQLiteFileError>.Continuation]() }
            state.damage = damage
            return state.listeners
        }
        for listener in listeners { listener.yield(damage) }
    }

    private func watching<Result>(
        _ body: () throws(SQLiteFileError) -> Result
    ) throws(SQLiteFileError) -> Result {
        do throws(SQLiteFileError) {
            return try body()
        } catch {
            report(damage: error)
            throw error
        }
    }
}
