/// Which payloads of a set are written.
public struct PayloadSelection: Sendable {
    /// The kinds that are selected; formats that name each kind name these, also when there is none of the kind.
    public var kinds = PayloadKinds.all
    public var vrp: @Sendable (VRP) -> Bool
    public var routerKey: @Sendable (RouterKey) -> Bool
    public var aspa: @Sendable (ASPA) -> Bool
    /// Asked after the payload was selected.
    public var trustAnchor: @Sendable (String?) -> Bool

    /// Everything of the kinds.
    public init(kinds: PayloadKinds = .all) {
        self.kinds = kinds
        vrp = { _ in true }
        routerKey = { _ in true }
        aspa = { _ in true }
        trustAnchor = { _ in true }
    }
}
