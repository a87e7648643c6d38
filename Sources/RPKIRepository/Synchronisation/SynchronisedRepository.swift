/// A repository after it was fetched, or after that was tried in vain: which folders the store has of it.
struct SynchronisedRepository: Sendable {
    struct Folder: Sendable {
        let id: Int64
        let changed: Int64
    }

    /// What a walk gets that is to end.
    static let cancelled = SynchronisedRepository(id: -1, isCurrent: false, failure: "cancelled")

    let id: Int64
    /// Whether the last fetch succeeded, or none is made.
    var isCurrent: Bool
    /// Whether the fetch goes on while the walk does, with what the store has.
    var isUnderWay = false
    /// Why not.
    var failure: String?
    /// When it was last fetched whole, in seconds of the epoch; 0 for never.
    var updated = 0.0
    /// When the failures since then began.
    var failing: Double?
    var folders: [String: Folder] = [:]
    /// The newest change among the folders.
    var generation: Int64 = 0
}
