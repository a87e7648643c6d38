public import BGPMessages
public import SecurityEvents

/// One incident, from the first route to the last, however many there are.
public struct RouteAlert: Hashable, Sendable, Codable {
    /// Where in its life an alert is.
    public enum State: String, Hashable, Sendable, CaseIterable, Codable {
        /// Some peer has such a route, or the condition holds.
        case active
        /// No peer has one any more; it ends unless one returns.
        case dormant
        case ended
        /// The alert was false.
        case withdrawn
    }

    /// Sixteen hexadecimal digits, of the key and of when it was first raised.
    public var id: String
    public var key: AlertKey
    public var state: State
    public var severity: EventSeverity
    /// One line for people.
    public var summary: String
    /// When it was first raised.
    public var raised: BGPTime
    /// When it last came to this state.
    public var changed: BGPTime
    /// When it ended or was withdrawn.
    public var ended: BGPTime?
    /// How often it came back after it had ended.
    public var reopened: Int
    /// A VRP validates all its routes, though the configuration does not name their origin.
    public var isDowngraded: Bool
    /// Why it was withdrawn, in words.
    public var reason: String?
    public var evidence: AlertEvidence
    /// What to do, the most urgent first.
    public var actions: [AlertAction]
}
