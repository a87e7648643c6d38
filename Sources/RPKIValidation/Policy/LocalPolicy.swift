public import ValidatedPayloads

/// The operator's exclusions, which apply regardless of the RPKI.
public struct LocalPolicy: Sendable {
    /// Hosts, publication points and objects that are left out.
    public var skipList: SkipList
    /// The resources that each trust anchor may certify, by its locator's name; one without an entry may certify all.
    public var constraints: [String: TrustAnchorConstraints]

    public init(skipList: SkipList = .init(), constraints: [String: TrustAnchorConstraints] = [:]) {
        self.skipList = skipList
        self.constraints = constraints
    }
}
