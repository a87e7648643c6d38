/// What a token of `http.tokens` is for.
public enum TokenScope: String, Hashable, Sendable, CaseIterable {
    /// Reading alerts about routes.
    case alerts
}
