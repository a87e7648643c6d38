internal import FoundationEssentials
internal import GRDB
internal import LocalFiles
internal import SQLiteFiles
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// `rpki.sqlite`: what repositories publish and what validation remembers from run to run, in one SQLite database of a
/// folder.
///
/// Objects are kept once for each content. Each step of fetching a repository is one transaction, and so are the points of
/// validation in batches: a kill or a full disk at any moment leaves a state that held. One process at a time uses the
/// folder: it holds a lock until ``close()``.
public final class ObjectStore: Sendable {
    let database: DatabasePool
    /// The folder, with a slash at its end.
    public let folder: String
    let path: String
    private let lock: FolderLock
    let pending = Mutex(PendingPoints())
    let prefetch = Mutex(RecordPrefetch())
    /// Held while points are written, so that they come one batch after another.
    let writing = Mutex(())
    /// Threads for reading what repositories have sent.
    let work: ForeignWork
    let meter: StoreMeter
    /// How many stages there were.
    let stages = Atomic<Int64>(0)
    /// Ends of tries that could not be written, since the disk is full.
    let unwritten = Mutex<[Int64: UnwrittenResult]>([:])
    /// Whether points of validation could not be written lately, since the disk is full.
    let isFull = Atomic(false)
    /// Whether there may be objects that nothing names; a kill may have left some.
    let hasOrphans = Atomic(true)

    /// Opens the store in `folder`, which is made if it is not there.
    ///
    /// - Throws: ``ObjectStoreError``; ``ObjectStoreError/damaged(path:reason:)`` where ``setAside(folder:)`` helps.
    public init(folder: String) throws(ObjectStoreError) {
        do throws(LocalFileError) {
            try PrivateFiles.makeFolder(folder)
        } catch {
            throw .folder(path: folder, reason: error.reason)
        }
        do throws(LocalFileError) {
            lock = try FolderLock(folder, file: "lock")
        } catch {
            throw error.code == .inUse
                ? .inUse(path: error.path) : .database(path: error.path, reason: error.reason)
        }
        self.folder = folder.hasSuffix("/") ? folder : folder + "/"
        let path = self.folder + ObjectStore.fileName
        self.path = path
        meter = StoreMeter(folder: self.folder)
        work = ForeignWork(width: max(2, ProcessInfo.processInfo.activeProcessorCount))
        database = try ObjectStore.naming(path) {
            if FileManager.default.fileExists(atPath: path) {
                // Before anything is changed in it: it may be the file of another program.
                let file = try DatabaseQueue(path: path)
                try file.writeWithoutTransaction { db in _ = try Schema.check(db, path: path) }
                try file.close()
            }
            PrivateFiles.make(path)
            var configuration = Configuration()
            configuration.busyMode = .timeout(30)
            configuration.maximumReaderCount = 8
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA synchronous = NORMAL")
                // Dirty pages beyond this go to the log before the transaction ends: memory stays bounded.
                try db.execute(sql: "PRAGMA cache_size = -16384")
            }
            let database = try DatabasePool(path: path, configuration: configuration)
            try database.writeWithoutTransaction { db in
                try Schema.prepare(db, path: path)
                try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
                // Of many small transactions, each thousandth octet is not to wait for the disk: 32 MB, of pages of 4,096.
                try db.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
                try ObjectStore.createStages(db)
            }
            return database
        }
        let hasPoints = try naming {
            try database.writeWithoutTransaction { db in
                try measure(db)
                return try db.cell(sql: "SELECT EXISTS (SELECT 1 FROM point)")?.flag()
            }
        }
        prefetch.withLock { $0.isEmpty = hasPoints == false }
    }

    public static let fileName = "rpki.sqlite"

    /// Renames the database of a folder, which cannot be used, so that a new one is made in its place.
    ///
    /// - Returns: the name that it has now.
    public static func setAside(folder: String) throws(ObjectStoreError) -> String {
        let path = (folder.hasSuffix("/") ? folder : folder + "/") + fileName
        let aside = path + ".damaged"
        guard rename(path, aside) == 0 else {
            throw .database(path: path, reason: String(cString: strerror(errno)))
        }
        for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
        return aside
    }

    /// Writes what was kept and lets go of the folder, even where it could not be written.
    ///
    /// - Throws: ``ObjectStoreError``.
    public func close() throws(ObjectStoreError) {
        defer { lock.release() }
        guard !pending.withLock(\.isClosed) else { return }
        try commit()
        do throws(ObjectStoreError) {
            // All of it is then in the one file, whatever else still has the database open.
            try naming { _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
        } catch {
            // On a full disk, the log stays beside the file, and is read with it.
            guard error.isFull else { throw error }
        }
        try naming { try database.close() }
        pending.withLock { $0.isClosed = true }
    }

    /// What `body` gives; what SQLite throws becomes an error that names the file.
    func naming<Result>(_ body: () throws -> Result) throws(ObjectStoreError) -> Result {
        try ObjectStore.naming(path, body)
    }

    /// What `error`, thrown by SQLite or in a transaction, says of this store.
    func named(_ error: any Error) -> ObjectStoreError {
        ObjectStore.named(error, path)
    }

    static func naming<Result>(
        _ path: String, _ body: () throws -> Result
    ) throws(ObjectStoreError) -> Result {
        do {
            return try body()
        } catch {
            throw named(error, path)
        }
    }

    private static func named(_ error: any Error, _ path: String) -> ObjectStoreError {
        switch error {
        case let error as ObjectStoreError: error
        case let error as DatabaseError:
            error.lacksRoom
                ? .full(path: path, reason: error.message ?? "\(error.resultCode)")
                : error.isDamage
                    ? .damaged(path: path, reason: error.message ?? "\(error.resultCode)")
                    : .database(path: path, reason: error.message ?? "\(error.resultCode)")
        case let error as ColumnError: .damaged(path: path, reason: "\(error)")
        case is RowDecodingError: .damaged(path: path, reason: "a value is not what its column is for")
        default: .database(path: path, reason: "\(error)")
        }
    }
}

extension DatabaseError {
    /// Whether the disk is full; shared memory that cannot grow is a file, too.
    fileprivate var lacksRoom: Bool {
        resultCode == .SQLITE_FULL || extendedResultCode == .SQLITE_IOERR_SHMSIZE
    }
}
