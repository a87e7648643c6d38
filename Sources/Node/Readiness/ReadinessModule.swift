internal import Console
internal import DeskStore

/// Computes how ready networks and economies are, where the configuration names delegated statistics.
struct ReadinessModule: ConfiguredModule {
    static let sections: [SectionDeclaration] = [.init(\.readiness)]

    let services: [ModuleService]
    let console: ConsoleParts

    init(_ context: ModuleContext) throws {
        try self.init(context, world: ReadinessWorld(context.supplies))
    }

    init(_ context: ModuleContext, world: ReadinessWorld) throws {
        let section = context.configuration.readiness
        let state = ReadinessState()
        let desk = section.isEnabled ? try context.databases.desk() : nil
        console =
            ReadinessConsole(
                state: state, store: desk?.readiness, alerts: desk?.alerts, label: context.alertLabel, section: section,
                setting: ReadinessConsole.Setting(context.configuration, isSupplied: !context.supplies.feeds.isEmpty),
                payloads: context.payloads, world: world
            ).parts
        guard section.isEnabled, let seen = context.seenRoutes else {
            services = []
            return
        }
        services = [
            ModuleService(
                "readiness",
                ReadinessService(
                    section: section, seen: seen, payloads: context.payloads, state: state, store: desk?.readiness,
                    bogons: world.bogons, alarms: context.alarms, logger: context.logger, clock: context.clock,
                    machineClock: context.accessClock),
                .restarted)
        ]
    }
}
