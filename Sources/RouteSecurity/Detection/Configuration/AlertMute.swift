public import BGPMessages

/// Alerts that the operator does not want to be notified of.
public struct AlertMute: Hashable, Sendable, Codable {
    public var alerts: AlertFilter
    /// `nil` where it has always held.
    public var from: BGPTime?
    /// Not included; `nil` for ever.
    public var until: BGPTime?

    public init(_ alerts: AlertFilter, from: BGPTime? = nil, until: BGPTime? = nil) {
        self.alerts = alerts
        self.from = from
        self.until = until
    }

    /// Whether it is for this alert at this moment.
    public func mutes(_ alert: RouteAlert, at time: BGPTime) -> Bool {
        (from.map { $0 <= time } ?? true) && (until.map { time < $0 } ?? true) && alerts.includes(alert)
    }
}
