public import Logging
internal import TextFormats

public import struct FoundationEssentials.Date

/// The log of a node: a line an event, as text or JSON.
public struct NodeLog: LogHandler {
    public var metadata: Logger.Metadata = [:]
    public var logLevel: Logger.Level
    private let format: NodeConfiguration.Log.Format
    private let clock: @Sendable () -> Date
    private let write: @Sendable (String) -> Void

    /// - Parameter write: gets each line, without its end.
    public init(
        _ configuration: NodeConfiguration.Log, clock: @escaping @Sendable () -> Date,
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
        let time = "\(RFC3339(clock()))"
        switch format {
        case .text:
            let words = details.map { " \($0.key)=\(NodeLog.quoted("\($0.value)"))" }.joined()
            write("\(time) \(event.level) \("\(event.message)".singleLine)\(words)")
        case .json:
            let line = JSONWriter.text { json in
                json.member("time", time)
                json.member("level", "\(event.level)")
                json.member("message", "\(event.message)")
                for (name, value) in details { json.member(name, "\(value)") }
            }
            write(line)
        }
    }

    private static func quoted(_ text: String) -> String {
        // What came from outside must not begin a line of its own.
        let text = text.singleLine
        guard text.isEmpty || text.contains(where: { $0 == " " || $0 == "\"" }) else { return text }
        return JSONText.string(text)
    }
}
