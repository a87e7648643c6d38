/// Choice for the stored sessions.
public enum SessionPolicy: String, Hashable, Sendable, CaseIterable {
    /// After a restart in place they do; in doubt they do not.
    case keep
    /// Each start has new ones.
    case new
}

/// Decision whether the stored sessions continue.
public enum SessionDecision: Hashable, Sendable {
    /// Nothing was stored.
    case first
    case kept
    case new(Reason)

    /// Reason for starting new sessions.
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
            case .configured: "rtr.sessions or --sessions is new"
            case .noFolder:
                "cannot write a lease file outside the state folder; name a folder with rtr.lease or --lease"
            case .noLease:
                "this database was not served on this machine since the system started"
            case .otherHost: "the state folder comes from another host"
            case .otherBoot: "the system was restarted"
            case .copied: "the database is a copy"
            case .otherHistory: "the routers' data come from another state folder"
            case .otherSerial: "the state is older than the routers' data; an old copy was restored"
            }
        }
    }
}
