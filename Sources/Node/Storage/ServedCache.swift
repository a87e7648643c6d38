internal import RPKIToRouter
internal import ServingStore

/// What routers are served from: the payloads in the cache, and the file that keeps them.
struct ServedCache: Sendable {
    let cache: RTRCache
    /// `nil` where nothing is kept.
    var store: PayloadStore?
    /// What was served when the node last ran.
    var stored: StoredPayloads?
}
