internal import FoundationEssentials
package import GRDB
internal import LocalFiles

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A database file: what is in it, how it is opened, and what becomes of it when it is damaged.
package struct DatabaseFile: Sendable {
    /// The treatment of a damaged file.
    package enum DamagePolicy: Sendable {
        /// It is put aside and a new one is begun: what was in it can be had again.
        case rebuild
        /// It stays as it is and is not used: what was in it comes back from a backup only.
        case keep
    }

    /// The time at which written data are on the disk.
    package enum Durability: String, Sendable {
        /// With the end of each transaction.
        case full = "FULL"
        /// Some time later; a power cut may undo the last transactions, all of each.
        case normal = "NORMAL"
    }

    package struct Options: Sendable {
        package var durability = Durability.full
        package var damage = DamagePolicy.keep
        /// Seconds that another process's transaction is waited for.
        package var patience = 10.0
        /// Connections that read while another writes; 0 for one connection that does both.
        package var readers = 0
        /// Octets of pages that each connection holds; `nil` for SQLite's default.
        package var cache: Int?
        /// Octets that the log may keep when it is empty; `nil` for SQLite's default.
        package var logSize: Int?
        /// Octets of the log after which its pages are written into the file; `nil` for SQLite's default.
        package var checkpointSize: Int?
        /// Octets of a page of a file that is new, a power of two from 512 to 65,536; `nil` for SQLite's default.
        package var pageSize: Int?
        /// True if pages of a new file that hold nothing can be given back to the disk.
        package var returnsPages = false

        package init() {}
    }

    package let path: String
    package let schema: SQLiteSchema
    package let options: Options

    package init(_ path: String, _ schema: SQLiteSchema, _ options: Options) {
        self.path = path
        self.schema = schema
        self.options = options
    }

    /// The connections that ``Options/readers`` asks for, to a file that is made if it is not there, and brought to
    /// the newest version.
    package func open() throws(SQLiteFileError) -> any DatabaseWriter {
        if options.readers > 0 { try openPool(readers: options.readers) } else { try openQueue() }
    }

    /// One connection for all, to a file that is made if it is not there, and brought to the newest version.
    package func openQueue() throws(SQLiteFileError) -> DatabaseQueue {
        try SQLiteFileError.naming(path) {
            PrivateFiles.make(path)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            do {
                try queue.writeWithoutTransaction { db in
                    try schema.migrate(db, path: path)
                    // Only now: the file of another program is not to be changed.
                    try db.execute(sql: "PRAGMA journal_mode = WAL")
                    try settle(db)
                }
            } catch {
                try? queue.close()
                throw error
            }
            return queue
        }
    }

    /// Many readers and one writer, of a file that is made if it is not there, and brought to the newest version.
    package func openPool(readers: Int) throws(SQLiteFileError) -> DatabasePool {
        try SQLiteFileError.naming(path) {
            if FileManager.default.fileExists(atPath: path) {
                // Before anything is changed in it, as a pool does: it may be the file of another program.
                let file = try DatabaseQueue(path: path)
                try file.writeWithoutTransaction { db in _ = try schema.check(db, path: path) }
                try file.close()
            }
            PrivateFiles.make(path)
            var configuration = configuration
            configuration.maximumReaderCount = readers
            let pool = try DatabasePool(path: path, configuration: configuration)
            do {
                try pool.writeWithoutTransaction { db in
                    try schema.migrate(db, path: path)
                    try settle(db)
                }
            } catch {
                try? pool.close()
                throw error
            }
            return pool
        }
    }

    /// One connection that cannot write, also where the file cannot be written.
    package func openForReading() throws(SQLiteFileError) -> DatabaseQueue {
        try SQLiteFileError.naming(path) {
            let queue = try ReadOnlyDatabase.open(path)
            do {
                try queue.read { db in
                    guard try schema.check(db, path: path) > 0 else { throw SQLiteFileError.foreign(path: path) }
                }
            } catch {
                try? queue.close()
                throw error
            }
            return queue
        }
    }

    private var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(options.patience)
        configuration.prepareDatabase { [options] db in
            // A file that is there keeps the pages that it has.
            if let size = options.pageSize { try db.execute(sql: "PRAGMA page_size = \(size)") }
            // It writes: only where there is nothing yet.
            if options.returnsPages, try db.cell(sql: "PRAGMA page_count")?.count() == 0 {
                try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            }
            try db.execute(sql: "PRAGMA synchronous = \(options.durability.rawValue)")
            // Dirty pages beyond this go to the log before the transaction ends: memory stays bounded.
            if let cache = options.cache { try db.execute(sql: "PRAGMA cache_size = -\(cache / 1024)") }
        }
        return configuration
    }

    private func settle(_ db: Database) throws {
        // A pool has made it NORMAL when it began its log.
        try db.execute(sql: "PRAGMA synchronous = \(options.durability.rawValue)")
        if let logSize = options.logSize { try db.execute(sql: "PRAGMA journal_size_limit = \(logSize)") }
        if let size = options.checkpointSize {
            let page = try db.cell(sql: "PRAGMA page_size")?.count() ?? 4096
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \(max(1, size / max(1, page)))")
        }
    }

    // MARK: Damage

    /// Returns the result of `open`. If the file is damaged and may be rebuilt, it is set aside and `open` is called
    /// again.
    ///
    /// - Returns: also what was wrong with the file before, if so.
    package func recovering<Opened>(
        _ open: () throws(SQLiteFileError) -> Opened
    ) throws(SQLiteFileError) -> (opened: Opened, damage: SQLiteFileError?) {
        do throws(SQLiteFileError) {
            return (try open(), nil)
        } catch .damaged(let path, let reason) where options.damage == .rebuild {
            let damage = SQLiteFileError.damaged(path: path, reason: reason)
            do throws(SQLiteFileError) {
                _ = try setAside()
            } catch {
                throw .damaged(path: path, reason: "\(reason); could not set it aside: \(error)")
            }
            return (try open(), damage)
        }
    }

    /// Renames the file, which may not be open, so that a new one is made in its place.
    ///
    /// - Returns: the path that it has now.
    package func setAside() throws(SQLiteFileError) -> String {
        guard options.damage == .rebuild else {
            throw .database(path: path, reason: "it was not set aside, because its content cannot be recreated")
        }
        let aside = path + ".damaged"
        guard rename(path, aside) == 0 else { throw .database(path: path, reason: String(cString: strerror(errno))) }
        for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
        return aside
    }
}
