internal import FoundationEssentials
internal import GRDB
internal import RPKIObjects
internal import Synchronization

/// `rpki.sqlite`: what validation remembers from run to run, in one SQLite database of a folder.
///
/// Points are written in batches of one transaction each, so that a kill at any moment leaves a state that held. One
/// process at a time uses the folder: it holds a lock until ``close()``.
public final class ObjectStore: Sendable {
    let database: DatabaseQueue
    private let lock: FolderLock
    let batch = Mutex(0)

    /// Points that one transaction holds.
    static let batchSize = 1000

    /// Opens the store in `folder`, which is made if it is not there.
    ///
    /// - Throws: ``ObjectStoreError``.
    public init(folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        lock = try FolderLock(folder: folder)
        let path = folder + "/rpki.sqlite"
        do {
            var configuration = Configuration()
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                try db.execute(sql: "PRAGMA synchronous = NORMAL")
            }
            // The store itself says where transactions start and end.
            configuration.allowsUnsafeTransactions = true
            database = try DatabaseQueue(path: path, configuration: configuration)
            try database.writeWithoutTransaction { try Schema.prepare($0, path: path) }
        } catch let error as DatabaseError {
            throw ObjectStoreError.database(path: path, reason: error.message ?? "\(error.resultCode)")
        }
    }

    /// Ends the transaction that is under way and lets go of the folder.
    public func close() throws {
        try commit()
        try database.close()
        lock.release()
    }

    /// Makes what was kept so far last.
    public func commit() throws {
        try database.writeWithoutTransaction { db in
            if db.isInsideTransaction { try db.commit() }
        }
        batch.withLock { $0 = 0 }
    }
}

/// Why a store cannot be used.
public enum ObjectStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Another process holds the folder.
    case inUse(path: String)
    /// The database was written by a newer version of the program.
    case newerSchema(path: String, found: Int, known: Int)
    /// The file is a database of something else.
    case foreign(path: String)
    /// SQLite's own word.
    case database(path: String, reason: String)

    public var description: String {
        switch self {
        case .inUse(let path): "\(path): another process uses this cache"
        case .newerSchema(let path, let found, let known):
            "\(path): schema \(found) is newer than schema \(known), the newest this version knows; "
                + "use a newer version of the program or another folder"
        case .foreign(let path): "\(path): not a cache of this program"
        case .database(let path, let reason): "\(path): \(reason)"
        }
    }
}
