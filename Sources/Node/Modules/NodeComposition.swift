internal import ConfigurationKeys
internal import DeskStore
internal import HTTPService
internal import LocalFiles
internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

internal import struct FoundationEssentials.Date

/// A node put together from modules over one state folder: makes them, runs their services until the node stops, and closes
/// them.
struct NodeComposition: Sendable {
    /// The configuration with which a node is started.
    struct Setting: Sendable {
        /// The source from which the configuration is read again; `nil` for none.
        let source: ConfigurationSource<NodeConfiguration>?
        let loaded: LoadedConfiguration<NodeConfiguration>
        /// The program's version.
        let version: String
        let logger: Logger
        let clock: @Sendable () -> Date
        /// The folder of the databases; `nil` for a node that keeps nothing.
        let folder: String?
        /// The configuration that changes are compared with, where it is not `loaded`.
        var written: NodeConfiguration?
        var kind = NodeKind.node
        var supplies = NodeSupplies()
        /// Shows a line on the operator's terminal; `nil` where there is none.
        var announce: (@Sendable (String) -> Void)?
        /// Called once when all addresses are listened at.
        let isReady: @Sendable () -> Void
    }

    let setting: Setting
    /// In the order of the configuration's documentation.
    let factories: [ModuleFactory]

    /// - Parameter onBegin: Called when all modules are made, before they run.
    /// - Throws: when a folder or an address cannot be used, or what a vital service throws.
    func run(onBegin: () -> Void = {}) async throws {
        let (loaded, logger, clock) = (setting.loaded, setting.logger, setting.clock)
        for warning in loaded.warnings { logger.warning("\(warning)") }
        let folder = try takeFolder()
        defer { folder?.release() }
        var limits = StateLimits()
        limits.deltas = loaded.configuration.http.history
        let alarms = setting.kind == .payloadFiles ? Alarms(limits: limits) : Alarms(limits: limits, logger: logger)
        let listeners = ListenerCountdown(1, isReady: setting.isReady)
        let source = setting.source ?? ConfigurationSource(path: nil)
        let accessClock = setting.supplies.accessClock ?? clock
        let databases = NodeDatabases(
            folder: setting.folder, setting.kind, source, loaded.configuration, alarms: alarms, logger: logger,
            clock: clock)
        let context = ModuleContext(
            source: source, loaded: loaded, version: setting.version, started: clock(), logger: logger,
            clock: clock, alarms: alarms,
            payloads: PayloadsState(
                staleAfter: loaded.configuration.http.staleAfter.fractionalSeconds, limits: alarms.limits),
            seenRoutes: setting.kind == .node && loaded.configuration.readiness.isEnabled ? SeenRoutes() : nil,
            databases: databases,
            accounts: SharedAccounts {
                try databases.desk().map { desk in
                    let accounts = ConsoleAccounts(
                        desk.accounts, log: AccessLines(logger, limit: HTTPLimits().accessLines),
                        settings: loaded.configuration.accountSettings, clock: accessClock)
                    try accounts.refresh()
                    return accounts
                }
            }, announce: setting.announce, listeners: listeners, supplies: setting.supplies)
        context.databases.report(folder?.former)
        var modules: [any NodeModule] = []
        do {
            for factory in factories { modules.append(try await factory.make(context)) }
            for module in modules { try await module.begin(with: modules) }
            onBegin()
            let group = group(of: modules, context)
            listeners.listens()
            try await group.run()
        } catch {
            await close(modules, context)
            throw error
        }
        await close(modules, context)
    }

    private func takeFolder() throws -> StateFolder? {
        guard let path = setting.folder else { return nil }
        for failure in PrivateFiles.tighten(path) {
            setting.logger.warning("other users can read a file of the node", metadata: ["reason": "\(failure)"])
        }
        return try StateFolder(path)
    }

    /// The services of all modules, and those that take an operator's signals.
    private func group(of modules: [any NodeModule], _ context: ModuleContext) -> ServiceGroup {
        let wakeSignal = WakeSignal()
        let reloader = setting.source.map { source in
            ConfigurationReloader(
                source, started: setting.written ?? setting.loaded.configuration, services: modules)
        }
        let own = [
            ModuleService(
                "reload",
                OperatorService(
                    modules: modules, reloader: reloader, alarms: context.alarms, wakeSignal: wakeSignal,
                    logger: setting.logger, clock: setting.clock), .restarted),
            ModuleService("signals", SignalService(wakeSignal: wakeSignal), .restarted),
        ]
        let services = modules.flatMap(\.services)
        let all = services.filter(\.isListener) + own + services.filter { !$0.isListener }
        var quiet = setting.logger
        // The libraries' own account of services that come and go is of no interest.
        quiet.logLevel = max(quiet.logLevel, .warning)
        return ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: all.map { configuration(of: $0, context.alarms) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet))
    }

    private func configuration(
        of service: ModuleService, _ alarms: Alarms
    ) -> ServiceGroupConfiguration.ServiceConfiguration {
        switch service.ending {
        case .vital:
            return .init(service: service.service)
        case .leading:
            return .init(
                service: service.service, successTerminationBehavior: .gracefullyShutdownGroup,
                failureTerminationBehavior: .gracefullyShutdownGroup)
        case .enduring, .restarted:
            return .init(
                service: EnduringService(
                    name: service.name, service: service.service, isRestarted: service.ending == .restarted,
                    alarms: alarms, logger: setting.logger, clock: setting.clock))
        }
    }

    /// Ends what is under way, the last module first, and closes the databases.
    private func close(_ modules: [any NodeModule], _ context: ModuleContext) async {
        for module in modules.reversed() { await module.close() }
        context.databases.close()
    }
}
