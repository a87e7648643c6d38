public import ConfigurationKeys
public import Logging

/// The settings of the log: `log` in the configuration.
public struct LogSection: NodeSection {
    public static let name = "log"

    public var level = Level.info
    public var format = Format.text
    public var rejections = Rejections.changes
    /// True if VRPs that are announced or withdrawn are logged.
    public var changes = false

    public init() {}

    public static let keys: [ConfigurationKey<LogSection>] = [
        .init("level", \.level, .choice, "Lowest level to log.", effect: .restart),
        .init("format", \.format, .choice, "Log format: text lines, or one JSON object per line.", effect: .restart),
        .init(
            "rejections", \.rejections, .choice,
            "Rejected objects to log: changes (only new ones), all, or none; at most 50 per refresh."),
        .init(
            "changes", \.changes, .boolean,
            "Log announced and withdrawn VRPs, at most 50 of each per refresh."),
    ]

    /// Levels by their names in swift-log, the least severe first.
    public enum Level: String, Hashable, Sendable, CaseIterable {
        case trace, debug, info, notice, warning, error, critical

        /// The same of swift-log.
        public var logger: Logger.Level {
            switch self {
            case .trace: .trace
            case .debug: .debug
            case .info: .info
            case .notice: .notice
            case .warning: .warning
            case .error: .error
            case .critical: .critical
            }
        }
    }

    public enum Format: String, Hashable, Sendable, CaseIterable {
        case text, json
    }

    /// Which rejected objects are logged.
    public enum Rejections: String, Hashable, Sendable, CaseIterable {
        /// Those that the run before did not reject so.
        case changes
        /// Those of each run.
        case all
        case none
    }
}

extension NodeConfiguration {
    public var log: LogSection {
        get { self[LogSection.self] }
        set { self[LogSection.self] = newValue }
    }
}
