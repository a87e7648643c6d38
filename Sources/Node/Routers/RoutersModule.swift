internal import ConfigurationKeys
internal import Fetching
internal import RPKIToRouter

internal import struct FoundationEssentials.Date

/// Serves routers, where there are payloads for them and addresses to listen at.
struct RoutersModule: ConfiguredModule {
    static let sections: [SectionDeclaration] = [.init(\.rtr)]

    let state: RoutersState
    let services: [ModuleService]
    private let server: RTRServer?

    /// A module that serves no routers.
    init(state: RoutersState) {
        self.state = state
        server = nil
        services = []
    }

    init(_ context: ModuleContext) throws {
        try self.init(context, isServing: context.configuration.rpki.isEnabled, hasKeys: true)
    }

    /// - Parameters:
    ///   - isServing: Whether something makes payloads.
    ///   - hasKeys: Whether addresses are keys of a configuration, which errors name.
    init(_ context: ModuleContext, isServing: Bool, hasKeys: Bool = false) throws {
        let rtr = context.configuration.rtr
        guard isServing, rtr.isEnabled else {
            self = RoutersModule(state: RoutersState(limits: context.limits))
            return
        }
        let state = RoutersState(limits: context.limits)
        let server = RTRServer(
            cache: try context.databases.serving().cache, configuration: context.configuration.router,
            logger: context.logger, clock: context.clock)
        let count = rtr.listen.count + rtr.tls.listen.count
        context.listeners.expect(count)
        let service = RouterService(
            server: server, state: state, alarms: context.alarms, clock: context.clock,
            addresses: (rtr.listen, rtr.tls.listen), hasKeys: hasKeys,
            onListening: { for _ in 0..<count { context.listeners.listens() } })
        self.state = state
        self.server = server
        services = [ModuleService("routers", service, .vital, isListener: true)]
    }

    func check(_ new: LoadedConfiguration<NodeConfiguration>) async throws { try await server?.check(new) }

    func reload(_ new: LoadedConfiguration<NodeConfiguration>) throws -> Set<String> { try server?.reload(new) ?? [] }

    func status(at now: Date) -> [StatusPart] { RoutersStatus(snapshot: state.snapshot).members }

    func statusLines(at now: Date) -> [StatusLinesPart] { RoutersStatus(snapshot: state.snapshot).lines }

    func metrics(_ scope: MetricsScope) -> [MetricsPart] {
        RoutersMetrics(snapshot: state.snapshot, scope: scope).parts
    }
}

extension RTRServer: ReloadableService {
    func check(_ new: LoadedConfiguration<NodeConfiguration>) async throws { try new.configuration.routerTLS?.check() }

    func reload(_ new: LoadedConfiguration<NodeConfiguration>) throws -> Set<String> {
        if let tls = new.configuration.routerTLS { try use(tls) }
        use(new.configuration.routerAccess)
        return ["rtr"]
    }
}
