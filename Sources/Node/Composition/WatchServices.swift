public import ConfigurationKeys
public import FoundationEssentials
public import Logging
public import RouteSecurity
internal import Synchronization

/// A node with the watch of routes alone.
///
/// Without live feeds and folders it reads its files, merged by the times of their routes, which are the clock then, and ends;
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

    /// True if the watch ends by itself.
    public var isReplay: Bool {
        let watch = loaded.configuration.watch
        return !watch.bmp.enabled && !watch.ris.enabled && watch.folders.isEmpty
    }

    /// Runs until the files end, or until the node is asked to stop.
    ///
    /// - Parameter isReady: called once, with a line for the supervisor.
    /// - Throws: when a folder or an address cannot be used.
    public func run(isReady: @escaping @Sendable (String) -> Void = { _ in }) async throws -> Outcome {
        let failures = Mutex<[String]>([])
        let state = RoutesState()
        let folder = loaded.configuration.state
        let command = RoutesModule.Command(
            files: files, isReplay: isReplay, report: report,
            onFailure: { reason in failures.withLock { $0.append(reason) } })
        let setting = NodeComposition.Setting(
            source: source, loaded: loaded, version: version, logger: logger, clock: clock, folder: folder,
            written: written, kind: .watch, isReady: { isReady("watching") })
        let composition = NodeComposition(
            setting: setting, factories: [ModuleFactory { try RoutesModule($0, command, state: state) }])
        try await composition.run {
            logger.notice("monitoring routes", metadata: ["version": "\(version)", "state": "\(folder)"])
        }
        logger.notice("stopped")
        return Outcome(failures: failures.withLock { $0 }, state: state.watch ?? WatchState())
    }
}
