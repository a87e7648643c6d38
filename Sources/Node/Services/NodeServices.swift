public import ConfigurationKeys
internal import DeskStore
internal import LocalFiles
public import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import ServingStore
internal import UnixSignals

public import struct FoundationEssentials.Date

/// A node: everything that its configuration names, until it is told to end.
///
/// SIGTERM and SIGINT end it: answers under way are finished, databases closed. SIGHUP reads the configuration and the files
/// that it names again; SIGUSR1 refreshes now; SIGUSR2 lets a held removal through and refreshes.
public struct NodeServices: Sendable {
    let source: ConfigurationSource<NodeConfiguration>
    let loaded: LoadedConfiguration<NodeConfiguration>
    let version: String
    let logger: Logger
    let clock: @Sendable () -> Date
    let isReady: @Sendable (String) -> Void

    /// - Parameters:
    ///   - source: where the configuration is read again from.
    ///   - loaded: what it says now.
    ///   - version: the program's version.
    ///   - isReady: called once, with a line for the supervisor, when all listeners listen.
    public init(
        source: ConfigurationSource<NodeConfiguration>, loaded: LoadedConfiguration<NodeConfiguration>, version: String,
        logger: Logger,
        clock: @escaping @Sendable () -> Date, isReady: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.source = source
        self.loaded = loaded
        self.version = version
        self.logger = logger
        self.clock = clock
        self.isReady = isReady
    }

    static var coreCount: Int { NIOCore.System.coreCount }

    /// Runs until the node is told to end.
    ///
    /// - Throws: when a folder or an address cannot be used.
    public func run() async throws {
        ProcessMemory.tune()
        OpenFiles.raiseLimit()
        let configuration = loaded.configuration
        for warning in loaded.warnings { logger.warning("\(warning)") }
        for failure in PrivateFiles.tighten(configuration.state) {
            logger.warning("others can read a file of the node", metadata: ["reason": "\(failure)"])
        }
        let folder = try StateFolder(configuration.state)
        defer { folder.release() }
        let opened = try PayloadStore.open(folder: configuration.state, history: configuration.rtr.history)
        let state = state()
        state.report(folder.former, at: clock())
        report(opened, state)
        let desk = try openDesk(configuration.state, state)
        let wakeSignal = WakeSignal()
        let engine = configuration.rpki.isEnabled ? try engine(opened, state, wakeSignal) : nil
        if let engine, let stored = opened.stored { await engine.serve(stored) }
        let watched = configuration.watch.isEnabled ? desk : nil
        let countdown = ListenerCountdown(listenerCount(isWatching: watched != nil)) { [isReady] in isReady("serving") }
        let watch = try watched.flatMap { desk in
            try withoutDamage {
                try RouteWatch(
                    loaded, store: desk.alerts, state: state, files: configuration.watch.files, isReplay: false,
                    endsWithFiles: false, version: version, logger: logger, clock: clock,
                    onListening: { countdown.listens() })
            }
        }
        if watched != nil, watch == nil, configuration.watch.bmp.enabled { countdown.listens() }
        let routers = servesRouters ? engine.map(server(of:)) : nil

        var services: [any Service] = []
        let audit = audit(desk, state)
        let api = configuration.http.listeners.isEmpty ? nil : try api(state, audit?.access, countdown)
        if let api { services.append(api) }
        if let routers { services.append(service(of: routers, state, countdown)) }
        let reloadable: [(any ReloadableService)?] = [api, engine, watch?.engine, routers]
        let reloader = ConfigurationReloader(
            source, started: configuration, services: reloadable.compactMap { $0 })
        if let engine {
            let refresh = RefreshService(
                engine: engine, state: state, reloader: reloader, wakeSignal: wakeSignal, logger: logger, clock: clock)
            services.append(enduring("refresh", refresh, isRestarted: true, state))
        } else {
            let reload = ReloadService(
                reloader: reloader, state: state, wakeSignal: wakeSignal, logger: logger, clock: clock)
            services.append(enduring("reload", reload, isRestarted: true, state))
        }
        services.append(enduring("signals", SignalService(wakeSignal: wakeSignal), isRestarted: true, state))
        if let watch { services.append(enduring("watch", watch.service, isRestarted: false, state)) }
        if let desk {
            let service = DeskService(desk: desk, state: state, remedy: remedy, logger: logger, clock: clock)
            services.append(enduring("desk", service, isRestarted: true, state))
        }
        if let audit { services.append(enduring("audit", audit.service, isRestarted: true, state)) }
        if let backups {
            let service = BackupService(
                folder: backups, every: configuration.backup.every, stateFolder: configuration.state, source: source,
                version: version, state: state, logger: logger, clock: clock)
            services.append(enduring("backup", service, isRestarted: true, state))
        }
        logger.notice("started", metadata: ["version": "\(version)", "state": "\(configuration.state)"])
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet))
        do {
            try await group.run()
        } catch {
            await audit?.service.write()
            await close(watch, engine, opened.store, desk)
            throw error
        }
        // What was decided while the others ended.
        await audit?.service.write()
        await close(watch, engine, opened.store, desk)
        logger.notice("ended")
    }
}
