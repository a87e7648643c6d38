internal import NumberResources

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
    /// More than is allowed.
    case tooLarge(String)
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
        case .tooLarge(let what): "rsync: \(what)"
        case .folder(let reason): "rsync's folder: \(reason)"
        }
    }
}
