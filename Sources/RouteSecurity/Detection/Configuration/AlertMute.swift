public import BGPMessages
public import NumberResources

/// Which alerts are meant; what is `nil` or empty fits all.
public struct AlertFilter: Hashable, Sendable, Codable {
    /// Subjects within these prefixes.
    public var prefixes: [IPPrefix]
    public var classes: [AlertClass]
    public var offenders: [ASN]
    /// The alert with this number.
    public var id: String?

    public init(prefixes: [IPPrefix] = [], classes: [AlertClass] = [], offenders: [ASN] = [], id: String? = nil) {
        self.prefixes = prefixes
        self.classes = classes
        self.offenders = offenders
        self.id = id
    }
}

/// A time in which alerts are not raised, because what they would say is on purpose; those whose cause is still there when it
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
}

/// Alerts that the operator does not want to hear of.
public struct AlertMute: Hashable, Sendable, Codable {
    public var alerts: AlertFilter
    /// `nil` for ever.
    public var until: BGPTime?

    public init(_ alerts: AlertFilter, until: BGPTime? = nil) {
        self.alerts = alerts
        self.until = until
    }
}
