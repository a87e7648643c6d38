/// The names under which `/metrics` has the node's figures.
public enum MetricNames: String, Hashable, Sendable, CaseIterable {
    case atalaya
    /// Those of Routinator, as far as it has them.
    case routinator
    case both
}
