/// That repositories reached a limit.
public struct ReachedLimit: Hashable, Sendable {
    public let limit: RepositoryLimit
    /// The number of times.
    public var count: Int
    /// The URI of the last one.
    public var repository: String
}
