/// Makes a module of a node.
struct ModuleFactory: Sendable {
    let make: @Sendable (ModuleContext) async throws -> any NodeModule

    init(_ make: @escaping @Sendable (ModuleContext) async throws -> any NodeModule) {
        self.make = make
    }

    /// Makes a module as the configuration describes it.
    init<Module: ConfiguredModule>(_ type: Module.Type) {
        make = { try await Module($0) }
    }
}
