/// A repository after a fetch, successful or not: the folders that the store has of it.
struct SynchronisedRepository: Sendable {
    struct Folder: Sendable {
        let id: Int64
        let changed: Int64
    }

    /// The result for a walk that is to end.
    static let cancelled = SynchronisedRepository(id: -1, isCurrent: false, failure: "cancelled")

    let id: Int64
    /// True if the last fetch succeeded, or none is made.
    var isCurrent: Bool
    /// True if the fetch goes on while the walk does, with what the store has.
    var isUnderWay = false
    /// The reason why it is not.
    var failure: String?
    /// The time of the last complete fetch, in seconds since 1970; 0 for never.
    var updated = 0.0
    /// The time of the first failure since then.
    var failing: Double?
    var folders: [String: Folder] = [:]
    /// The newest change among the folders.
    var generation: Int64 = 0
}
