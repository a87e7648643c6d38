import ConfigurationKeys
import FoundationEssentials
import HTTPService
import Logging

@testable import Node

/// What the services of a node know, together, without what runs.
struct NodeState: Sendable {
    let version: String
    let started: Date
    /// Whether payloads are to be had: the RPKI is validated.
    let expectsPayloads: Bool
    let alarms: Alarms
    let payloads: PayloadsState
    let rpki: RPKIState
    let routers: RoutersState
    let routes = RoutesState()

    /// - Parameters:
    ///   - version: The program's version, such as `1.0`.
    ///   - session: What serials are counted in; a serial that comes again under another session means other payloads.
    ///   - started: The clock at the node's start.
    ///   - expectsPayloads: Whether the RPKI is validated; without, payloads that there are none of are no failure.
    ///   - staleAfter: The age in seconds from which payloads are called stale.
    ///   - logger: gets a line for each alarm that is raised or ends.
    init(
        version: String, session: UInt64, started: Date, expectsPayloads: Bool = true, staleAfter: Double = 7_200,
        limits: StateLimits = StateLimits(),
        logger: Logger = Logger(label: "atalaya", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        self.version = version
        self.started = started
        self.expectsPayloads = expectsPayloads
        alarms = Alarms(limits: limits, logger: logger)
        payloads = PayloadsState(session: session, staleAfter: staleAfter, limits: limits)
        rpki = RPKIState(limits: limits)
        routers = RoutersState(limits: limits)
    }

    /// Modules that show it, and run nothing.
    var modules: [any NodeModule] {
        [
            PayloadsModule(state: payloads),
            RPKIModule(state: rpki, payloadsState: payloads, expectsPayloads: expectsPayloads),
            RoutersModule(state: routers), RoutesModule(state: routes),
        ]
    }

    /// The documents about it.
    func documents(_ names: MetricNames = .atalaya, of modules: [any NodeModule]? = nil) -> NodeDocuments {
        NodeDocuments(
            modules: modules ?? self.modules, version: version, started: started, alarms: alarms, metricNames: names)
    }

    /// These, and every other one that a node can have, as it is where nothing asks for it.
    func allModules() async throws -> [any NodeModule] {
        var configuration = NodeConfiguration()
        configuration.rpki.tals = []
        let (source, logger) = (ConfigurationSource<NodeConfiguration>(path: nil), alarms.logger)
        let clock: @Sendable () -> Date = { [started] in started }
        let context = ModuleContext(
            source: source, loaded: LoadedConfiguration(configuration), version: version, started: started,
            logger: logger, clock: clock, alarms: alarms, payloads: payloads, seenRoutes: nil,
            databases: NodeDatabases(
                folder: nil, .node, source, configuration, alarms: alarms, logger: logger, clock: clock),
            accounts: SharedAccounts { nil }, listeners: ListenerCountdown(1, isReady: {}))
        var all = modules
        let shown = Set(all.map { ObjectIdentifier(type(of: $0)) })
        for module in NodeModules.all where !shown.contains(ObjectIdentifier(module)) {
            all.append(try await module.init(context))
        }
        return all
    }

    /// The routes of the API of a node that has all modules.
    func served() async throws -> [HTTPRoute] {
        let tools = RouteTools(alarms: alarms, limits: APILimits(), clock: { [started] in started })
        let modules = try await allModules()
        return NodeRoutes(documents: documents(of: modules), tools: tools, usage: { nil }).all(with: modules)
    }

    /// All that is known, at the moment `now`.
    func snapshot(at now: Date) -> NodeSnapshot {
        let (payloads, rpki, routers) = (payloads.snapshot(at: now), rpki.snapshot, routers.snapshot)
        var snapshot = NodeSnapshot(
            version: version, started: started, session: payloads.session, freshness: payloads.freshness)
        snapshot.expectsPayloads = expectsPayloads
        snapshot.served = payloads.served
        snapshot.deltas = payloads.deltas
        snapshot.lastRun = rpki.lastRun
        snapshot.failedRun = rpki.failedRun
        snapshot.nextRefresh = rpki.nextRefresh
        snapshot.repositories = rpki.repositories
        snapshot.rejections = rpki.rejections
        snapshot.sessions = routers.sessions
        snapshot.sessionCount = routers.sessionCount
        snapshot.routers = routers.statistics
        snapshot.routerFigures = routers.figures
        snapshot.alarms = alarms.current
        snapshot.limits = alarms.tally
        snapshot.watch = routes.watch
        return snapshot
    }
}
