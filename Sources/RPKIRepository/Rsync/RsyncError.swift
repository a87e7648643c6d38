internal import TextFormats

/// The failure of rsync.
public enum RsyncError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The program cannot be run.
    case command(String)
    /// The host, or the address that its name resolves to, is not on the public Internet; no connection was made.
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
        case .command(let reason): "could not run rsync: \(reason)"
        case .dubiousHost(let reason): "dubious-host: \(reason)"
        case .host(let reason): "rsync's host: \(reason.printable)"
        case .failed(let code, let message):
            message.isEmpty ? "rsync ended with code \(code)" : "rsync: \(message.printable)"
        case .timeout(let seconds): "rsync did not finish within \(seconds) s"
        case .limit(let limit, let value): "rsync: more than \(value) \(limit.counted), the limit \(limit.rawValue)"
        case .folder(let reason): "rsync's folder: \(reason)"
        }
    }
}

extension RsyncError: LimitReaching {
    package var reachedLimit: RepositoryLimit? {
        if case .limit(let limit, _) = self { limit } else { nil }
    }

    /// True if the local folder's disk is full, according to the program's message.
    var isFull: Bool {
        guard case .failed(_, let message) = self else { return false }
        return message.contains("No space left on device") || message.contains("Disk quota exceeded")
    }
}

extension RepositoryLimit {
    fileprivate var counted: String {
        switch self {
        case .moduleFiles: "files and folders"
        case .moduleDepth: "levels of folders"
        default: "octets"
        }
    }
}
