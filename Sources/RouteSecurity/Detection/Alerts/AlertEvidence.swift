public import BGPMessages
public import NumberResources

/// What shows an incident: samples with the number of all.
public struct AlertEvidence: Hashable, Sendable, Codable {
    /// A peer that has or had a route of the incident.
    public struct Peer: Hashable, Sendable, Codable {
        public var feed: String
        public var address: IPAddress
        public var asn: ASN
        public var firstSeen: BGPTime
        public var lastSeen: BGPTime
        public var hasRoute: Bool
        /// The last such route of this peer.
        public var prefix: IPPrefix
        /// Its AS_PATH, sets in braces and confederations in brackets.
        public var path: String
    }

    /// A VRP that covers a route of the incident, with the object that says so.
    public struct ROA: Hashable, Sendable, Codable {
        public var prefix: IPPrefix
        public var maxLength: UInt8
        public var asn: ASN
        public var trustAnchor: String?
        /// The object's URI, or the file of a local exception.
        public var source: String?
        /// When the object's certificate became valid, seconds since 1970: how old it is.
        public var notBefore: Int64?
        /// When the payload can no longer be trusted, seconds since 1970.
        public var expires: Int64?
    }

    /// How far it spread in one address family.
    public struct Spread: Hashable, Sendable, Codable {
        /// Peers that have a route of the incident.
        public var peers: Int
        /// Peers that could have one.
        public var of: Int
        /// Whether only peers with a full table are counted; where none has one, all are.
        public var fullTable: Bool

        public init(peers: Int, of: Int, fullTable: Bool) {
            self.peers = peers
            self.of = of
            self.fullTable = fullTable
        }
    }

    public var firstSeen: BGPTime
    public var lastSeen: BGPTime
    /// The first peers that had a route.
    public var peers: [Peer] = []
    /// All peers that ever had one, as far as they can be distinguished.
    public var peerCount = 0
    /// Peers that have one now.
    public var peersWithRoute = 0
    /// Prefixes announced, a sample.
    public var prefixes: [IPPrefix] = []
    public var prefixCount = 0
    /// Different paths, a sample.
    public var paths: [String] = []
    /// Announcements that were counted.
    public var announcements = 0
    /// Whether there were more routes than are followed one by one.
    public var isTruncated = false
    public var roas: [ROA] = []
    public var ipv4: Spread?
    public var ipv6: Spread?
    /// What else holds for its routes: `rpki`, `aspa`, `otc`, `bogon`, and the like.
    public var findings: [String: String] = [:]
}
