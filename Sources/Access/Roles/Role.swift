/// A bundle of grants. An account has one or several.
public enum Role: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Anyone, also without an account.
    case `public`
    /// Sees what the node knows, as far as TLP:AMBER.
    case viewer
    /// Sees all that the node knows, TLP:RED included, and works on it.
    case analyst
    /// Runs the node; sees what the node knows only with another role.
    case administrator

    /// Those that an account can have.
    public static let assignable: [Role] = [.viewer, .analyst, .administrator]

    private var rank: Int {
        switch self {
        case .public: 0
        case .viewer: 1
        case .analyst: 2
        case .administrator: 3
        }
    }

    public static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }
}
