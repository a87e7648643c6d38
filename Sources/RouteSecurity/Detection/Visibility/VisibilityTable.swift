import BGPMessages
import NumberResources

/// Which peers have a route to each monitored prefix, which had one and lost it, and since when too few have.
///
/// Monitored prefixes and peers are known by their numbers. A peer that is down is not counted; its routes are kept for
/// as long as its session may come back.
struct VisibilityTable: Sendable {
    /// The effect of a change on a monitored prefix.
    enum Outcome: Hashable, Sendable {
        /// No peer that could tell is up, or what was seen before a restart still counts.
        case none
        case visible
        /// Too few peers have it, since now: it is lost when that is still so at this time.
        case low(until: BGPTime)
        /// Too few had it before already.
        case stillLow
    }

    /// What has become of a monitored prefix with time.
    enum Due: Hashable, Sendable {
        case nothing
        case later(BGPTime)
        case lost
        /// It has been visible again since then.
        case recovered(since: BGPTime)
    }

    /// Whether a monitored prefix that had lost its visibility has it again.
    enum Recovery: Hashable, Sendable {
        case since(BGPTime)
        /// Peers are still getting it back: look again at that time.
        case later(BGPTime)
    }

    /// Seconds without another peer after which a recovery is over, and how long it lasts at the most.
    private static let recoveryQuiet = 5
    private static let recoveryWindow = 60

    private struct Own: Sendable {
        /// Peers that have a route to it, and those that had one in the same session.
        var present = 0
        var absent = 0
        /// Since when too few have.
        var lowSince: BGPTime?
        /// Since when enough have it again, and when the last one got it.
        var highSince: BGPTime?
        var lastGain: BGPTime?
        /// It was visible before a restart, or had lost that; until then tables have time to say.
        var expectedUntil: BGPTime?
    }

    /// What a peer has of monitored prefixes.
    private struct Holdings: Sendable {
        /// Monitored prefixes that it has a route to in this session, with the number of routes.
        var held: [Int32: Int32] = [:]
        /// Those that it had in an earlier session, and may still have.
        var stale: Set<Int32> = []
        /// Those that it has had a rightful route to.
        var rightful: Set<Int32> = []
        /// Those that it has no route to any more.
        var lost: Set<Int32> = []
    }

    private var prefixes: [Own]
    private var peers: [Holdings] = []

    /// - Parameter count: The number of monitored prefixes.
    init(count: Int) {
        prefixes = Array(repeating: Own(), count: count)
    }

    var indices: Range<Int> { prefixes.indices }

    /// How many peers have a route to a monitored prefix, of those that have or had one.
    func spread(of mine: Int) -> (present: Int, all: Int) {
        (prefixes[mine].present, prefixes[mine].present + prefixes[mine].absent)
    }

    func isHeld(_ mine: Int32, by peer: Int) -> Bool {
        peers[peer].held[mine] != nil
    }

    func isLost(_ mine: Int32, by peer: Int) -> Bool {
        peers[peer].lost.contains(mine)
    }

    /// How many routes a peer has to each monitored prefix in this session.
    func held(by peer: Int) -> [Int32: Int32] {
        peers[peer].held
    }

    /// Whether some peer has it, or had it before a restart after which tables still have time to say.
    func isVisible(_ mine: Int) -> Bool {
        prefixes[mine].present > 0 || prefixes[mine].expectedUntil != nil
    }

    /// Makes room for a peer; one that had its number before has left nothing.
    mutating func addPeer(_ peer: Int) {
        if peers.indices.contains(peer) { peers[peer] = Holdings() }
        while peers.count <= peer { peers.append(Holdings()) }
    }
}

extension VisibilityTable {
    /// The peer's route to this monitored prefix is rightful: its end will be a loss.
    mutating func noteRightful(_ mine: Int32, by peer: Int) {
        peers[peer].rightful.insert(mine)
    }

    /// The peer has one more route to this monitored prefix.
    ///
    /// - Returns: Whether it is the first.
    mutating func hold(_ mine: Int32, by peer: Int) -> Bool {
        let count = peers[peer].held[mine, default: 0]
        peers[peer].held[mine] = count + 1
        guard count == 0 else { return false }
        prefixes[Int(mine)].present += 1
        peers[peer].stale.remove(mine)
        if peers[peer].lost.remove(mine) != nil { prefixes[Int(mine)].absent -= 1 }
        return true
    }

    /// The peer has one route less to this monitored prefix.
    ///
    /// - Returns: Whether it has lost the monitored prefix with that.
    mutating func release(_ mine: Int32, by peer: Int) -> Bool {
        guard let count = peers[peer].held[mine] else { return false }
        if count > 1 {
            peers[peer].held[mine] = count - 1
            return false
        }
        peers[peer].held[mine] = nil
        prefixes[Int(mine)].present -= 1
        return lose(mine, peer)
    }

    /// A route of an earlier session is gone, and the peer is up.
    ///
    /// - Returns: Whether it has lost the monitored prefix with that.
    mutating func releaseStale(_ mine: Int32, by peer: Int) -> Bool {
        peers[peer].stale.remove(mine) != nil && lose(mine, peer)
    }

    /// The peer's table is complete: what it had before and has not announced again is gone.
    ///
    /// - Returns: the monitored prefixes that it has lost, in order.
    mutating func settle(_ peer: Int) -> [Int32] {
        let gone = peers[peer].stale
        peers[peer].stale = []
        return gone.sorted().filter { lose($0, peer) }
    }

    /// The session is over. The peer's routes are unknown.
    mutating func endSession(_ peer: Int) {
        for mine in peers[peer].held.keys {
            peers[peer].stale.insert(mine)
            prefixes[Int(mine)].present -= 1
        }
        for mine in peers[peer].lost { prefixes[Int(mine)].absent -= 1 }
        peers[peer].held = [:]
        peers[peer].lost = []
        peers[peer].rightful.formIntersection(peers[peer].stale)
    }

    /// What the peer had in earlier sessions is not known any more.
    mutating func forgetStale(_ peer: Int) {
        peers[peer].stale = []
    }

    /// Only a peer that had our route can lose it.
    private mutating func lose(_ mine: Int32, _ peer: Int) -> Bool {
        guard peers[peer].rightful.remove(mine) != nil, peers[peer].lost.insert(mine).inserted else { return false }
        prefixes[Int(mine)].absent += 1
        return true
    }
}

extension VisibilityTable {
    /// Looks whether enough of the peers that have had a route to the monitored prefix still have one.
    mutating func look(at mine: Int, at time: BGPTime, _ thresholds: DetectionThresholds) -> Outcome {
        let (present, all) = spread(of: mine)
        if all == 0 { return .none }
        if Double(present) >= thresholds.visibilityShare * Double(all) {
            prefixes[mine].lowSince = nil
            // After a restart the first peers to tell do not end what was seen of all.
            return prefixes[mine].expectedUntil == nil ? .visible : .none
        }
        prefixes[mine].highSince = nil
        if prefixes[mine].lowSince != nil { return .stillLow }
        prefixes[mine].lowSince = time
        return .low(until: time.adding(seconds: thresholds.visibilityDelay))
    }

    /// Enough peers have a monitored prefix that had lost its visibility: it has it again when all have it, or no other gets it back.
    mutating func recover(_ mine: Int, at time: BGPTime) -> Recovery {
        let since = prefixes[mine].highSince ?? time
        prefixes[mine].highSince = since
        prefixes[mine].lastGain = time
        if prefixes[mine].absent == 0 {
            prefixes[mine].highSince = nil
            return .since(since)
        }
        return .later(recoveryEnd(mine, since, time))
    }

    /// Since when enough have a monitored prefix again, while others are still getting it back.
    func recovering(_ mine: Int) -> BGPTime? {
        prefixes[mine].highSince
    }

    private func recoveryEnd(_ mine: Int, _ since: BGPTime, _ gain: BGPTime) -> BGPTime {
        min(
            gain.adding(seconds: VisibilityTable.recoveryQuiet), since.adding(seconds: VisibilityTable.recoveryWindow))
    }

    /// What has become at `time` of a monitored prefix that too few peers have, or have had.
    mutating func due(_ mine: Int, at time: BGPTime, _ thresholds: DetectionThresholds) -> Due {
        if let since = prefixes[mine].highSince {
            let end = recoveryEnd(mine, since, prefixes[mine].lastGain ?? since)
            if end > time { return .later(end) }
            prefixes[mine].highSince = nil
            return .recovered(since: since)
        }
        guard let since = prefixes[mine].lowSince else { return .nothing }
        let end = since.adding(seconds: thresholds.visibilityDelay)
        return end > time ? .later(end) : .lost
    }

    /// It was visible before a restart, or had lost that: until `time`, tables have time to say.
    mutating func expect(_ mine: Int, until time: BGPTime) {
        prefixes[mine].expectedUntil = time
    }

    func expectedUntil(_ mine: Int) -> BGPTime? {
        prefixes[mine].expectedUntil
    }

    /// The tables after a restart have had their time.
    mutating func endExpectation(_ mine: Int) {
        prefixes[mine].expectedUntil = nil
    }
}

extension VisibilityTable {
    /// Takes over monitored prefixes with other numbers; their expectations are kept. The routes of the peers'
    /// present sessions have to be held again.
    ///
    /// - Parameters:
    ///   - count: The number of monitored prefixes now.
    ///   - number: The number now of what had this number before.
    ///   - standing: Whether a peer counts, and whether it is up.
    mutating func renumber(
        count: Int, _ number: (Int32) -> Int32?, standing: (Int) -> (counts: Bool, isUp: Bool)
    ) {
        var renumbered = Array(repeating: Own(), count: count)
        for mine in prefixes.indices {
            if let now = number(Int32(mine)) { renumbered[Int(now)].expectedUntil = prefixes[mine].expectedUntil }
        }
        prefixes = renumbered
        for peer in peers.indices {
            let (counts, isUp) = standing(peer)
            let earlier = peers[peer]
            peers[peer] = Holdings()
            guard counts else { continue }
            peers[peer].stale = Set(earlier.stale.compactMap(number))
            peers[peer].lost = Set(earlier.lost.compactMap(number))
            peers[peer].rightful = Set(earlier.rightful.compactMap(number))
            if isUp { for mine in peers[peer].lost { prefixes[Int(mine)].absent += 1 } }
        }
    }

    /// The peer has a route to this monitored prefix, as it had before the prefixes were numbered otherwise.
    mutating func holdAgain(_ mine: Int32, by peer: Int) {
        let count = peers[peer].held[mine, default: 0]
        peers[peer].held[mine] = count + 1
        if count == 0 { prefixes[Int(mine)].present += 1 }
    }
}
