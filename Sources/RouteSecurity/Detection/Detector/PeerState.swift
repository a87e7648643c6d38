import BGPMessages
import NumberResources

/// A route as a peer tells it from its other ones.
struct RouteKey: Hashable, Sendable {
    let prefix: IPPrefix
    let pathID: UInt32?
}

/// A route that is followed.
struct TrackedRoute: Sendable {
    var path: Int32
    /// The incident that it belongs to, or −1.
    var incident: Int32
    /// The own prefix that covers it, or −1.
    var own: Int32
    var session: UInt32
    var isValid: Bool
}

/// A peer of a feed, and what it has of ours.
struct PeerState: Sendable {
    enum Phase: Hashable, Sendable {
        case down
        /// Its table is on the way.
        case loading
        case settled
    }

    let feed: Int
    let peer: BGPPeer
    var isExcluded: Bool
    var role: NeighbourRole?
    var phase = Phase.loading
    /// Since when it is in this phase.
    var since: BGPTime
    /// When it last said something.
    var lastHeard: BGPTime
    /// Whether a table of it has been complete.
    var hasSettled = false
    var session: UInt32 = 1
    var routes: [RouteKey: TrackedRoute] = [:]
    /// Rightful routes that are followed, by own prefix.
    var followed: [Int32: Int32] = [:]
    /// Own prefixes that it has a route to in this session, with their number.
    var holds: [Int32: Int32] = [:]
    /// Own prefixes that it had in an earlier session, and may still have.
    var stale: Set<Int32> = []
    /// Own prefixes that it has had a rightful route to.
    var rightful: Set<Int32> = []
    /// Own prefixes that it has no route to any more.
    var lost: Set<Int32> = []
    var ipv4 = TableEstimate()
    var ipv6 = TableEstimate()
    /// What the estimates said, and after how many announcements.
    var ipv4Count = 0
    var ipv6Count = 0
    var countedAfter = 0

    init(feed: Int, peer: BGPPeer, isExcluded: Bool, role: NeighbourRole?, at time: BGPTime) {
        self.feed = feed
        self.peer = peer
        self.isExcluded = isExcluded
        self.role = role
        since = time
        lastHeard = time
    }

    /// The routes that it has of a family, about.
    func count(_ family: AddressFamily) -> Int {
        family == .ipv4 ? ipv4Count : ipv6Count
    }

    /// Looks at the estimates again when enough has come to change them.
    mutating func refreshCounts() {
        let observations = ipv4.observations &+ ipv6.observations
        guard observations - countedAfter > countedAfter / 16 else { return }
        ipv4Count = ipv4.count
        ipv6Count = ipv6.count
        countedAfter = observations
    }
}

/// A source of routes.
struct FeedState: Sendable {
    let name: String
    /// Seconds after which it is silent; 0 for never.
    var silentAfter: Int
    var roles: [ASN: NeighbourRole]
    var lastHeard: BGPTime
    var isSilent = false
    var hasEnded = false
    /// Whether it was forgotten: its place can be another's.
    var isRemoved = false
    /// Its peers that are known.
    var peers = 0
}

/// An own prefix as peers see it.
struct Visibility: Sendable {
    /// Peers that have a route to it, and those that had one in the same session.
    var present = 0
    var absent = 0
    /// Since when too few have.
    var lowSince: BGPTime?
    /// It was visible before a restart, or had lost that; until then tables have time to say.
    var expectedUntil: BGPTime?
}
