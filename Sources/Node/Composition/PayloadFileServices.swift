internal import ConfigurationKeys
package import Logging

package import struct FoundationEssentials.Date

/// A node that serves payload files to routers, until it stops.
///
/// SIGTERM and SIGINT end it. SIGHUP reads the files again; SIGUSR2 lets a held change through.
package struct PayloadFileServices: Sendable {
    private let configuration: NodeConfiguration
    private let folder: String?
    private let options: PayloadFileOptions
    private let version: String
    private let logger: Logger
    private let clock: @Sendable () -> Date

    /// - Parameters:
    ///   - configuration: what it says of routers counts.
    ///   - folder: where payloads, sessions, serial and history are kept; `nil` for nowhere.
    package init(
        _ configuration: NodeConfiguration, folder: String?, _ options: PayloadFileOptions, version: String,
        logger: Logger, clock: @escaping @Sendable () -> Date
    ) {
        self.configuration = configuration
        self.folder = folder
        self.options = options
        self.version = version
        self.logger = logger
        self.clock = clock
    }

    /// Runs until it stops.
    ///
    /// - Throws: when the folder, an address or standard input cannot be used.
    package func run() async throws {
        let setting = NodeComposition.Setting(
            source: nil, loaded: LoadedConfiguration(configuration), version: version, logger: logger, clock: clock,
            folder: folder, kind: .payloadFiles, isReady: {})
        let composition = NodeComposition(
            setting: setting,
            factories: [
                ModuleFactory { [options] in try PayloadFilesModule($0, options) },
                ModuleFactory { try RoutersModule($0, isServing: true) },
            ])
        try await composition.run()
        logger.info("stopped")
    }
}
