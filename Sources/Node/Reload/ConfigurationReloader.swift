internal import ConfigurationKeys

/// Reads the configuration again, gives it to the services that run, and says what came of it.
actor ConfigurationReloader {
    private let source: ConfigurationSource<NodeConfiguration>
    private let services: [any ReloadableService]
    /// The configuration at the start: keys that wait for a restart still have these values.
    private let started: NodeConfiguration
    private var current: NodeConfiguration

    /// - Parameter services: those that run.
    init(
        _ source: ConfigurationSource<NodeConfiguration>, started: NodeConfiguration,
        services: [any ReloadableService]
    ) {
        self.source = source
        self.services = services
        self.started = started
        current = started
    }

    func reload() async -> ReloadOutcome {
        let new: LoadedConfiguration<NodeConfiguration>
        do throws(ConfigurationRefusal) {
            new = try source.load()
        } catch {
            return .refused(error.problems.filter { !$0.isWarning }.map(\.description))
        }
        var sections: Set<String> = []
        do {
            // All or none: what one refuses, no other takes.
            for service in services { try await service.check(new) }
            for service in services { sections.formUnion(try await service.reload(new)) }
        } catch {
            return .refused(["\(error)"])
        }
        func isTakenOver(_ change: ConfigurationChange) -> Bool {
            change.effect == .reload && sections.contains(String(change.key.prefix { $0 != "." }))
        }
        let report = ReloadOutcome.Report(
            effective: new.configuration.changes(from: current).filter(isTakenOver),
            waiting: new.configuration.changes(from: started).filter { !isTakenOver($0) },
            warnings: new.warnings, trustAnchors: new.inputs.rpki.locators.count)
        current = new.configuration
        return .done(report)
    }
}
