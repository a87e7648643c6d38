internal import DeskStore

/// Looks after `desk.sqlite`, which keeps what is never thrown away.
struct DeskModule: ConfiguredModule {
    let services: [ModuleService]

    init(_ context: ModuleContext) throws {
        services =
            try context.databases.desk().map { desk in
                [
                    ModuleService(
                        "desk",
                        DeskService(
                            desk: desk, alarms: context.alarms, remedy: context.databases.remedy,
                            logger: context.logger,
                            clock: context.clock), .restarted)
                ]
            } ?? []
    }
}
