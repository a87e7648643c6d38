internal import FoundationEssentials
internal import GRDB
internal import LocalFiles
public import SQLiteFile
internal import Synchronization

/// `rpki.sqlite`: what repositories publish and what validation remembers from run to run, in one SQLite database of a
/// folder.
///
/// Objects are kept once for each content. Each step of fetching a repository is one transaction, and so are the points
/// of validation in batches: a kill or a full disk at any moment leaves a state that held. One process at a time uses
/// the folder: it holds a lock until ``close()``.
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
    /// The number of stages so far.
    let stages = Atomic<Int64>(0)
    /// Ends of tries that could not be written, since the disk is full.
    let unwritten = Mutex<[Int64: UnwrittenResult]>([:])
    /// True if points of validation could not be written lately, since the disk is full.
    let isFull = Atomic(false)
    /// True if there may be objects that nothing names; a kill may have left some of those that there are at the start.
    let hasOrphans = Atomic(true)

    /// Opens the store in `folder`, which is made if it is not there.
    ///
    /// - Throws: ``SQLiteFileError``; ``SQLiteFileError/damaged(path:reason:)`` where ``setAside(folder:)`` helps.
    public init(folder: String) throws(SQLiteFileError) {
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
        database = try ObjectStore.file(path).openPool(readers: 8)
        try naming { try database.writeWithoutTransaction { try ObjectStore.createStages($0) } }
        let (hasPoints, hasObjects) = try naming {
            try database.writeWithoutTransaction { db in
                try measure(db)
                return (
                    try db.cell(sql: "SELECT EXISTS (SELECT 1 FROM point)")?.flag() ?? true,
                    try db.cell(sql: "SELECT EXISTS (SELECT 1 FROM object)")?.flag() ?? true
                )
            }
        }
        if !hasPoints { prefetch.withLock { $0.beginEmpty() } }
        hasOrphans.store(hasObjects, ordering: .relaxed)
    }

    public static let fileName = "rpki.sqlite"

    /// Renames the database of a folder, which cannot be used, so that a new one is made in its place.
    ///
    /// - Returns: the name that it has now.
    public static func setAside(folder: String) throws(SQLiteFileError) -> String {
        try file((folder.hasSuffix("/") ? folder : folder + "/") + fileName).setAside()
    }

    /// The file at `path`, regardless of its content.
    static func file(_ path: String) -> DatabaseFile {
        var options = DatabaseFile.Options()
        options.durability = .normal
        options.damage = .rebuild
        options.patience = 30
        options.cache = 16 << 20
        options.logSize = 64 << 20
        // Of many small transactions, each thousandth octet is not to wait for the disk.
        options.checkpointSize = 32 << 20
        // Some eight objects a page: half the time of SQLite's 4,096, of which most hold one or two.
        options.pageSize = 16_384
        // What a repository wrote that then did not fit on the disk.
        options.returnsPages = true
        return DatabaseFile(path, Schema.current, options)
    }

    /// Writes what was kept and lets go of the folder, even where it could not be written.
    ///
    /// - Throws: ``SQLiteFileError``.
    public func close() throws(SQLiteFileError) {
        defer { lock.release() }
        guard !pending.withLock(\.isClosed) else { return }
        try commit()
        do throws(SQLiteFileError) {
            // Everything is then in the one file, even if other connections still have the database open.
            try naming { _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
        } catch {
            // On a full disk, the log stays next to the file, and is read with it.
            guard error.isFull else { throw error }
        }
        try naming { try database.close() }
        pending.withLock { $0.isClosed = true }
    }

    /// Returns the result of `body`; an error of SQLite becomes an error that names the file.
    func naming<Result>(_ body: () throws -> Result) throws(SQLiteFileError) -> Result {
        try SQLiteFileError.naming(path, body)
    }

    /// The error of this store for `error`, thrown by SQLite or in a transaction.
    func named(_ error: any Error) -> SQLiteFileError {
        SQLiteFileError(error, at: path)
    }
}
