internal import Delivery
internal import Logging
internal import RouteSecurity
internal import SecurityEvents

/// The node's own log.
struct LogSink: MessageSink {
    let name = "log"
    let logger: Logger

    func deliver(_ messages: [Message]) async throws(SinkFailure) {
        for message in messages {
            let level = LogSink.level(message)
            logger.log(
                level: level, "\(message.content.summary)",
                metadata: [
                    "alert": "\(message.key)", "class": "\(message.content.kind)",
                    "change": "\(message.content.change)",
                    "severity": "\(EventSeverity(rank: message.content.severity).rawValue)",
                ])
        }
    }

    /// The end of an alert is good news.
    private static func level(_ message: Message) -> Logger.Level {
        switch AlertChange.Kind(rawValue: message.content.change) {
        case .dormant, .ended, .withdrawn: return .notice
        case .raised, .updated, .resumed, .reopened, nil: break
        }
        switch EventSeverity(rank: message.content.severity) {
        case .information: return .notice
        case .low, .medium: return .warning
        case .high: return .error
        case .critical: return .critical
        }
    }
}
