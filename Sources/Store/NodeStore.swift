internal import FoundationEssentials
internal import GRDB
internal import RPKIToRouter
internal import Synchronization
internal import ValidatedPayloads

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// `node.sqlite`: the payloads that were served, with RTR sessions, serial and history, so that they survive the process; and
/// the node's alerts, which ``alerts`` gives.
///
/// A whole set and what changed since: a publication writes what it changes, and when that has become more than the set, the
/// set anew. Each is one transaction, on the disk before it is over. One process at a time is the node of a folder, which
/// `node.lock` beside the file says; others may read its alerts and answer them meanwhile, with ``AlertStore/open(folder:)``.
public final class NodeStore: Sendable {
    let database: DatabaseQueue
    private let lock: FolderLock
    let path: String
    let history: Int
    let held: Mutex<Held?>
    /// What routers saw last, outside of the folder; `nil` before ``Opened/cache(configuration:sessions:lease:environment:)``.
    let lease = Mutex<SessionLease?>(nil)

    /// What the file holds, without the payloads.
    struct Held {
        var sessions: RTRSessionIDs
        var serial: UInt32
        var step: Int64
        /// The octets of the whole set, and of the changes since.
        var base: Int
        var changes: Int
    }

    /// A store, what it had, and what was wrong with the file before it.
    public struct Opened: Sendable {
        public let store: NodeStore
        public let stored: StoredPayloads?
        /// Set where a damaged file was put aside as `node.sqlite.damaged` and a new one begun.
        public let damage: NodeStoreError?
    }

    /// Opens the store in `folder`, which is made if it is not there.
    ///
    /// - Parameter history: How many differences are kept for routers.
    /// - Throws: ``NodeStoreError``, but not for a damaged file: that is put aside, and said.
    public static func open(folder: String, history: Int = 100) throws(NodeStoreError) -> Opened {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .folder(path: folder, reason: "cannot be made: \(error)")
        }
        let path = folder + "/node.sqlite"
        let lock = try FolderLock(folder: folder, of: path)
        do throws(NodeStoreError) {
            return try opened(path, history, lock, damage: nil)
        } catch {
            guard case .damaged = error else { throw error }
            let aside = path + ".damaged"
            unlink(aside)
            guard rename(path, aside) == 0 else {
                throw .database(path: path, reason: String(cString: strerror(errno)))
            }
            unlink(path + "-wal")
            unlink(path + "-shm")
            return try opened(path, history, lock, damage: error)
        }
    }

    private static func opened(
        _ path: String, _ history: Int, _ lock: FolderLock, damage: NodeStoreError?
    ) throws(NodeStoreError) -> Opened {
        let store = try NodeStore(path: path, history: history, lock: lock)
        do throws(NodeStoreError) {
            return Opened(store: store, stored: try store.load(), damage: damage)
        } catch {
            // The lock stays: the file may have to be put aside under it.
            try? store.database.close()
            throw error
        }
    }

    private init(path: String, history: Int, lock: FolderLock) throws(NodeStoreError) {
        self.path = path
        self.history = history
        self.lock = lock
        held = Mutex(nil)
        database = try NodeStore.naming(path) {
            var configuration = GRDB.Configuration()
            // Whoever answers an alert meanwhile does not take long.
            configuration.busyMode = .timeout(10)
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try database.writeWithoutTransaction { db in
                try Schema.prepare(db, path: path)
                // Only now: the file of another program is not to be changed.
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                // A serial that routers were told is never given to other payloads, so it is on the disk first.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                let check = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? ""
                guard check == "ok" else { throw NodeStoreError.damaged(path: path, reason: check) }
            }
            return database
        }
    }

    /// Lets go of the file.
    ///
    /// - Throws: ``NodeStoreError``.
    public func close() throws(NodeStoreError) {
        defer { lock.release() }
        try naming { try database.close() }
    }

    /// The alerts in the same file.
    public var alerts: AlertStore { AlertStore(database: database, path: path) }

    /// What `body` gives; what SQLite throws becomes an error that names the file.
    func naming<Result>(_ body: () throws -> Result) throws(NodeStoreError) -> Result {
        try NodeStore.naming(path, body)
    }

    static func naming<Result>(_ path: String, _ body: () throws -> Result) throws(NodeStoreError) -> Result {
        do {
            return try body()
        } catch let error as NodeStoreError {
            throw error
        } catch let error as DatabaseError {
            let reason = error.message ?? "\(error.resultCode)"
            switch error.resultCode {
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: throw .damaged(path: path, reason: reason)
            case .SQLITE_BUSY, .SQLITE_LOCKED: throw .inUse(path: path)
            default: throw .database(path: path, reason: reason)
            }
        } catch is RecordError {
            throw .damaged(path: path, reason: "a record is not readable")
        } catch {
            throw .database(path: path, reason: "\(error)")
        }
    }
}
