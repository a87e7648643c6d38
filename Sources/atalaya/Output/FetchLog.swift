internal import Logging
internal import TextFormats

/// The log of a command: warnings and worse on standard error, a line each.
struct FetchLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.warning

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let details = all.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
        StandardError.print("atalaya: " + LogLine.text("\(event.message)", details))
    }
}
