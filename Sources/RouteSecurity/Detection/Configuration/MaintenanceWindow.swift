public import BGPMessages

/// A time in which alerts are not raised, because their causes are planned; those whose cause is still there when it
/// is over are raised then.
public struct MaintenanceWindow: Hashable, Sendable, Codable {
    public var from: BGPTime
    /// Not included.
    public var to: BGPTime
    public var alerts: AlertFilter

    public init(from: BGPTime, to: BGPTime, alerts: AlertFilter = AlertFilter()) {
        self.from = from
        self.to = to
        self.alerts = alerts
    }

    /// Whether it holds this alert back at this moment.
    public func holdsBack(_ alert: RouteAlert, at time: BGPTime) -> Bool {
        from <= time && time < to && alerts.includes(alert)
    }
}
