/// Permission of a token of `http.tokens`.
public enum TokenScope: String, Hashable, Sendable, CaseIterable {
    /// Reading alerts about routes.
    case alerts
}
