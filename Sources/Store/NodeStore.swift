internal import FoundationEssentials
internal import GRDB
internal import LocalFiles
internal import RPKIToRouter
internal import SQLiteFiles
internal import Synchronization

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
    let database: NodeDatabase
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
        /// Set where the file can only be read, as on a full disk. Each write tries again.
        public let obstacle: NodeStoreError?
    }

    /// Opens the store in `folder`, which is made if it is not there.
    ///
    /// A file that cannot be written is opened for reading where something is stored in it: see ``Opened/obstacle``.
    ///
    /// - Parameter history: How many differences are kept for routers.
    /// - Throws: ``NodeStoreError``, but not for a damaged file: that is put aside, and said.
    public static func open(folder: String, history: Int = 100) throws(NodeStoreError) -> Opened {
        let path = folder + "/node.sqlite"
        let lock: FolderLock
        do throws(LocalFileError) {
            try PrivateFiles.makeFolder(folder)
            // On a full disk, or one that is read-only, a node can still serve what is stored.
            lock = try FolderLock(folder, file: "node.lock", orFolder: true)
        } catch  where error.code == .inUse {
            throw .inUse(path: path)
        } catch {
            throw .folder(path: error.path, reason: error.reason)
        }
        do throws(NodeStoreError) {
            return try opened(try NodeDatabase(path: path), history, lock)
        } catch .damaged(let path, let reason) {
            let damage = NodeStoreError.damaged(path: path, reason: reason)
            try setAside(path, damage)
            return try opened(try NodeDatabase(path: path), history, lock, damage: damage)
        } catch .database(let path, let reason) {
            let obstacle = NodeStoreError.database(path: path, reason: reason)
            do throws(NodeStoreError) {
                let opened = try opened(try NodeDatabase(reading: path, because: obstacle), history, lock)
                if opened.stored != nil { return opened }
            } catch .damaged(let path, let reason) {
                throw .damaged(path: path, reason: reason)
            } catch {}
            throw obstacle
        }
    }

    private static func setAside(_ path: String, _ damage: NodeStoreError) throws(NodeStoreError) {
        let aside = path + ".damaged"
        unlink(aside)
        guard rename(path, aside) == 0 else {
            throw .database(
                path: path, reason: "\(damage); it cannot be put aside: \(String(cString: strerror(errno)))")
        }
        unlink(path + "-wal")
        unlink(path + "-shm")
    }

    private static func opened(
        _ database: NodeDatabase, _ history: Int, _ lock: FolderLock, damage: NodeStoreError? = nil
    ) throws(NodeStoreError) -> Opened {
        let store = NodeStore(database: database, history: history, lock: lock)
        do throws(NodeStoreError) {
            let stored = try store.load()
            // Alerts are looked at before anything relies on them: a value that cannot be would end the watch later.
            try store.alerts.checkRows()
            return Opened(store: store, stored: stored, damage: damage, obstacle: database.obstacle)
        } catch {
            // The lock stays: the file may have to be put aside under it.
            try? database.close()
            throw error
        }
    }

    private init(database: NodeDatabase, history: Int, lock: FolderLock) {
        self.database = database
        path = database.path
        self.history = history
        self.lock = lock
        held = Mutex(nil)
    }

    /// Lets go of the file.
    ///
    /// - Throws: ``NodeStoreError``.
    public func close() throws(NodeStoreError) {
        defer { lock.release() }
        try database.close()
    }

    /// The alerts in the same file.
    public var alerts: AlertStore { AlertStore(database: database, path: path) }

    /// What `body` gives; what SQLite throws becomes an error that names the file.
    static func naming<Result>(_ path: String, _ body: () throws -> Result) throws(NodeStoreError) -> Result {
        do {
            return try body()
        } catch let error as NodeStoreError {
            throw error
        } catch let error as DatabaseError {
            let reason = error.message ?? "\(error.resultCode)"
            switch error.resultCode {
            case _ where error.isDamage: throw .damaged(path: path, reason: reason)
            case .SQLITE_BUSY, .SQLITE_LOCKED: throw .inUse(path: path)
            default: throw .database(path: path, reason: reason)
            }
        } catch let error as ColumnError {
            throw .damaged(path: path, reason: "\(error)")
        } catch is RowDecodingError {
            throw .damaged(path: path, reason: "a value is not what its column is for")
        } catch is RecordError {
            throw .damaged(path: path, reason: "a record is not readable")
        } catch {
            throw .database(path: path, reason: "\(error)")
        }
    }
}
