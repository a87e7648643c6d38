internal import FoundationEssentials
internal import GRDB
public import RPKIObjects
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// `rpki.sqlite`: what validation remembers from run to run, in one SQLite database of a folder.
///
/// Points are written in batches of one transaction each, so that a kill at any moment leaves a state that held. One
/// process at a time uses the folder: it holds a lock until ``close()``.
public final class ObjectStore: Sendable {
    let database: DatabaseQueue
    private let path: String
    private let lock: FolderLock
    let batch = Mutex(0)

    /// Points that one transaction holds.
    static let batchSize = 1000

    /// Opens the store in `folder`, which is made if it is not there.
    ///
    /// - Throws: ``ObjectStoreError``.
    public init(folder: String) throws(ObjectStoreError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .folder(path: folder, reason: (error as? CocoaError)?.underlyingReason ?? "cannot be made")
        }
        lock = try FolderLock(folder: folder)
        let path = folder + "/rpki.sqlite"
        self.path = path
        database = try ObjectStore.naming(path) {
            var configuration = Configuration()
            // The store itself says where transactions start and end.
            configuration.allowsUnsafeTransactions = true
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try database.writeWithoutTransaction { db in
                try Schema.prepare(db, path: path)
                // Only now: the file of another program is not to be changed.
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                try db.execute(sql: "PRAGMA synchronous = NORMAL")
            }
            return database
        }
    }

    /// Ends the transaction that is under way and lets go of the folder, even where the transaction could not be ended.
    ///
    /// - Throws: ``ObjectStoreError``.
    public func close() throws(ObjectStoreError) {
        defer { lock.release() }
        try commit()
        try naming { try database.close() }
    }

    /// Makes what was kept so far last.
    ///
    /// - Throws: ``ObjectStoreError``.
    public func commit() throws(ObjectStoreError) {
        try naming {
            try database.writeWithoutTransaction { db in
                if db.isInsideTransaction { try db.commit() }
            }
        }
        batch.withLock { $0 = 0 }
    }

    /// What `body` gives; what SQLite throws becomes an error that names the file.
    func naming<Result>(_ body: () throws -> Result) throws(ObjectStoreError) -> Result {
        try ObjectStore.naming(path, body)
    }

    private static func naming<Result>(
        _ path: String, _ body: () throws -> Result
    ) throws(ObjectStoreError) -> Result {
        do {
            return try body()
        } catch let error as ObjectStoreError {
            throw error
        } catch let error as DatabaseError {
            throw .database(path: path, reason: error.message ?? "\(error.resultCode)")
        } catch {
            throw .database(path: path, reason: "\(error)")
        }
    }
}

extension CocoaError {
    /// The operating system's word.
    fileprivate var underlyingReason: String? {
        (underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
    }
}

/// Why a store cannot be used.
public enum ObjectStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The folder is not there and cannot be made.
    case folder(path: String, reason: String)
    /// Another process holds the folder.
    case inUse(path: String)
    /// The database was written by a newer version of the program.
    case newerSchema(path: String, found: Int, known: Int)
    /// The file is a database of something else.
    case foreign(path: String)
    /// SQLite's own word, or the operating system's.
    case database(path: String, reason: String)
    /// A point was to be kept without one of its objects, which the store does not have.
    case incomplete(path: String, hash: ObjectHash)

    public var description: String {
        switch self {
        case .folder(let path, let reason): "\(path): \(reason)"
        case .inUse(let path): "\(path): another process uses this cache"
        case .newerSchema(let path, let found, let known):
            "\(path): schema \(found) is newer than schema \(known), the newest this version knows; "
                + "use a newer version of the program or another folder"
        case .foreign(let path): "\(path): not a cache of this program"
        case .database(let path, let reason): "\(path): \(reason)"
        case .incomplete(let path, let hash): "\(path): object \(hash) was not handed over"
        }
    }
}
