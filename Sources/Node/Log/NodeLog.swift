public import Logging
internal import TextFormats

public import struct FoundationEssentials.Date

/// The log of a node: a line an event, as text or JSON.
public struct NodeLog: LogHandler {
    public var metadata: Logger.Metadata = [:]
    public var logLevel: Logger.Level
    private let format: LogSection.Format
    private let clock: @Sendable () -> Date
    private let write: @Sendable (String) -> Void

    /// - Parameter write: gets each line, without its end.
    public init(
        _ configuration: LogSection, clock: @escaping @Sendable () -> Date,
        write: @escaping @Sendable (String) -> Void
    ) {
        logLevel = configuration.level.logger
        format = configuration.format
        self.clock = clock
        self.write = write
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let details = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let line = LogLine(
            time: "\(RFC3339(clock()))", level: "\(event.level)", message: "\(event.message)",
            details: details.map { ($0.key, "\($0.value)") })
        switch format {
        case .text: write(line.text)
        case .json: write(line.json)
        }
    }
}
