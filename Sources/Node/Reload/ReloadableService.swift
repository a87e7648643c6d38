internal import ConfigurationKeys

/// A part of the node that takes another configuration over while it runs.
protocol ReloadableService: Sendable {
    /// Checks whether a configuration can be used, and changes nothing.
    ///
    /// - Throws: where it cannot.
    func check(_ new: LoadedConfiguration<NodeConfiguration>) async throws

    /// Takes a configuration over.
    ///
    /// - Returns: the sections, by name, whose keys it has taken over: all of them that need no restart.
    /// - Throws: where it cannot be used; then what was before stays.
    func reload(_ new: LoadedConfiguration<NodeConfiguration>) async throws -> Set<String>
}

extension ReloadableService {
    func check(_ new: LoadedConfiguration<NodeConfiguration>) async throws {}
}
