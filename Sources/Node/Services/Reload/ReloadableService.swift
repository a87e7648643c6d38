internal import ConfigurationKeys

/// A part of the node that takes another configuration over while it runs.
protocol ReloadableService: Sendable {
    /// The sections, by name, whose keys it takes over: all that need no restart.
    var sections: Set<String> { get }

    /// Looks whether a configuration can be used, and changes nothing.
    ///
    /// - Throws: where it cannot.
    func check(_ new: LoadedConfiguration<NodeConfiguration>) async throws

    /// Takes a configuration over.
    ///
    /// - Throws: where it cannot be used; then what was before stays.
    func use(_ new: LoadedConfiguration<NodeConfiguration>) async throws
}

extension ReloadableService {
    func check(_ new: LoadedConfiguration<NodeConfiguration>) async throws {}
}
