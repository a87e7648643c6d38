public import Logging
internal import RPKIObjects

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
        logLevel = Logger.Level(rawValue: configuration.level.rawValue) ?? .info
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
            write("\(time) \(event.level) \(NodeLog.oneLine("\(event.message)"))\(words)")
        case .json:
            let members =
                [("time", time), ("level", "\(event.level)"), ("message", "\(event.message)")]
                + details.map { ($0.key, "\($0.value)") }
            write(
                "{" + members.map { "\(NodeLog.json($0.0)):\(NodeLog.json($0.1))" }.joined(separator: ",") + "}")
        }
    }

    /// What came from outside must not begin a line of its own.
    private static func oneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else { return text }
        return String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : $0 }))
    }

    private static func quoted(_ text: String) -> String {
        let text = oneLine(text)
        guard text.isEmpty || text.contains(where: { $0 == " " || $0 == "\"" }) else { return text }
        return json(text)
    }

    private static func json(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
