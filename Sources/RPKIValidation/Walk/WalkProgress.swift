/// The progress of a walk.
public struct WalkProgress: Hashable, Sendable {
    public let pointsDone: Int
    /// Points that were found so far, those done included.
    public let pointsKnown: Int
    public let objects: Int
}
