/// A certification authority of a ``RepositoryPlan``.
public struct AuthorityID: Hashable, Sendable {
    let index: Int
}

/// An object that an authority of a ``RepositoryPlan`` publishes.
public struct ObjectID: Hashable, Sendable {
    /// The authority that issues it.
    public let authority: AuthorityID
    let index: Int
}
