internal import ConfigurationKeys
internal import Fetching
internal import RPKIToRouter

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

    func check(_ new: LoadedConfiguration<NodeConfiguration>) throws { try new.configuration.routerTLS?.check() }

    func use(_ new: LoadedConfiguration<NodeConfiguration>) throws {
        if let tls = new.configuration.routerTLS { try use(tls) }
        use(new.configuration.routerAccess)
    }
}

extension APIService: ReloadableService {
    package var sections: Set<String> { ["http"] }

    func check(_ new: LoadedConfiguration<NodeConfiguration>) throws {
        _ = try new.configuration.http.tls.files?.context()
    }

    func use(_ new: LoadedConfiguration<NodeConfiguration>) throws { try use(new.configuration.http) }
}
