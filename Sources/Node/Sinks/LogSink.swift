internal import DeskStore
internal import Logging
internal import RouteSecurity
internal import SecurityEvents

/// The node's own log.
struct LogSink: AlertSink {
    let name = "log"
    let logger: Logger

    func deliver(_ deliveries: [Delivery]) async throws(SinkFailure) {
        for delivery in deliveries {
            let level = LogSink.level(delivery)
            logger.log(
                level: level, "\(delivery.summary)",
                metadata: [
                    "alert": "\(delivery.alert)", "class": "\(delivery.kind)", "change": "\(delivery.change)",
                    "severity": "\(EventSeverity(rank: delivery.severity).rawValue)",
                ])
        }
    }

    /// The end of an alert is good news.
    private static func level(_ delivery: Delivery) -> Logger.Level {
        switch AlertChange.Kind(rawValue: delivery.change) {
        case .dormant, .ended, .withdrawn: return .notice
        case .raised, .updated, .resumed, .reopened, nil: break
        }
        switch EventSeverity(rank: delivery.severity) {
        case .information: return .notice
        case .low, .medium: return .warning
        case .high: return .error
        case .critical: return .critical
        }
    }
}
