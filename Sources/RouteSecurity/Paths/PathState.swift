/// The outcome of AS_PATH verification by ASPAs (draft-ietf-sidrops-aspa-verification-28 section 5.4).
public enum PathState: String, Hashable, Sendable, CaseIterable {
    case valid
    /// The path was leaked or made up, or is malformed.
    case invalid
    /// There are not enough ASPAs to tell.
    case unknown
}

/// Which way a path may run, by what the neighbour is to the verifying AS.
public enum PathProcedure: String, Hashable, Sendable, CaseIterable {
    /// From customer to provider all the way (draft-ietf-sidrops-aspa-verification-28 section 5.5).
    case upstream
    /// Up first, then down (section 5.6).
    case downstream
}

extension NeighbourRole {
    /// The procedure for routes of such a neighbour.
    public var procedure: PathProcedure {
        switch self {
        case .customer, .peer, .routeServer, .routeServerClient: .upstream
        case .provider: .downstream
        }
    }
}
