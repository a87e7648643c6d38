public import Logging
internal import NIOCore
internal import NumberResources
internal import RPKIRepository
internal import RPKIToRouter
internal import RPKIValidation
internal import ServiceLifecycle
internal import Store
internal import UnixSignals

public import struct FoundationEssentials.Date

/// A node: everything that its configuration names, until it is told to end.
///
/// SIGTERM and SIGINT end it: answers under way are finished, databases closed. SIGHUP reads the configuration and the files
/// that it names again; SIGUSR1 refreshes now; SIGUSR2 lets a held removal through and refreshes.
public struct NodeServices: Sendable {
    private let source: ConfigurationSource
    private let loaded: LoadedConfiguration
    private let version: String
    private let logger: Logger
    private let clock: @Sendable () -> Date
    private let isReady: @Sendable (String) -> Void

    /// - Parameters:
    ///   - source: where the configuration is read again from.
    ///   - loaded: what it says now.
    ///   - version: the program's version.
    ///   - isReady: called once, with a line for the supervisor, when all listeners listen.
    public init(
        source: ConfigurationSource, loaded: LoadedConfiguration, version: String, logger: Logger,
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
        let configuration = loaded.configuration
        for warning in loaded.warnings { logger.warning("\(warning)") }
        let store = try openStore(configuration.state)
        let opened = try NodeStore.open(folder: configuration.state, history: configuration.rtr.history)
        if let damage = opened.damage {
            logger.error("what was served before is lost; sessions begin anew", metadata: ["reason": "\(damage)"])
        }
        let cache =
            opened.stored?.cache(configuration: configuration.cache) ?? RTRCache(configuration: configuration.cache)
        let state = NodeState(
            version: version, session: 0, started: clock(),
            staleAfter: configuration.http.staleAfter.fractionalSeconds,
            limits: {
                var limits = StateLimits()
                limits.deltas = configuration.http.history
                return limits
            }())
        let doorbell = Doorbell()
        let engine = try RefreshEngine(
            loaded, state: state, cache: cache, store: store, history: opened.store, logger: logger, clock: clock,
            late: { doorbell.ring(.late) })
        if let stored = opened.stored { await engine.serve(stored) }

        let watch =
            configuration.watch.isEnabled
            ? try Watch(
                loaded, store: opened.store.alerts, state: state, files: configuration.watch.files, isReplay: false,
                version: version, logger: logger, clock: clock) : nil

        let server = RTRServer(cache: cache, configuration: configuration.router, logger: logger, clock: clock)
        var limits = APILimits()
        limits.connections = configuration.http.maxConnections
        limits.requestSeconds = configuration.http.requestTimeout.wholeSeconds
        let api = APIService(
            state: state, listen: configuration.http.listen.map { .init(host: $0.host, port: $0.port) }, limits: limits,
            logger: logger, clock: clock)
        var services: [any Service] = [
            RouterService(server: server, state: state),
            RefreshService(
                engine: engine, state: state, watch: watch?.engine, source: source, doorbell: doorbell, logger: logger,
                clock: clock),
            SignalService(doorbell: doorbell),
        ]
        if !configuration.http.listen.isEmpty { services.insert(api, at: 0) }
        if let watch { services.append(watch.service) }
        logger.notice(
            "started", metadata: ["version": "\(version)", "state": "\(configuration.state)"])
        isReady("refreshing")
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet))
        do {
            try await group.run()
        } catch {
            await watch?.shutdown()
            await engine.close()
            throw error
        }
        await watch?.shutdown()
        await engine.close()
        logger.notice("ended")
    }

    /// The libraries' own account of services that come and go is of no interest.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }

    private func openStore(_ folder: String) throws -> ObjectStore {
        do {
            return try ObjectStore(folder: folder)
        } catch .damaged(let path, let reason) {
            logger.error(
                "the store is damaged; a new one is begun", metadata: ["store": "\(path)", "reason": "\(reason)"])
            _ = try ObjectStore.setAside(folder: folder)
            return try ObjectStore(folder: folder)
        }
    }
}
