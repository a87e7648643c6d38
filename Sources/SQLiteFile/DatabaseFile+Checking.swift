package import GRDB
internal import Synchronization

extension DatabaseFile {
    /// Looks at every page of the file while others use it, on a connection and a thread of its own that gives way to others.
    ///
    /// It takes time with the size of the file. Cancelling the task ends it.
    ///
    /// - Parameter look: Looks at the rows, as those who use them do.
    /// - Returns: What is wrong, with the page where SQLite names one; `nil` for a sound file, and for one that cannot be
    ///   looked at now.
    package func findDamage(_ look: @escaping @Sendable (Database) throws -> Void = { _ in }) async -> SQLiteFileError?
    {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(options.patience)
        let queue: DatabaseQueue
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            return damage(error)
        }
        let isCancelled = Mutex(false)
        return await withTaskCancellationHandler {
            await QuietThread.run { () -> SQLiteFileError? in
                defer { try? queue.close() }
                guard !isCancelled.withLock({ $0 }) else { return nil }
                do {
                    try queue.read { db in
                        try checkPages(db)
                        try look(db)
                    }
                    return nil
                } catch {
                    return damage(error)
                }
            }
        } onCancel: {
            isCancelled.withLock { $0 = true }
            queue.interrupt()
        }
    }

    /// Looks at every page, and whether indexes have what their tables have.
    ///
    /// - Throws: ``SQLiteFileError/damaged(path:reason:)`` with the first finding.
    package func checkPages(_ db: Database, isThorough: Bool = false) throws {
        let check = try db.cell(sql: "PRAGMA \(isThorough ? "integrity_check" : "quick_check")(1)")?.text() ?? ""
        guard check != "ok" else { return }
        // The first of two lines says which database it is about.
        let finding = check.split(separator: "\n").last { !$0.hasPrefix("***") }.map(String.init)
        throw SQLiteFileError.damaged(path: path, reason: finding ?? check)
    }

    private func damage(_ error: any Error) -> SQLiteFileError? {
        let error = SQLiteFileError(error, at: path)
        if case .damaged = error { return error }
        return nil
    }
}
