/// Whether sessions of before go on.
public enum SessionPolicy: String, Hashable, Sendable, CaseIterable {
    /// After a restart in place they do; in doubt they do not.
    case keep
    /// Each start has new ones.
    case new
}

/// Whether the sessions that were stored go on.
public enum SessionDecision: Hashable, Sendable {
    /// Nothing was stored.
    case first
    case kept
    case new(Reason)

    /// Why sessions do not go on.
    public enum Reason: String, Hashable, Sendable, CustomStringConvertible {
        case configured
        case noFolder
        case noLease
        case otherHost
        case otherBoot
        case copied
        case otherHistory
        case otherSerial

        public var description: String {
            switch self {
            case .configured: "new sessions are configured"
            case .noFolder:
                "no folder outside of the state folder can be written to keep them; name one with rtr.lease or --lease"
            case .noLease:
                "this database was not served here before, or not since the system was started"
            case .otherHost: "the state is of another host"
            case .otherBoot: "the system was started since"
            case .copied: "the database is a copy"
            case .otherHistory: "the state is of another history than the one that routers have"
            case .otherSerial: "the state is older than what routers have: a backup was restored"
            }
        }
    }
}
