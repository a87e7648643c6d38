public import NumberResources

/// Our resources and the routes to them that are legitimate.
public struct DetectionConfiguration: Hashable, Sendable {
    /// A prefix that we answer for.
    public struct OwnPrefix: Hashable, Sendable {
        public var prefix: IPPrefix
        /// The ASes that may originate it; our ASNs where `nil`. An empty list means that no AS may announce it.
        public var origins: [ASN]?

        public init(_ prefix: IPPrefix, origins: [ASN]? = nil) {
            self.prefix = prefix
            self.origins = origins
        }
    }

    /// A peer of a collector, by AS number, address or both.
    public struct PeerFilter: Hashable, Sendable {
        public var asn: ASN?
        public var address: IPAddress?

        public init(asn: ASN? = nil, address: IPAddress? = nil) {
            self.asn = asn
            self.address = address
        }
    }

    public var asns: [ASN]
    public var prefixes: [OwnPrefix]
    /// The ASes that carry our routes to the rest of the Internet.
    public var upstreams: [ASN]
    public var peers: [ASN]
    public var customers: [ASN]
    /// Whether there are neighbours that are not named here; `nil`: unknown where no peers are named, and otherwise not.
    public var peering: PeeringPolicy?
    /// Neighbours of neighbours of ours, where they are known: no other AS may be next to them on the way to us.
    public var links: [ASN: [ASN]]
    /// ASes without providers: only such ASes may be between two of them.
    public var transitFree: [ASN]
    /// Sessions of ours with collectors, whose routes others do not see.
    public var excludedPeers: [PeerFilter]
    public var maintenance: [MaintenanceWindow]
    public var mutes: [AlertMute]
    /// The contact of an AS, as text.
    public var contacts: [ASN: String]
    public var thresholds: DetectionThresholds
    /// The classes of what may be on purpose that are asked for: `newPrefix`, `notOurs`, `newDownstream`, `superPrefixOrigin`,
    /// `roaMissing`, `roaUnused`; others are always looked for.
    public var checks: Set<AlertClass> = []
    /// What is not to be in a path to a monitored prefix.
    public var forbiddenInPath: [HopPattern] = []
    /// What each path to a monitored prefix has to have, one of it; empty for no such condition.
    public var requiredInPath: [HopPattern] = []

    public init(
        asns: [ASN] = [], prefixes: [OwnPrefix] = [], upstreams: [ASN] = [], peers: [ASN] = [], customers: [ASN] = [],
        links: [ASN: [ASN]] = [:], transitFree: [ASN] = [], excludedPeers: [PeerFilter] = [],
        maintenance: [MaintenanceWindow] = [], mutes: [AlertMute] = [], contacts: [ASN: String] = [:],
        thresholds: DetectionThresholds = DetectionThresholds()
    ) {
        self.asns = asns
        self.prefixes = prefixes
        self.upstreams = upstreams
        self.peers = peers
        self.customers = customers
        self.links = links
        self.transitFree = transitFree
        self.excludedPeers = excludedPeers
        self.maintenance = maintenance
        self.mutes = mutes
        self.contacts = contacts
        self.thresholds = thresholds
    }
}
