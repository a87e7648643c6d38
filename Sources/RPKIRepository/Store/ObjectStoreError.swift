public import RPKIObjects

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
    /// The file is not, or no longer, a whole database.
    case damaged(path: String, reason: String)
    /// There is no room on the disk; what was there before is as it was.
    case full(path: String, reason: String)
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
        case .damaged(let path, let reason): "\(path): damaged: \(reason)"
        case .full(let path, let reason), .database(let path, let reason): "\(path): \(reason)"
        case .incomplete(let path, let hash): "\(path): object \(hash) was not handed over"
        }
    }

    /// Whether the same may work later: the disk is full or cannot be written now.
    public var mayPass: Bool {
        switch self {
        case .full, .database: true
        case .folder, .inUse, .newerSchema, .foreign, .damaged, .incomplete: false
        }
    }

    /// Whether only room is missing: what needs none goes on.
    public var isFull: Bool {
        if case .full = self { true } else { false }
    }
}
