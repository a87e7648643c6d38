internal import GRDB

/// The reason why a database file cannot be used.
public enum SQLiteFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The folder is not there and cannot be made.
    case folder(path: String, reason: String)
    /// Another process has the folder for itself.
    case inUse(path: String)
    /// Another process has been writing for longer than is waited.
    case busy(path: String)
    /// The database was written by a newer version of the program.
    case newerSchema(path: String, found: Int, known: Int)
    /// The file is a database of something else.
    case foreign(path: String)
    /// The file is not a whole database, or what it says cannot be.
    case damaged(path: String, reason: String)
    /// The disk is full; what was there before is as it was.
    case full(path: String, reason: String)
    /// Anything else, in the words of SQLite or of the operating system.
    case database(path: String, reason: String)
    /// The data to be written lack something that they refer to; the reason names it.
    case incomplete(path: String, reason: String)

    public var description: String {
        switch self {
        case .inUse(let path), .busy(let path): "\(path): another process uses it"
        case .newerSchema(let path, let found, let known):
            "\(path): schema \(found) is newer than schema \(known), the newest this version knows; "
                + "use a newer version of the program or another folder"
        case .foreign(let path): "\(path): not a database of this program"
        case .damaged(let path, let reason): "\(path): damaged: \(reason)"
        case .folder(let path, let reason), .full(let path, let reason), .database(let path, let reason),
            .incomplete(let path, let reason):
            "\(path): \(reason)"
        }
    }

    /// True if the same operation may succeed later: the disk is full, or the file cannot be written now.
    public var mayPass: Bool {
        switch self {
        case .full, .database, .busy: true
        case .folder, .inUse, .newerSchema, .foreign, .damaged, .incomplete: false
        }
    }

    /// True if only the disk is full; operations that need no space continue.
    public var isFull: Bool {
        if case .full = self { true } else { false }
    }

    /// True if the file may be readable all the same.
    package var isOfWriting: Bool {
        switch self {
        case .full, .database: true
        default: false
        }
    }
}

/// A value in a database that cannot be what the program wrote there.
package protocol StoredValueError: Error, CustomStringConvertible {}

extension SQLiteFileError {
    /// The error of the file at `path` for `error`, thrown by SQLite or by the body of a transaction.
    package init(_ error: any Error, at path: String) {
        switch error {
        case let error as SQLiteFileError: self = error
        case let error as DatabaseError: self.init(error, at: path)
        case let error as any StoredValueError: self = .damaged(path: path, reason: "\(error)")
        case is RowDecodingError: self = .damaged(path: path, reason: "a value has the wrong type for its column")
        default: self = .database(path: path, reason: "\(error)")
        }
    }

    private init(_ error: DatabaseError, at path: String) {
        let reason = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        // Shared memory that cannot grow is a file, too.
        case _ where error.resultCode == .SQLITE_FULL || error.extendedResultCode == .SQLITE_IOERR_SHMSIZE:
            self = .full(path: path, reason: reason)
        case _ where error.isDamage: self = .damaged(path: path, reason: reason)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        default: self = .database(path: path, reason: reason)
        }
    }

    /// Returns the result of `body`; its error becomes an error that names the file at `path`.
    package static func naming<Result>(_ path: String, _ body: () throws -> Result) throws(SQLiteFileError) -> Result {
        do {
            return try body()
        } catch {
            throw SQLiteFileError(error, at: path)
        }
    }
}
