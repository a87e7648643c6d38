internal import Logging
internal import Synchronization

/// Passes on the warnings and errors of a server library until its server ends.
///
/// While it ends, a library logs each connection and task that is cancelled as an error of its own; the reason of the end is logged
/// by who ends it.
struct ServerLogHandler: LogHandler {
    /// Whether the server is stopping.
    final class Ending: Sendable {
        private let flag = Atomic(false)
        func set() { flag.store(true, ordering: .releasing) }
        var isSet: Bool { flag.load(ordering: .acquiring) }
    }

    private let logger: Logger
    private let ending: Ending
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level

    /// - Parameter logger: takes what is passed on.
    init(_ logger: Logger, until ending: Ending) {
        self.logger = logger
        self.ending = ending
        logLevel = max(logger.logLevel, .warning)
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        guard !ending.isSet else { return }
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        logger.log(level: event.level, event.message, metadata: all)
    }
}
