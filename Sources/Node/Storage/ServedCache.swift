internal import RPKIToRouter
internal import ServingStore

/// The source of what routers get: the payloads in the cache, and the file that keeps them.
struct ServedCache: Sendable {
    let cache: RTRCache
    /// `nil` where nothing is kept.
    var store: PayloadStore?
    /// The payloads that were served when the node last ran.
    var stored: StoredPayloads?
}
