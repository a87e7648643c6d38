/// That repositories reached a limit.
public struct ReachedLimit: Hashable, Sendable {
    public let limit: RepositoryLimit
    /// How often.
    public var count: Int
    /// The URI of the last one.
    public var repository: String
}
