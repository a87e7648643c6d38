internal import ConfigurationKeys
internal import Logging

/// The outcome of reading the configuration again.
enum ReloadOutcome: Sendable {
    /// It cannot be used, for these reasons; the one before stays.
    case refused([String])
    case done(Report)

    /// The changes of a configuration that was taken over.
    struct Report: Sendable {
        /// Keys whose new values are in use.
        var effective: [ConfigurationChange] = []
        /// Keys whose new values wait for the next start: they need one, or their service does not run.
        var waiting: [ConfigurationChange] = []
        /// The figures that an operator may want to know.
        var warnings: [ConfigurationProblem] = []
        /// The number of trust anchors that the configuration names.
        var trustAnchors = 0
    }

    func log(to logger: Logger) {
        switch self {
        case .refused(let reasons):
            for reason in reasons { logger.error("\(reason)") }
            logger.error("refused the new configuration; still using the previous one")
        case .done(let report):
            for warning in report.warnings { logger.warning("\(warning)") }
            for change in report.effective { logger.notice("\(change)") }
            for change in report.waiting { logger.notice("\(change); takes effect after a restart") }
            logger.notice(
                "reloaded the configuration",
                metadata: [
                    "effective": "\(report.effective.count)", "waiting": "\(report.waiting.count)",
                    "trust-anchors": "\(report.trustAnchors)",
                ])
        }
    }
}
