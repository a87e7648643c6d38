public import ValidatedPayloads

/// What the operator does not want, whatever the RPKI says.
public struct LocalPolicy: Sendable {
    /// Hosts, publication points and objects that are left out.
    public var skipList: SkipList
    /// What each trust anchor may speak of, by its locator's name; one without an entry may speak of all.
    public var constraints: [String: TrustAnchorConstraints]

    public init(skipList: SkipList = .init(), constraints: [String: TrustAnchorConstraints] = [:]) {
        self.skipList = skipList
        self.constraints = constraints
    }
}
