internal import ConfigurationKeys

/// A part of the node that takes another configuration over while it runs.
protocol ReloadableService: Sendable {
    /// Takes a configuration over.
    ///
    /// - Returns: the sections, by name, whose keys it has taken over: all of them that need no restart.
    /// - Throws: where it cannot be used; then what was before stays.
    func reload(_ new: LoadedConfiguration<NodeConfiguration>) async throws -> Set<String>
}
