public import ConfigurationKeys
public import Logging

public import struct FoundationEssentials.Date

/// A node: everything that its configuration names, until it stops.
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
    let announce: (@Sendable (String) -> Void)?
    let machineClock: (@Sendable () -> Date)?

    /// - Parameters:
    ///   - source: where the configuration is read again from.
    ///   - loaded: what it says now.
    ///   - version: the program's version.
    ///   - isReady: called once, with a line for the supervisor, when all listeners listen.
    ///   - machineClock: the time of users, by which their sessions end; `nil` for `clock`.
    ///   - announce: shows a line on the operator's terminal, which is not in the log; `nil` where there is none.
    public init(
        source: ConfigurationSource<NodeConfiguration>, loaded: LoadedConfiguration<NodeConfiguration>, version: String,
        logger: Logger,
        clock: @escaping @Sendable () -> Date, isReady: @escaping @Sendable (String) -> Void = { _ in },
        machineClock: (@Sendable () -> Date)? = nil, announce: (@Sendable (String) -> Void)? = nil
    ) {
        self.source = source
        self.loaded = loaded
        self.version = version
        self.logger = logger
        self.clock = clock
        self.isReady = isReady
        self.announce = announce
        self.machineClock = machineClock
    }

    /// Runs until the node stops.
    ///
    /// - Throws: when a folder or an address cannot be used.
    public func run() async throws {
        ProcessMemory.tune()
        OpenFiles.raiseLimit()
        let folder = loaded.configuration.state
        let setting = NodeComposition.Setting(
            source: source, loaded: loaded, version: version, logger: logger, clock: clock, folder: folder,
            machineClock: machineClock, announce: announce, isReady: { [isReady] in isReady("serving") })
        try await NodeComposition(setting: setting, factories: NodeModules.all.map { ModuleFactory($0) }).run {
            logger.notice("started", metadata: ["version": "\(version)", "state": "\(folder)"])
        }
        logger.notice("stopped")
    }
}
