internal import FoundationEssentials
internal import GRDB
internal import LocalFiles
internal import RPKIToRouter
public import SQLiteFile
internal import Synchronization

/// `node.sqlite`: the payloads that were served, with RTR sessions, serial and history, so that they survive the process; and
/// the node's alerts, which ``alerts`` gives.
///
/// A whole set and what changed since: a publication writes what it changes, and when that has become more than the set, the
/// set anew. Each is one transaction, on the disk before it is over. One process at a time is the node of a folder, which
/// `node.lock` beside the file says; others may read its alerts and answer them meanwhile, with ``AlertStore/open(folder:)``.
public final class NodeStore: Sendable {
    let database: DatabaseConnection
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
        public let damage: SQLiteFileError?
        /// Set where the file can only be read, as on a full disk. Each write tries again.
        public let obstacle: SQLiteFileError?
    }

    /// Opens the store in `folder`, which is made if it is not there.
    ///
    /// A file that cannot be written is opened for reading where something is stored in it: see ``Opened/obstacle``.
    ///
    /// - Parameter history: How many differences are kept for routers.
    /// - Throws: ``SQLiteFileError``, but not for a damaged file: that is put aside, and said.
    public static func open(folder: String, history: Int = 100) throws(SQLiteFileError) -> Opened {
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
        let file = NodeStore.file(path)
        do throws(SQLiteFileError) {
            let (result, damage) = try file.recovering { () throws(SQLiteFileError) -> Opened in
                try opened(try DatabaseConnection(file), history, lock)
            }
            return Opened(store: result.store, stored: result.stored, damage: damage, obstacle: nil)
        } catch  where error.isOfWriting {
            do throws(SQLiteFileError) {
                let opened = try opened(try DatabaseConnection(reading: file, because: error), history, lock)
                if opened.stored != nil { return opened }
            } catch .damaged(let path, let reason) {
                throw .damaged(path: path, reason: reason)
            } catch {}
            throw error
        }
    }

    /// The file at `path`, regardless of its content.
    static func file(_ path: String) -> DatabaseFile {
        var options = DatabaseFile.Options()
        // A serial that routers were told is never given to other payloads, so it is on the disk first.
        options.durability = .full
        options.damage = .rebuild
        // Whoever answers an alert meanwhile does not take long.
        options.patience = 10
        options.checksPages = true
        return DatabaseFile(path, Schema.current, options)
    }

    private static func opened(
        _ database: DatabaseConnection, _ history: Int, _ lock: FolderLock
    ) throws(SQLiteFileError) -> Opened {
        let store = NodeStore(database: database, history: history, lock: lock)
        do throws(SQLiteFileError) {
            let stored = try store.load()
            // Alerts are looked at before anything relies on them: a value that cannot be would end the watch later.
            try store.alerts.checkRows()
            return Opened(store: store, stored: stored, damage: nil, obstacle: database.obstacle)
        } catch {
            // The lock stays: the file may have to be put aside under it.
            try? database.close()
            throw error
        }
    }

    private init(database: DatabaseConnection, history: Int, lock: FolderLock) {
        self.database = database
        path = database.path
        self.history = history
        self.lock = lock
        held = Mutex(nil)
    }

    /// Lets go of the file.
    ///
    /// - Throws: ``SQLiteFileError``.
    public func close() throws(SQLiteFileError) {
        defer { lock.release() }
        try database.close()
    }

    /// The alerts in the same file.
    public var alerts: AlertStore { AlertStore(database: database, path: path) }
}
