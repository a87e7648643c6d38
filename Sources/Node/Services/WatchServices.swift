public import ConfigurationKeys
internal import DeskStore
public import FoundationEssentials
internal import LocalFiles
public import Logging
internal import RPKIObjects
public import RouteSecurity
internal import SQLiteFile
internal import ServiceLifecycle
internal import Synchronization
internal import UnixSignals

/// A node with the watch of routes alone.
///
/// Without live feeds and folders it reads its files, in the order given, and ends; the times of their routes are the clock then, and
/// nothing is taken over from an earlier run. Otherwise it runs until it is asked to stop; SIGHUP reloads the
/// configuration.
public struct WatchServices: Sendable {
    private let source: ConfigurationSource<NodeConfiguration>
    private let loaded: LoadedConfiguration<NodeConfiguration>
    /// The configuration as it was written, with feeds that files in their place leave out.
    private let written: NodeConfiguration
    private let files: [String]
    private let version: String
    private let logger: Logger
    private let clock: @Sendable () -> Date
    private let report: @Sendable (AlertChange, String) -> Void

    /// Result of reading files.
    public struct Outcome: Sendable {
        /// Files that could not be read, one line each.
        public var failures: [String] = []
        public var state = WatchState()
    }

    /// - Parameters:
    ///   - files: Files of routes to read; live feeds and folders of the configuration are left out then.
    ///   - report: gets each change of an alert, with the event that is kept of it, as JSON on one line.
    public init(
        source: ConfigurationSource<NodeConfiguration>, loaded: LoadedConfiguration<NodeConfiguration>, files: [String],
        version: String, logger: Logger,
        clock: @escaping @Sendable () -> Date, report: @escaping @Sendable (AlertChange, String) -> Void = { _, _ in }
    ) {
        self.source = source
        written = loaded.configuration
        var loaded = loaded
        if !files.isEmpty {
            loaded.configuration.watch.bmp.enabled = false
            loaded.configuration.watch.ris.enabled = false
            loaded.configuration.watch.folders = []
        }
        self.loaded = loaded
        self.files = files.isEmpty ? loaded.configuration.watch.files : files
        self.version = version
        self.logger = logger
        self.clock = clock
        self.report = report
    }

    /// Whether the watch ends by itself.
    public var isReplay: Bool {
        let watch = loaded.configuration.watch
        return !watch.bmp.enabled && !watch.ris.enabled && watch.folders.isEmpty
    }

    /// Runs until the files end, or until the node is asked to stop.
    ///
    /// - Parameter isReady: called once, with a line for the supervisor.
    /// - Throws: when a folder or an address cannot be used.
    public func run(isReady: @escaping @Sendable (String) -> Void = { _ in }) async throws -> Outcome {
        for warning in loaded.warnings { logger.warning("\(warning)") }
        let configuration = loaded.configuration
        for failure in PrivateFiles.tighten(configuration.state) {
            logger.warning("other users can read a file of the node", metadata: ["reason": "\(failure)"])
        }
        let folder = try StateFolder(configuration.state)
        defer { folder.release() }
        let desk = try DeskDatabase.open(folder: configuration.state)
        let state = NodeState(version: version, session: 0, started: clock(), logger: logger)
        state.report(folder.former, at: clock())
        if let obstacle = desk.obstacle {
            logger.error("could not open the database of alerts", metadata: ["reason": "\(obstacle)"])
        }
        let failures = Mutex<[String]>([])
        let countdown = ListenerCountdown(configuration.watch.bmp.enabled ? 1 : 0) {
            isReady("watching")
        }
        let watch = try RouteWatch(
            loaded, store: desk.alerts, state: state, files: files, isReplay: isReplay, endsWithFiles: true,
            version: version, logger: logger, clock: clock, report: report,
            onFailure: { reason in failures.withLock { $0.append(reason) } }, onListening: { countdown.listens() })
        logger.notice("monitoring routes", metadata: ["version": "\(version)", "state": "\(configuration.state)"])
        let wakeSignal = WakeSignal()
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(
                        service: watch.service, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup),
                    .init(service: SignalService(wakeSignal: wakeSignal), successTerminationBehavior: .ignore),
                    .init(
                        service: ReloadService(
                            reloader: ConfigurationReloader(source, started: written, services: [watch.engine]),
                            state: state, wakeSignal: wakeSignal, logger: logger, clock: clock),
                        successTerminationBehavior: .ignore),
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet))
        do {
            try await group.run()
        } catch {
            await watch.shutdown()
            try? desk.close()
            throw error
        }
        await watch.shutdown()
        do {
            try desk.close()
        } catch {
            logger.error("could not close a database cleanly", metadata: ["reason": "\(error)"])
        }
        logger.notice("stopped")
        return Outcome(failures: failures.withLock { $0 }, state: state.snapshot(at: clock()).watch ?? WatchState())
    }
}
