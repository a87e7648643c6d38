/// A state: shape, word and colour together.
public enum StateKind: String, Hashable, Sendable, CaseIterable {
    case valid, invalid, unknown, stale

    /// For the partial `state`.
    public func view(_ word: String) -> View {
        ["kind": .text(rawValue), "word": .text(word)]
    }

    public func value(_ word: String) -> ViewValue { .view(view(word)) }
}
