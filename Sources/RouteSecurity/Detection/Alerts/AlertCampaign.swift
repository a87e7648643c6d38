public import BGPMessages
public import NumberResources

/// What belongs to one alert about several incidents of one origin: the worst first, the alert's own among them.
public struct AlertCampaign: Hashable, Sendable, Codable {
    /// One of the incidents.
    public struct Member: Hashable, Sendable, Codable {
        public var subject: AlertSubject
        public var alertClass: AlertClass
        public var offender: ASN?
        public var first: BGPTime
        public var last: BGPTime
        /// Peers that have its routes, of those that could; `nil` where no route is concerned.
        public var spread: AlertEvidence.Spread?
        /// The worst validity of its routes: `rpki invalid`.
        public var validity: String?
        public var isActive: Bool
    }

    /// A sample of all.
    public var members: [Member]
    /// How many there are, and of those active.
    public var count: Int
    public var active: Int
    /// Different subjects, and offenders.
    public var subjects: Int
    public var offenders: Int
}
