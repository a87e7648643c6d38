internal import Logging
internal import SecurityEvents
internal import Store

/// The node's own log.
struct LogSink: AlertSink {
    let name = "log"
    let logger: Logger

    func deliver(_ deliveries: [Delivery]) async throws(SinkFailure) {
        for delivery in deliveries {
            let level: Logger.Level =
                switch EventSeverity(rank: delivery.severity) {
                case .information: .notice
                case .low, .medium: .warning
                case .high: .error
                case .critical: .critical
                }
            logger.log(
                level: level, "\(delivery.summary)",
                metadata: [
                    "alert": "\(delivery.alert)", "class": "\(delivery.kind)", "change": "\(delivery.change)",
                    "severity": "\(EventSeverity(rank: delivery.severity).rawValue)",
                ])
        }
    }
}
