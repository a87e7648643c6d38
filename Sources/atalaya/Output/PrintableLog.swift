internal import Logging
internal import TextFormats

/// The log of swift-log on standard error, in which what came from outside begins no line and does nothing to a terminal.
struct PrintableLog: LogHandler {
    private var handler: StreamLogHandler

    init(label: String) {
        handler = StreamLogHandler.standardError(label: label)
    }

    var metadata: Logger.Metadata {
        get { handler.metadata }
        set { handler.metadata = newValue }
    }

    var logLevel: Logger.Level {
        get { handler.logLevel }
        set { handler.logLevel = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { handler[metadataKey: key] }
        set { handler[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) {
        var event = event
        event.message = "\("\(event.message)".singleLine)"
        event.metadata = event.metadata?.mapValues { "\("\($0)".singleLine)" }
        handler.log(event: event)
    }
}
