/// An operation on a resource.
public enum Verb: String, Hashable, Sendable, CaseIterable {
    case read, change
}
