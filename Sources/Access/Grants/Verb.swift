/// An operation on a resource.
public enum Verb: String, Hashable, Sendable, CaseIterable {
    case read, change
    /// Taking what may be read out of the program, as a file or a list.
    case export
    /// Passing on to other organisations.
    case send
}
