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

    /// How often an alert went, and since when.
    public struct Flaps: Hashable, Sendable, Codable {
        public var count: Int
        public var since: BGPTime
        public var last: BGPTime

        public init(count: Int, since: BGPTime, last: BGPTime) {
            self.count = count
            self.since = since
            self.last = last
        }
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
    /// When it was raised, or reopened last; `nil` for ``raised``.
    public var began: BGPTime?
    /// When the last route was gone, or the condition no longer held; `nil` while it goes on.
    public var gone: BGPTime?
    /// How often it went since it was last steady; `nil` for an alert that does not come and go.
    public var flaps: Flaps?
    /// How sure it is; `nil` where no route is concerned.
    public var confidence: AlertConfidence?
    /// The incidents that it is about, where there are several.
    public var campaign: AlertCampaign?
    /// The most peers that had its routes at a time when it was reported.
    public var peakPeers: Int?
    /// The peers that had its routes when it was last reported.
    public var peersBefore: Int?
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
