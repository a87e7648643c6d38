/// The services that a node can have, a line each, in the order of the documentation of their sections.
enum NodeModules {
    static let all: [any ConfiguredModule.Type] = [
        BackupModule.self,
        PayloadsModule.self,
        RPKIModule.self,
        RoutersModule.self,
        ConsoleModule.self,
        HTTPModule.self,
        AccountsModule.self,
        RoutesModule.self,
        ReadinessModule.self,
        DeskModule.self,
    ]
}
