internal import LocalFiles
public import Logging
internal import NIOCore
internal import NumberResources
internal import RPKIRepository
internal import RPKIToRouter
internal import RPKIValidation
internal import SQLiteFile
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
        ProcessMemory.tune()
        OpenFiles.raiseLimit()
        let configuration = loaded.configuration
        for warning in loaded.warnings { logger.warning("\(warning)") }
        for failure in PrivateFiles.tighten(configuration.state) {
            logger.warning("others can read a file of the node", metadata: ["reason": "\(failure)"])
        }
        let opened = try NodeStore.open(folder: configuration.state, history: configuration.rtr.history)
        let (cache, decision) = opened.cache(
            configuration: configuration.cache, sessions: configuration.rtr.sessions == .new ? .new : .keep,
            lease: configuration.rtr.lease)
        if case .new(let reason) = decision {
            logger.notice("routers get new sessions", metadata: ["reason": "\(reason)"])
        }
        let state = NodeState(
            version: version, session: 0, started: clock(),
            staleAfter: configuration.http.staleAfter.fractionalSeconds,
            limits: {
                var limits = StateLimits()
                limits.deltas = configuration.http.history
                return limits
            }(), logger: logger)
        report(opened, state)
        let wakeSignal = WakeSignal()
        let store = try openStore(configuration.state, isNeeded: opened.stored == nil, state)
        let engine = try RefreshEngine(
            loaded, state: state, cache: cache, store: store, history: opened.store, logger: logger, clock: clock,
            late: { wakeSignal.send(.late) })
        if let stored = opened.stored { await engine.serve(stored) }

        let listeners =
            configuration.http.listen.count + configuration.rtr.listen.count + configuration.rtr.tls.listen.count
            + (configuration.watch.isEnabled && configuration.watch.bmp.enabled ? 1 : 0)
        let countdown = ListenerCountdown(listeners) { [isReady] in isReady("serving") }
        let watch =
            configuration.watch.isEnabled
            ? try RouteWatch(
                loaded, store: opened.store.alerts, state: state, files: configuration.watch.files, isReplay: false,
                endsWithFiles: false, version: version, logger: logger, clock: clock,
                onListening: { countdown.listens() }) : nil

        let server = RTRServer(cache: cache, configuration: configuration.router, logger: logger, clock: clock)
        var limits = APILimits()
        limits.connections = configuration.http.maxConnections
        limits.connectionsPerAddress = configuration.http.maxConnectionsPerAddress
        limits.requestSeconds = configuration.http.requestTimeout.wholeSeconds
        let api = APIService(
            state: state, listen: configuration.http.listen.map { .init(host: $0.host, port: $0.port) },
            hosts: configuration.http.hosts, metricNames: configuration.metrics.names, limits: limits, logger: logger,
            clock: clock, onListening: { _ in countdown.listens() })
        var services: [any Service] = [
            RouterService(
                server: server, state: state, clock: clock,
                addresses: (configuration.rtr.listen, configuration.rtr.tls.listen),
                onListening: {
                    for _ in configuration.rtr.listen + configuration.rtr.tls.listen { countdown.listens() }
                }),
            enduring(
                "refresh",
                RefreshService(
                    engine: engine, state: state, watch: watch?.engine, routers: server, source: source,
                    wakeSignal: wakeSignal, logger: logger, clock: clock), isRestarted: true, state),
            enduring("signals", SignalService(wakeSignal: wakeSignal), isRestarted: true, state),
        ]
        if !configuration.http.listen.isEmpty { services.insert(api, at: 0) }
        if let watch { services.append(enduring("watch", watch.service, isRestarted: false, state)) }
        logger.notice(
            "started", metadata: ["version": "\(version)", "state": "\(configuration.state)"])
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

    /// A service that may end without an end of the node: routers and clients are served on.
    private func enduring(
        _ name: String, _ service: any Service, isRestarted: Bool, _ state: NodeState
    ) -> EnduringService {
        EnduringService(
            name: name, service: service, isRestarted: isRestarted, state: state, logger: logger, clock: clock)
    }

    /// The libraries' own account of services that come and go is of no interest.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }

    private func report(_ opened: NodeStore.Opened, _ state: NodeState) {
        if case .damaged(let path, let reason)? = opened.damage {
            state.reportDamage(
                "node.sqlite", reason: reason, aside: path + ".damaged",
                lost: "what was served and the alerts of before are lost; sessions begin anew", at: clock())
        }
        if let obstacle = opened.obstacle { report(obstacle, of: "node.sqlite", state) }
    }

    private func report(_ obstacle: any Error, of file: String, _ state: NodeState) {
        logger.error(
            "a database cannot be written; what is stored is served, and the node tries again",
            metadata: ["file": "\(file)", "reason": "\(obstacle)"])
        state.raise(
            Alarm(kind: "store", subject: file, message: "cannot be written: \(obstacle)", since: clock()))
    }

    /// - Parameter isNeeded: Whether there is nothing to serve without it: then the node does not start.
    private func openStore(_ folder: String, isNeeded: Bool, _ state: NodeState) throws -> ObjectStore? {
        do throws(SQLiteFileError) {
            return try ObjectStore(folder: folder)
        } catch {
            if case .damaged(_, let reason) = error {
                let aside = try ObjectStore.setAside(folder: folder)
                state.reportDamage(
                    ObjectStore.fileName, reason: reason, aside: aside, lost: "all is fetched again", at: clock())
                return try ObjectStore(folder: folder)
            }
            guard !isNeeded, error.mayPass else { throw error }
            report(error, of: ObjectStore.fileName, state)
            return nil
        }
    }
}
