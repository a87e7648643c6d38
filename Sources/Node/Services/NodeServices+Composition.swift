internal import ConfigurationKeys
internal import DeskStore
internal import HTTPService
internal import Logging
internal import RPKIRepository
internal import RPKIToRouter
internal import SQLiteFile
internal import ServiceLifecycle
internal import ServingStore

extension NodeServices {
    /// Routers are served where there are payloads for them.
    var servesRouters: Bool { loaded.configuration.rpki.isEnabled && loaded.configuration.rtr.isEnabled }

    /// How many addresses are listened at.
    func listenerCount(isWatching: Bool) -> Int {
        let configuration = loaded.configuration
        let routers = servesRouters ? configuration.rtr.listen.count + configuration.rtr.tls.listen.count : 0
        return configuration.http.listeners.count + routers + (isWatching && configuration.watch.bmp.enabled ? 1 : 0)
    }

    func state() -> NodeState {
        let configuration = loaded.configuration
        var limits = StateLimits()
        limits.deltas = configuration.http.history
        return NodeState(
            version: version, session: 0, started: clock(), expectsPayloads: configuration.rpki.isEnabled,
            staleAfter: configuration.http.staleAfter.fractionalSeconds, limits: limits, logger: logger)
    }

    /// What fetches and validates, over the databases.
    func engine(_ opened: PayloadStore.Opened, _ state: NodeState, _ wakeSignal: WakeSignal) throws -> RefreshEngine {
        let configuration = loaded.configuration
        let (cache, decision) = opened.cache(
            configuration: configuration.cache, sessions: configuration.rtr.sessions == .new ? .new : .keep,
            lease: configuration.rtr.lease)
        if case .new(let reason) = decision {
            logger.notice("routers get new sessions", metadata: ["reason": "\(reason)"])
        }
        let store = try openStore(configuration.state, isNeeded: opened.stored == nil, state)
        return try RefreshEngine(
            loaded, state: state, cache: cache, store: store, history: opened.store, logger: logger, clock: clock,
            late: { wakeSignal.send(.late) })
    }

    func server(of engine: RefreshEngine) -> RTRServer {
        RTRServer(cache: engine.cache, configuration: loaded.configuration.router, logger: logger, clock: clock)
    }

    func service(of routers: RTRServer, _ state: NodeState, _ countdown: ListenerCountdown) -> RouterService {
        let rtr = loaded.configuration.rtr
        return RouterService(
            server: routers, state: state, clock: clock, addresses: (rtr.listen, rtr.tls.listen),
            onListening: { for _ in rtr.listen + rtr.tls.listen { countdown.listens() } })
    }

    func api(_ state: NodeState, _ countdown: ListenerCountdown) throws -> APIService {
        let http = loaded.configuration.http
        var limits = APILimits()
        limits.http.connections = http.maxConnections
        limits.http.connectionsPerAddress = http.maxConnectionsPerAddress
        limits.http.requestSeconds = http.requestTimeout.wholeSeconds
        return APIService(
            state: state, listen: http.listeners, certificate: try http.tls.files.map { try CurrentCertificate($0) },
            hosts: http.hosts, rules: http.rules, metricNames: loaded.configuration.metrics.names, limits: limits,
            logger: logger, clock: clock, onListening: { _ in countdown.listens() })
    }

    /// A service that may end without an end of the node: routers and clients are served on.
    func enduring(_ name: String, _ service: any Service, isRestarted: Bool, _ state: NodeState) -> EnduringService {
        EnduringService(
            name: name, service: service, isRestarted: isRestarted, state: state, logger: logger, clock: clock)
    }

    /// The libraries' own account of services that come and go is of no interest.
    var quiet: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }

    /// Ends what is under way and closes the databases.
    func close(_ watch: RouteWatch?, _ engine: RefreshEngine?, _ payloads: PayloadStore, _ desk: DeskDatabase?) async {
        await watch?.shutdown()
        await engine?.close()
        do throws(SQLiteFileError) {
            if engine == nil { try payloads.close() }
            try desk?.close()
        } catch {
            logger.error("a database was not closed well", metadata: ["reason": "\(error)"])
        }
    }

    func report(_ opened: PayloadStore.Opened, _ state: NodeState) {
        if case .damaged(let path, let reason)? = opened.damage {
            state.reportDamage(
                PayloadStore.fileName, reason: reason, aside: path + ".damaged",
                lost: "what was served is lost; routers get new sessions", at: clock())
        }
        if let obstacle = opened.obstacle { report(obstacle, of: PayloadStore.fileName, state) }
    }

    func report(_ obstacle: any Error, of file: String, _ state: NodeState) {
        logger.error(
            "a database cannot be written; what is stored is served, and the node tries again",
            metadata: ["file": "\(file)", "reason": "\(obstacle)"])
        state.raise(
            Alarm(kind: "store", subject: file, message: "cannot be written: \(obstacle)", since: clock()))
    }

    /// - Parameter isNeeded: Whether there is nothing to serve without it: then the node does not start.
    private func openStore(_ folder: String, isNeeded: Bool, _ state: NodeState) throws -> ObjectStore? {
        do throws(SQLiteFileError) {
            let store = try ObjectStore(folder: folder)
            do throws(SQLiteFileError) {
                // What the node reads of it before its first refresh, which can rebuild it.
                _ = try store.repositories()
            } catch {
                try? store.close()
                throw error
            }
            return store
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
