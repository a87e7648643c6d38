import BGPMessages
import NumberResources

/// The feeds of a detector, by number, and which of them have fallen silent. The place of a removed feed is given to another.
struct FeedTable: Sendable {
    /// The state of a feed's silence at a moment.
    enum Silence: Hashable, Sendable {
        /// It is never called silent, or is known to be.
        case none
        /// It has been silent for as long as it may be.
        case reached
        /// It may be silent until then.
        case later(BGPTime)
    }

    private struct Feed: Sendable {
        let name: String
        /// Seconds after which it is silent; 0 for never.
        var silentAfter: Int
        var roles: [ASN: NeighbourRole]
        var kind: FeedKind
        var lastReceived: BGPTime
        var isSilent = false
        var hasEnded = false
        var isRemoved = false
    }

    private let limit: Int
    private var feeds: [Feed] = []
    /// Places of feeds that have been removed.
    private var free: [Int] = []
    /// Feeds beyond the limit.
    private(set) var ignored = 0

    /// - Parameter limit: The most feeds that are kept.
    init(limit: Int) {
        self.limit = limit
    }

    func contains(_ index: Int) -> Bool {
        feeds.indices.contains(index) && !feeds[index].isRemoved
    }

    func name(of index: Int) -> String {
        feeds[index].name
    }

    func kind(of index: Int) -> FeedKind {
        feeds[index].kind
    }

    /// What the feed's neighbours are to its router, by AS.
    func role(of asn: ASN, at index: Int) -> NeighbourRole? {
        feeds[index].roles[asn]
    }

    /// The number of a feed of this name, and whether it was known; `nil` beyond the limit. A known one begins again.
    mutating func add(
        _ name: String, silentAfter: Int, roles: [ASN: NeighbourRole], kind: FeedKind = .router, at time: BGPTime
    ) -> (index: Int, isKnown: Bool)? {
        if let index = feeds.firstIndex(where: { $0.name == name && !$0.isRemoved }) {
            feeds[index].silentAfter = silentAfter
            feeds[index].roles = roles
            feeds[index].kind = kind
            feeds[index].hasEnded = false
            feeds[index].lastReceived = time
            return (index, true)
        }
        let feed = Feed(name: name, silentAfter: silentAfter, roles: roles, kind: kind, lastReceived: time)
        if let index = free.popLast() {
            feeds[index] = feed
            return (index, false)
        }
        guard feeds.count < limit else {
            ignored &+= 1
            return nil
        }
        feeds.append(feed)
        return (feeds.count - 1, false)
    }

    mutating func remove(_ index: Int) {
        guard contains(index) else { return }
        feeds[index].isRemoved = true
        feeds[index].silentAfter = 0
        free.append(index)
    }

    /// The feed has reached its end: it is not silent any more.
    mutating func end(_ index: Int) {
        feeds[index].hasEnded = true
    }
}

extension FeedTable {
    /// Notes that something was received.
    ///
    /// - Returns: Whether the feed had been silent.
    mutating func received(from index: Int, at time: BGPTime) -> Bool {
        guard contains(index) else { return false }
        feeds[index].lastReceived = time
        return feeds[index].isSilent
    }

    mutating func setSilent(_ index: Int, _ isSilent: Bool) {
        feeds[index].isSilent = isSilent
    }

    /// When the feed will have been silent for too long; `nil` where it never is.
    func silenceDeadline(of index: Int) -> BGPTime? {
        guard feeds[index].silentAfter > 0, !feeds[index].hasEnded else { return nil }
        return feeds[index].lastReceived.adding(seconds: feeds[index].silentAfter)
    }

    /// The state of the feed's silence at `time`.
    func silence(of index: Int, at time: BGPTime) -> Silence {
        guard !feeds[index].isSilent, !feeds[index].isRemoved, let deadline = silenceDeadline(of: index) else {
            return .none
        }
        return deadline <= time ? .reached : .later(deadline)
    }
}
