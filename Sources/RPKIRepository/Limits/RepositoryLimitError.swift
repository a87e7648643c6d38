/// That a repository has more than it may have.
public struct RepositoryLimitError: Error, Hashable, Sendable, CustomStringConvertible {
    public let limit: RepositoryLimit
    /// Its value.
    public let value: Int

    public var description: String { "count-limit: more than \(value) \(what), the limit \(limit.rawValue)" }

    private var what: String {
        switch limit {
        case .repositoryObjects: "objects in the repository"
        case .repositoryFolders: "folders in the repository"
        case .repositoryFolderOctets: "octets of the URIs of the repository's folders"
        case .repositorySize: "octets of objects in the repository"
        case .stateSize: "octets in the state folder"
        default: "octets"
        }
    }
}

extension RepositoryLimitError: LimitReaching {
    package var reachedLimit: RepositoryLimit? { limit }
}
