/// Limits on what the store holds of one repository, and of all. Reaching a limit fails the fetch of the repository,
/// which keeps its previous state.
public struct RepositoryLimits: Hashable, Sendable {
    /// Objects of one repository.
    public var repositoryObjects = 1_000_000
    /// Folders of one repository that have objects.
    public var repositoryFolders = 50_000
    /// Octets of the URIs of these folders together.
    public var repositoryFolderOctets = 16_000_000
    /// Octets of the objects of one repository.
    public var repositorySize = 4_000_000_000
    /// Octets of the database, of rsync's copies and of files that are being fetched. A repository that was never fetched
    /// before may use seven eighths of it.
    public var stateSize = 40_000_000_000

    public init() {}
}
