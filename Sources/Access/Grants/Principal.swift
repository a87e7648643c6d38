/// The originator of a request.
public enum Principal: Hashable, Sendable {
    /// Anybody who proves nothing.
    case anyone
    /// A program of the same machine.
    case loopback
    /// Who holds the token of this name.
    case token(String)
}

extension Principal: CustomStringConvertible {
    /// `anyone`, `loopback` or `token NAME`.
    public var description: String {
        switch self {
        case .anyone: "anyone"
        case .loopback: "loopback"
        case .token(let name): "token \(name)"
        }
    }
}
