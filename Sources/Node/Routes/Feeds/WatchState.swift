public import RouteSecurity
public import SecurityEvents

public import struct FoundationEssentials.Date

/// State of the monitored routes.
public struct WatchState: Hashable, Sendable {
    /// By name.
    public var feeds: [FeedState] = []
    public var statistics = DetectionStatistics()
    /// Alerts that have not ended, the latest first.
    public var alerts: [RouteAlert] = []
    /// IDs of the acknowledged alerts.
    public var acknowledged: Set<String> = []
    /// By class, how many were raised since the start.
    public var raised: [String: Int] = [:]
    /// By sink.
    public var sinks: [SinkState] = []
    /// The clock of the detector.
    public var time: Date?

    public init() {}

    /// Alerts with a route, by severity.
    public func active(_ severity: EventSeverity) -> Int {
        alerts.count { $0.state == .active && $0.severity == severity }
    }
}

/// State of a sink.
public struct SinkState: Hashable, Sendable {
    public var name: String
    /// Deliveries that wait.
    public var waiting = 0
    /// Deliveries since the start that it has taken, and
    public var delivered = 0
    /// refused for good.
    public var refused = 0
    /// Reason for the failure of the last delivery.
    public var error: String?

    public init(name: String) {
        self.name = name
    }
}
