public import Logging

/// What the operator has set: the whole of a node's configuration. A value made without arguments has every default.
///
/// Each member is a key of the configuration file; ``ConfigurationKey/all`` has their names, ranges and explanations.
public struct NodeConfiguration: Hashable, Sendable {
    /// The folder of the node's databases.
    public var state = "/var/lib/atalaya"
    public var log = Log()
    public var backup = Backup()
    public var rpki = RPKI()
    public var rtr = RTR()
    public var http = HTTP()
    public var metrics = Metrics()
    public var watch = Watch()

    public init() {}
}

extension NodeConfiguration {
    /// Backups that the node makes by itself.
    public struct Backup: Hashable, Sendable {
        /// Where they are; `nil` for none.
        public var folder: String?
        public var every = Duration.seconds(86_400)
        /// How many are kept.
        public var keep = 7

        public init() {}
    }

    public struct Log: Hashable, Sendable {
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

        public var level = Level.info
        public var format = Format.text
        public var rejections = Rejections.changes
        /// Whether VRPs that are announced or withdrawn are logged.
        public var changes = false

        public init() {}
    }
}
