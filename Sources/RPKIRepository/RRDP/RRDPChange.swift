public import RPKIObjects

/// A change that a repository server publishes.
public enum RRDPChange: Hashable, Sendable {
    /// The object is there from now on, in place of one at the same URI if there is any.
    case publish(RsyncURI, [UInt8])
    /// The object is there no longer.
    case withdraw(RsyncURI)
}
