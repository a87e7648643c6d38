/// The originator of a request.
public enum Principal: Hashable, Sendable {
    /// Anybody who proves nothing.
    case anyone
    /// A program of the same machine.
    case loopback
    /// Who holds the token of this name.
    case token(String)
    /// Who has logged in to the account of this name.
    case user(String)
    /// An operator at the command line of the node's machine.
    case commandLine
}

extension Principal: CustomStringConvertible {
    /// `anyone`, `loopback`, `token NAME`, `user NAME` or `command line`.
    public var description: String {
        switch self {
        case .anyone: "anyone"
        case .loopback: "loopback"
        case .token(let name): "token \(name)"
        case .user(let name): "user \(name)"
        case .commandLine: "command line"
        }
    }
}
