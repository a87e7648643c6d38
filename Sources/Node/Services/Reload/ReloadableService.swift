internal import ConfigurationKeys
internal import RPKIToRouter

/// A part of the node that takes another configuration over while it runs.
protocol ReloadableService: Sendable {
    /// The sections, by name, whose keys it takes over: all that need no restart.
    var sections: Set<String> { get }

    /// Takes a configuration over.
    ///
    /// - Throws: where it cannot be used; then what was before stays.
    func use(_ new: LoadedConfiguration<NodeConfiguration>) async throws
}

extension RefreshEngine: ReloadableService {
    nonisolated var sections: Set<String> { ["log", "rpki", "http"] }
}

extension WatchEngine: ReloadableService {
    nonisolated var sections: Set<String> { ["watch"] }

    func use(_ new: LoadedConfiguration<NodeConfiguration>) {
        use(new.configuration.watch, allowed: new.configuration.rpki.allowInternalHosts)
    }
}

extension RTRServer: ReloadableService {
    var sections: Set<String> { ["rtr"] }

    func use(_ new: LoadedConfiguration<NodeConfiguration>) { use(new.configuration.routerAccess) }
}

extension APIService: ReloadableService {
    package var sections: Set<String> { ["http"] }

    func use(_ new: LoadedConfiguration<NodeConfiguration>) throws { try use(new.configuration.http) }
}
