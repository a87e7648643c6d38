public import NumberResources
public import ValidatedPayloads

/// The state of a path, and what it follows from.
public struct PathValidity: Hashable, Sendable {
    /// A defect that makes a path invalid regardless of ASPAs.
    public enum Defect: String, Hashable, Sendable, CaseIterable {
        /// No AS number outside the receiver's confederation.
        case empty
        /// The first AS number is not the neighbour's, and the neighbour is not a route server.
        case otherNeighbour = "other-neighbour"
        /// An AS_SET or AS_CONFED_SET (RFC 9774).
        case set
        /// A confederation's segment that is not the receiver's own.
        case confederation
    }

    /// A step of a path: from an AS to the one that it should have as its provider.
    public struct Hop: Hashable, Sendable {
        public let customer: ASN
        public let provider: ASN
        public let authorization: HopAuthorization
        /// The ASPA of `customer`; `nil` where it has none.
        public let aspa: ASPA?
    }

    public let state: PathState
    public let procedure: PathProcedure
    /// The path as it was verified: each repetition once, neighbour first.
    public let path: [ASN]
    public let defect: Defect?
    /// The first hop, counted from the origin, that ends the climb: in an invalid path one that the ASPA denies, in an
    /// unknown one the first without an ASPA. `nil` in a valid path, and in one with a defect.
    public let upHop: Hop?
    /// The same counted from the neighbour, for a path that may also go down.
    public let downHop: Hop?
    /// The ASes one of which passed on what it should not have, or a made-up path begins with; empty unless the path is
    /// invalid by ASPAs. Neighbour first.
    public let suspects: [ASN]
}
