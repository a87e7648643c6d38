public import BGPMessages

/// A step in the life of an alert, with the alert as it is after it.
public struct AlertChange: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        case raised
        /// There is more evidence, or another severity.
        case updated
        /// The last route is gone.
        case dormant
        /// A route came back before the alert had ended.
        case resumed
        case ended
        /// It came back after it had ended, not more than a day ago.
        case reopened
        case withdrawn
    }

    public var kind: Kind
    public var time: BGPTime
    public var alert: RouteAlert

    public init(_ kind: Kind, at time: BGPTime, alert: RouteAlert) {
        self.kind = kind
        self.time = time
        self.alert = alert
    }
}
