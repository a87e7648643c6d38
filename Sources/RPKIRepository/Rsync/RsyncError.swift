internal import TextFormats

/// Why rsync brought nothing.
public enum RsyncError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The program cannot be run.
    case command(String)
    /// The host, or what its name stands for, is not one on the public Internet; nothing was connected to.
    case dubiousHost(String)
    /// The host has no address, or none that takes a connection.
    case host(String)
    /// It ended with this code; its own last words.
    case failed(code: Int32, message: String)
    case timeout(seconds: Int)
    /// More than is allowed; the local folder is removed.
    case limit(RepositoryLimit, value: Int)
    /// The local folder cannot be written or read.
    case folder(String)

    public var description: String {
        switch self {
        case .command(let reason): "rsync cannot be run: \(reason)"
        case .dubiousHost(let reason): "dubious-host: \(reason)"
        case .host(let reason): "rsync's host: \(reason.printable)"
        case .failed(let code, let message):
            message.isEmpty ? "rsync ended with code \(code)" : "rsync: \(message.printable)"
        case .timeout(let seconds): "rsync was not done after \(seconds) s"
        case .limit(let limit, let value): "rsync: more than \(value) \(limit.counted), the limit \(limit.rawValue)"
        case .folder(let reason): "rsync's folder: \(reason)"
        }
    }
}

extension RsyncError: LimitReaching {
    package var reachedLimit: RepositoryLimit? {
        if case .limit(let limit, _) = self { limit } else { nil }
    }

    /// Whether the local folder's disk has no room, by the words of the program.
    var isFull: Bool {
        guard case .failed(_, let message) = self else { return false }
        return message.contains("No space left on device") || message.contains("Disk quota exceeded")
    }
}

extension RepositoryLimit {
    fileprivate var counted: String {
        switch self {
        case .moduleFiles: "files and folders"
        case .moduleDepth: "folders one in another"
        default: "octets"
        }
    }
}
