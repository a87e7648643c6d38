/// What is done with a resource.
public enum Verb: String, Hashable, Sendable, CaseIterable {
    case read, change
}
