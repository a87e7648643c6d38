import BGPMessages
import NumberResources

/// The peers of all feeds, by number, with the state of their sessions. The number of a peer that is forgotten is given to
/// another.
struct PeerTable: Sendable {
    /// How far a peer's session is.
    enum Phase: Hashable, Sendable {
        case down
        /// Its table is on the way.
        case loading
        case settled
    }

    /// What has become of a session with time.
    enum Due: Hashable, Sendable {
        case nothing
        /// Look again at that time.
        case later(BGPTime)
        /// The table is complete, because it has been quiet for long enough.
        case complete
        /// It has been down for so long that what it had is not known any more.
        case forgotten
    }

    /// A peer among those of all feeds.
    private struct Name: Hashable, Sendable {
        let feed: Int
        let peer: BGPPeer
    }

    private struct Entry: Sendable {
        let name: Name
        var isExcluded: Bool
        var role: NeighbourRole?
        var phase = Phase.loading
        /// Since when it is in this phase.
        var since: BGPTime
        var lastReceived: BGPTime
        /// Whether a table of it has been complete.
        var hasSettled = false
        var session: UInt32 = 1
        /// How often its number has been that of a peer that went down.
        var falls: UInt32 = 0
        var tables = TableSizes()
    }

    private let limits: DetectionLimits
    private var entries: [Entry] = []
    private var numbers: [Name: Int32] = [:]
    /// The peer that was asked for last: feeds have many routes of one peer in a row.
    private var last: Int32?
    /// Numbers of peers that have been forgotten.
    private var free: [Int32] = []
    /// Known peers by feed.
    private var counts: [Int] = []
    /// Peers that are down, of all feeds and of each.
    private var down = PeerQueue()
    private var downByFeed: [Int: PeerQueue] = [:]
    /// Where the last look for a peer of no use ended.
    private var hand = 0

    /// The most peers that one look for a place goes through.
    static let mostLooks = 256

    init(limits: DetectionLimits) {
        self.limits = limits
    }

    /// The numbers that are in use or free.
    var indices: Range<Int> { entries.indices }
    /// Peers known.
    var count: Int { entries.count - free.count }

    func peer(_ index: Int) -> BGPPeer { entries[index].name.peer }
    func feed(_ index: Int) -> Int { entries[index].name.feed }
    func role(_ index: Int) -> NeighbourRole? { entries[index].role }
    func phase(_ index: Int) -> Phase { entries[index].phase }
    func isUp(_ index: Int) -> Bool { entries[index].phase != .down }
    /// The number of its present session, or of the last one.
    func session(_ index: Int) -> UInt32 { entries[index].session }
    func isExcluded(_ index: Int) -> Bool { entries[index].isExcluded }
    /// Whether its very first table is on the way.
    func isFirstTable(_ index: Int) -> Bool { entries[index].phase == .loading && !entries[index].hasSettled }
    /// Whether a peer that counts has had a complete table.
    var hasSettledPeer: Bool { entries.contains { $0.hasSettled && !$0.isExcluded } }
}

extension PeerTable {
    /// The number of a known peer.
    mutating func number(of peer: BGPPeer, feed: Int) -> Int32? {
        if let last, entries[Int(last)].name.feed == feed, entries[Int(last)].name.peer == peer { return last }
        guard let known = numbers[Name(feed: feed, peer: peer)] else { return nil }
        last = known
        return known
    }

    /// Makes a peer known, whose table is on the way.
    mutating func add(
        _ peer: BGPPeer, feed: Int, isExcluded: Bool, role: NeighbourRole?, at time: BGPTime
    ) -> Int32 {
        let name = Name(feed: feed, peer: peer)
        var entry = Entry(name: name, isExcluded: isExcluded, role: role, since: time, lastReceived: time)
        let number = free.popLast() ?? Int32(entries.count)
        if Int(number) < entries.count { entry.falls = entries[Int(number)].falls }
        if Int(number) < entries.count { entries[Int(number)] = entry } else { entries.append(entry) }
        while counts.count <= feed { counts.append(0) }
        counts[feed] += 1
        numbers[name] = number
        last = number
        return number
    }

    /// Gives the number of a peer back.
    ///
    /// - Returns: Whether it was in use.
    mutating func remove(_ index: Int) -> Bool {
        guard isKnown(index) else { return false }
        let name = entries[index].name
        numbers[name] = nil
        counts[name.feed] -= 1
        if last == Int32(index) { last = nil }
        free.append(Int32(index))
        return true
    }

    /// The peers of a feed, those that were forgotten included.
    func indices(of feed: Int) -> [Int] {
        entries.indices.filter { entries[$0].name.feed == feed }
    }

    mutating func setExcluded(_ index: Int, _ isExcluded: Bool) {
        entries[index].isExcluded = isExcluded
    }

    /// What the neighbours of a feed are to its router.
    mutating func setRoles(_ roles: [ASN: NeighbourRole], of feed: Int) {
        for index in entries.indices where entries[index].name.feed == feed {
            entries[index].role = roles[entries[index].name.peer.asn]
        }
    }

    private func isKnown(_ index: Int) -> Bool {
        numbers[entries[index].name] == Int32(index)
    }
}

extension PeerTable {
    /// Whether a new peer of a feed has a place, or whose it can have.
    enum Room: Hashable, Sendable {
        case free
        /// The place of this peer, which has to be forgotten first.
        case of(Int)
        case none
    }

    /// Whether a new peer of `feed` has a place, for which another may have to go.
    ///
    /// A peer that is down goes first. Where all are up, the feed with the most peers gives up one that has nothing of ours,
    /// but only as long as it has more than the one that asks: a feed that makes up peers displaces its own. Of many peers a part is
    /// looked at, and the next part the next time: peers that there is no place for ask with each message.
    ///
    /// - Parameter isUseless: Whether the peer with this number has no routes of ours.
    mutating func room(forPeerOf feed: Int, isUseless: (Int) -> Bool) -> Room {
        if count(of: feed) >= limits.peersPerFeed { return longestDown(of: feed).map(Room.of) ?? .none }
        if !free.isEmpty || entries.count < limits.peers { return .free }
        return (longestDown(of: nil) ?? leastUseful(for: feed, isUseless)).map(Room.of) ?? .none
    }

    /// Known peers of a feed.
    func count(of feed: Int) -> Int {
        counts.indices.contains(feed) ? counts[feed] : 0
    }

    /// The peer that has been down for the longest time; `nil` where none is.
    private mutating func longestDown(of feed: Int?) -> Int? {
        guard let feed else {
            var queue = PeerQueue()
            swap(&queue, &down)
            defer { down = queue }
            return queue.first(where: isDown)
        }
        guard var queue = downByFeed.removeValue(forKey: feed) else { return nil }
        let found = queue.first(where: isDown)
        if found != nil { downByFeed[feed] = queue }
        return found
    }

    /// Whether a peer has not been up since an entry of a queue was made.
    private func isDown(_ entry: PeerQueue.Entry) -> Bool {
        let index = Int(entry.index)
        return entries[index].phase == .down && entries[index].falls == entry.fall && isKnown(index)
    }

    /// Of the feed with the most peers, the one without routes of ours from which nothing came for the longest time, of those that are
    /// looked at this time.
    private mutating func leastUseful(for asking: Int, _ isUseless: (Int) -> Bool) -> Int? {
        guard let largest = counts.indices.max(by: { counts[$0] < counts[$1] }),
            counts[largest] > count(of: asking) + 1, !entries.isEmpty
        else { return nil }
        let looks = min(entries.count, PeerTable.mostLooks)
        defer { hand = (hand + looks) % entries.count }
        var found: Int?
        for step in 0..<looks {
            let index = (hand + step) % entries.count
            guard entries[index].name.feed == largest,
                found.map({ entries[index].lastReceived < entries[$0].lastReceived }) ?? true, isUseless(index),
                isKnown(index)
            else { continue }
            found = index
        }
        return found
    }
}

extension PeerTable {
    /// Notes that a peer has announced something.
    mutating func received(from index: Int, at time: BGPTime) {
        entries[index].lastReceived = time
    }

    /// Counts a prefix that a peer has announced.
    mutating func count(_ prefix: IPPrefix, of index: Int) {
        entries[index].tables.insert(prefix)
    }

    /// The peer is up: its table is on the way.
    mutating func beginSession(_ index: Int, at time: BGPTime) {
        entries[index].session &+= 1
        entries[index].phase = .loading
        entries[index].since = time
        entries[index].lastReceived = time
        entries[index].tables = TableSizes()
    }

    /// - Returns: Whether it was up.
    mutating func endSession(_ index: Int, at time: BGPTime) -> Bool {
        guard entries[index].phase != .down else { return false }
        entries[index].phase = .down
        entries[index].since = time
        entries[index].falls &+= 1
        let fall = PeerQueue.Entry(index: Int32(index), fall: entries[index].falls)
        let feed = entries[index].name.feed
        var all = PeerQueue()
        swap(&all, &down)
        var own = downByFeed.removeValue(forKey: feed) ?? PeerQueue()
        all.append(fall, of: count, isCurrent: isDown)
        own.append(fall, of: count(of: feed), isCurrent: isDown)
        down = all
        downByFeed[feed] = own
        return true
    }

    /// The peer's table is complete.
    ///
    /// - Returns: Whether it was on the way.
    mutating func settle(_ index: Int, at time: BGPTime) -> Bool {
        guard entries[index].phase == .loading else { return false }
        entries[index].phase = .settled
        entries[index].since = time
        entries[index].hasSettled = true
        return true
    }

    /// What has become of a session at `time`.
    func due(_ index: Int, at time: BGPTime, _ thresholds: DetectionThresholds) -> Due {
        let entry = entries[index]
        switch entry.phase {
        case .settled: return .nothing
        case .down:
            let end = entry.since.adding(seconds: thresholds.resetWindow)
            return end > time ? .later(end) : .forgotten
        case .loading:
            let quiet = entry.lastReceived.adding(seconds: thresholds.tableQuiet)
            let end = min(quiet, entry.since.adding(seconds: thresholds.tableWindow))
            return end > time ? .later(end) : .complete
        }
    }

    /// The clock starts at `time`: what was noted before has another one's times.
    mutating func restart(at time: BGPTime) {
        for index in entries.indices {
            entries[index].since = time
            entries[index].lastReceived = time
        }
    }
}

extension PeerTable {
    /// Looks at the sizes of tables again, where enough has come to change them.
    mutating func refreshSizes() {
        for index in entries.indices { entries[index].tables.refresh() }
    }

    /// The number of routes that makes a table full.
    func fullTableFloor(_ family: AddressFamily, _ thresholds: DetectionThresholds) -> Int {
        PeerTable.fullTableFloor(entries, family, thresholds)
    }

    private static func fullTableFloor(
        _ entries: [Entry], _ family: AddressFamily, _ thresholds: DetectionThresholds
    ) -> Int {
        let largest = entries.reduce(0) { max($0, $1.phase == .down ? 0 : $1.tables.count(family)) }
        let floor = family == .ipv4 ? thresholds.fullTableIPv4 : thresholds.fullTableIPv6
        return max(1, floor, Int(saturating: thresholds.fullTableShare * Double(largest)))
    }

    /// How many peers with a full table a condition holds for, of all those that are up and count; of all peers with any routes
    /// where none has a full table.
    func spread(
        _ family: AddressFamily, _ thresholds: DetectionThresholds, where holds: (Int) -> Bool
    ) -> AlertEvidence.Spread? {
        let floor = fullTableFloor(family, thresholds)
        var full = (with: 0, all: 0)
        var any = (with: 0, all: 0)
        for index in entries.indices where entries[index].phase != .down && !entries[index].isExcluded {
            let count = entries[index].tables.count(family)
            if count == 0 { continue }
            let has = holds(index) ? 1 : 0
            any = (any.with + has, any.all + 1)
            if count >= floor { full = (full.with + has, full.all + 1) }
        }
        if full.all > 0 { return AlertEvidence.Spread(peers: full.with, of: full.all, fullTable: true) }
        return any.all > 0 ? AlertEvidence.Spread(peers: any.with, of: any.all, fullTable: false) : nil
    }

    /// Peers with a complete and full table for which a condition holds.
    func settledFullTables(
        _ family: AddressFamily, _ thresholds: DetectionThresholds, where holds: (Int) -> Bool
    ) -> Int {
        let floor = fullTableFloor(family, thresholds)
        return entries.indices.count {
            entries[$0].phase == .settled && !entries[$0].isExcluded && entries[$0].tables.count(family) >= floor
                && holds($0)
        }
    }

    /// Peers that are up and count, and how many of them have a full table of each family.
    func figures(_ thresholds: DetectionThresholds) -> (up: Int, fullIPv4: Int, fullIPv6: Int) {
        var up = entries.filter { $0.phase != .down && !$0.isExcluded }
        for index in up.indices { up[index].tables.refresh() }
        func full(_ family: AddressFamily) -> Int {
            let floor = PeerTable.fullTableFloor(up, family, thresholds)
            return up.count { $0.tables.count(family) >= floor }
        }
        return (up.count, full(.ipv4), full(.ipv6))
    }
}
