/// A feed of routes as a detector numbers it.
public struct FeedID: Hashable, Sendable {
    let index: Int
}
