internal import FoundationEssentials
internal import GRDB
internal import LocalFiles
internal import RPKIToRouter
public import SQLiteFile
internal import Synchronization

/// `serving.sqlite`: the payloads that were served, with RTR sessions, serial and history, so that they survive the process.
///
/// A whole set and what changed since: an update writes what it changes, and when that has become more than the set, the
/// set again. Each is one transaction, on the disk before it is over. All of it can be had again: a damaged file is set aside
/// and a new one is begun. The caller has the folder for itself.
public final class PayloadStore: Sendable {
    let database: DatabaseConnection
    let path: String
    let history: Int
    let held: Mutex<Held?>
    /// The last state that routers saw, outside of the folder; `nil` before
    /// ``Opened/cache(configuration:sessions:lease:environment:)``.
    let lease = Mutex<SessionLease?>(nil)

    /// The content of the file, without the payloads.
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
        public let store: PayloadStore
        public let stored: StoredPayloads?
        /// Set where a damaged file was put aside as `serving.sqlite.damaged` and a new one begun.
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
        do throws(LocalFileError) {
            try PrivateFiles.makeFolder(folder)
        } catch {
            throw .folder(path: error.path, reason: error.reason)
        }
        let file = PayloadStore.file(folder)
        do throws(SQLiteFileError) {
            let (result, damage) = try file.recovering { () throws(SQLiteFileError) -> Opened in
                try opened(try DatabaseConnection(file), history)
            }
            return Opened(store: result.store, stored: result.stored, damage: damage, obstacle: nil)
        } catch  where error.isOfWriting {
            do throws(SQLiteFileError) {
                let opened = try opened(try DatabaseConnection(reading: file, because: error), history)
                if opened.stored != nil { return opened }
            } catch .damaged(let path, let reason) {
                throw .damaged(path: path, reason: reason)
            } catch {}
            throw error
        }
    }

    public static let fileName = "serving.sqlite"

    /// The file of a folder, regardless of its content.
    static func file(_ folder: String) -> DatabaseFile {
        var options = DatabaseFile.Options()
        // A serial that routers received is never given to other payloads, so it is on the disk first.
        options.durability = .full
        options.damage = .rebuild
        options.patience = 10
        return DatabaseFile(folder + "/" + fileName, ServingSchema.current, options)
    }

    private static func opened(_ database: DatabaseConnection, _ history: Int) throws(SQLiteFileError) -> Opened {
        let store = PayloadStore(database: database, history: history)
        do throws(SQLiteFileError) {
            // This reads all that is in the file: pages that are damaged show.
            let stored = try store.load()
            return Opened(store: store, stored: stored, damage: nil, obstacle: database.obstacle)
        } catch {
            try? database.close()
            throw error
        }
    }

    private init(database: DatabaseConnection, history: Int) {
        self.database = database
        path = database.path
        self.history = history
        held = Mutex(nil)
    }

    /// Lets go of the file.
    ///
    /// - Throws: ``SQLiteFileError``.
    public func close() throws(SQLiteFileError) {
        try database.close()
    }
}

// MARK: - What came before

extension PayloadStore {
    /// Takes what was served over from `node.sqlite` of an earlier version, where there is one and no `serving.sqlite` yet.
    ///
    /// A kill leaves either no `serving.sqlite` or all of it.
    ///
    /// - Throws: ``SQLiteFileError/damaged(path:reason:)`` of `node.sqlite` where what was served cannot be read.
    public static func takeOver(folder: String) throws(SQLiteFileError) {
        let former = FormerFile.node(in: folder)
        guard former.exists, !FileManager.default.fileExists(atPath: folder + "/" + fileName) else { return }
        try file(folder).take(ServingSchema.formerTables, from: former) { db in
            try PayloadStore.keepOwnMemory(db)
            _ = try PayloadStore.load(db)
        }
    }
}
