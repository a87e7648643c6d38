/// Why `node.sqlite` cannot be used.
public enum NodeStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The folder is not there and cannot be made.
    case folder(path: String, reason: String)
    /// Another process holds the file.
    case inUse(path: String)
    /// The database was written by a newer version of the program.
    case newerSchema(path: String, found: Int, known: Int)
    /// The file is a database of something else.
    case foreign(path: String)
    /// What the file says cannot be: it is damaged.
    case damaged(path: String, reason: String)
    /// SQLite's own word, or the operating system's.
    case database(path: String, reason: String)

    public var description: String {
        switch self {
        case .folder(let path, let reason): "\(path): \(reason)"
        case .inUse(let path): "\(path): another process uses it"
        case .newerSchema(let path, let found, let known):
            "\(path): schema \(found) is newer than schema \(known), the newest this version knows; "
                + "use a newer version of the program or another folder"
        case .foreign(let path): "\(path): not a database of this program"
        case .damaged(let path, let reason): "\(path): damaged: \(reason)"
        case .database(let path, let reason): "\(path): \(reason)"
        }
    }

    /// What an operator can do, where that is not plain; begins with a small letter.
    public var remedy: String? {
        guard case .damaged(let path, _) = self else { return nil }
        return "restart the node: it sets the file aside as \(path).damaged and begins a new one"
    }
}
