/// Why `node.sqlite` cannot be used.
public enum NodeStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// SQLite's own word, or the operating system's.
    case database(path: String, reason: String)

    public var description: String {
        switch self {
        case .database(let path, let reason): "\(path): \(reason)"
        }
    }
}
