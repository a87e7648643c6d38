/// Backups that the node makes by itself, where the configuration names a folder for them.
struct BackupModule: ConfiguredModule {
    static let sections: [SectionDeclaration] = [.init(\.backup)]

    let services: [ModuleService]

    init(_ context: ModuleContext) {
        let (backup, state) = (context.configuration.backup, context.configuration.state)
        services =
            backup.folder.map { folder in
                [
                    ModuleService(
                        "backup",
                        BackupService(
                            folder: BackupFolder(path: folder, keep: backup.keep), every: backup.every,
                            stateFolder: state, source: context.source, version: context.version,
                            alarms: context.alarms, logger: context.logger, clock: context.clock), .restarted)
                ]
            } ?? []
    }
}
