internal import BGPMessages
internal import NumberResources
internal import RoutingMetrics

/// The prefixes that peers have now, each with its origins and the peers that have them: up to 32 peers, a bit each.
///
/// A peer has one route to a prefix: of several paths to it the last one counts. Peers that come when there is no bit left are
/// counted only.
struct SeenRouteTable: Sendable {
    /// A peer of a feed.
    struct Peer: Hashable, Sendable {
        let feed: String
        let peer: BGPPeer
    }

    private struct Entry: Sendable {
        var origin: ASN
        /// Who has it.
        var peers: UInt32
        /// Who has announced it since its last table was complete.
        var fresh: UInt32
    }

    static let peersAtMost = 32

    private let limits: ReadinessLimits
    private var entries: [IPPrefix: Entry] = [:]
    /// The further origins of prefixes that have several.
    private var others: [IPPrefix: [Entry]] = [:]
    private var bits: [Peer: UInt32] = [:]
    private var last: (peer: Peer, bit: UInt32)?
    /// Of peers that have gone and whose routes are still in the table.
    private var gone: UInt32 = 0
    private(set) var droppedCount = 0
    private(set) var ignoredPeerCount = 0
    private var ignored: Set<Peer> = []

    init(limits: ReadinessLimits = ReadinessLimits()) {
        self.limits = limits
    }

    /// The number of prefixes, those of peers that have just gone included.
    var count: Int { entries.count }

    // MARK: - What feeds report

    mutating func receive(_ event: RouteEvent, of feed: String) {
        let peer = Peer(feed: feed, peer: event.peer)
        guard let bit = bit(of: peer) else { return }
        switch event.action {
        case .withdraw: remove(event.prefix, bit)
        case .announce(let attributes):
            guard let origin = attributes.asPath.origin, event.prefix.length > 0 else {
                return remove(event.prefix, bit)
            }
            insert(event.prefix, origin, bit)
        }
    }

    /// The session with the peer is over, and its routes with it.
    mutating func end(_ peer: BGPPeer, of feed: String) {
        guard let bit = bits.removeValue(forKey: Peer(feed: feed, peer: peer)) else { return }
        gone |= bit
        last = nil
        // There is room for another one.
        ignored.removeAll()
    }

    /// All peers of the feed are gone.
    mutating func end(feed: String) {
        for peer in bits.keys where peer.feed == feed { end(peer.peer, of: feed) }
    }

    /// A table of the peer has ended: what was not in it, the peer has no more.
    mutating func completeTable(of peer: BGPPeer, in feed: String) {
        if let bit = bits[Peer(feed: feed, peer: peer)] { complete(bit) }
    }

    /// The tables of all peers of the feed have ended.
    mutating func completeTables(in feed: String) {
        complete(bits.reduce(0) { $1.key.feed == feed ? $0 | $1.value : $0 })
    }

    // MARK: - Entries

    private mutating func insert(_ prefix: IPPrefix, _ origin: ASN, _ bit: UInt32) {
        guard var entry = entries[prefix] else {
            guard entries.count < limits.seenPrefixes else {
                droppedCount += 1
                return
            }
            entries[prefix] = Entry(origin: origin, peers: bit, fresh: bit)
            return
        }
        if entry.origin == origin {
            if entry.peers & bit != 0, entry.fresh & bit != 0, others.isEmpty { return }
            entry.peers |= bit
            entry.fresh |= bit
            entries[prefix] = entry
            if !others.isEmpty { removeOther(prefix, bit) }
            return
        }
        removeOther(prefix, bit)
        entry.peers &= ~bit
        entry.fresh &= ~bit
        if entry.peers == 0 {
            // The first place is that of an origin that someone has.
            entries[prefix] = Entry(origin: origin, peers: bit, fresh: bit)
            if let place = others[prefix]?.firstIndex(where: { $0.origin == origin }),
                let other = others[prefix]?.remove(at: place)
            {
                entries[prefix] = Entry(origin: origin, peers: other.peers | bit, fresh: other.fresh | bit)
            }
            return
        }
        entries[prefix] = entry
        var list = others[prefix] ?? []
        if let place = list.firstIndex(where: { $0.origin == origin }) {
            list[place].peers |= bit
            list[place].fresh |= bit
        } else if list.count + 1 < limits.seenOrigins {
            list.append(Entry(origin: origin, peers: bit, fresh: bit))
        } else {
            droppedCount += 1
        }
        others[prefix] = list
    }

    private mutating func remove(_ prefix: IPPrefix, _ bit: UInt32) {
        guard var entry = entries[prefix] else { return }
        removeOther(prefix, bit)
        guard entry.peers & bit != 0 else { return }
        entry.peers &= ~bit
        entry.fresh &= ~bit
        keep(entry, of: prefix)
    }

    private mutating func removeOther(_ prefix: IPPrefix, _ bit: UInt32) {
        guard var list = others[prefix] else { return }
        for place in list.indices {
            list[place].peers &= ~bit
            list[place].fresh &= ~bit
        }
        list.removeAll { $0.peers == 0 }
        others[prefix] = list.isEmpty ? nil : list
    }

    /// Keeps an entry that may have no peer left: then another origin takes its place.
    private mutating func keep(_ entry: Entry, of prefix: IPPrefix) {
        if entry.peers != 0 {
            entries[prefix] = entry
        } else if var list = others[prefix], let next = list.popLast() {
            entries[prefix] = next
            others[prefix] = list.isEmpty ? nil : list
        } else {
            entries[prefix] = nil
        }
    }

    private mutating func complete(_ bits: UInt32) {
        guard bits != 0 else { return }
        sweep { entry in
            entry.peers = entry.peers & ~bits | entry.fresh & bits
            entry.fresh &= ~bits
        }
    }

    /// Takes the routes of peers that have gone out of the table.
    private mutating func sweepGone() {
        guard gone != 0 else { return }
        let bits = gone
        gone = 0
        sweep { entry in
            entry.peers &= ~bits
            entry.fresh &= ~bits
        }
    }

    private mutating func sweep(_ change: (inout Entry) -> Void) {
        for prefix in Array(others.keys) {
            var list = others[prefix] ?? []
            for place in list.indices { change(&list[place]) }
            list.removeAll { $0.peers == 0 }
            others[prefix] = list.isEmpty ? nil : list
        }
        var empty: [IPPrefix] = []
        var place = entries.startIndex
        while place != entries.endIndex {
            change(&entries.values[place])
            if entries.values[place].peers == 0 { empty.append(entries.keys[place]) }
            entries.formIndex(after: &place)
        }
        for prefix in empty { if let entry = entries[prefix] { keep(entry, of: prefix) } }
    }

    private mutating func bit(of peer: Peer) -> UInt32? {
        if let last, last.peer == peer { return last.bit }
        if bits[peer] == nil {
            guard !ignored.contains(peer) else { return nil }
            let used = bits.values.reduce(0, |)
            if used | gone == .max { sweepGone() }
            let free = ~(used | gone)
            guard free != 0 else {
                ignoredPeerCount += 1
                if ignored.count < 4_096 { ignored.insert(peer) }
                return nil
            }
            bits[peer] = free & ~(free - 1)
        }
        guard let bit = bits[peer] else { return nil }
        last = (peer, bit)
        return bit
    }

    // MARK: - What is in it

    /// The routes that at least so many peers have, ascending.
    mutating func routes(minimumPeers: Int) -> [SeenRoute] {
        sweepGone()
        var routes: [SeenRoute] = []
        routes.reserveCapacity(entries.count)
        func add(_ prefix: IPPrefix, _ entry: Entry) {
            let peers = entry.peers.nonzeroBitCount
            guard peers >= minimumPeers else { return }
            routes.append(SeenRoute(prefix: prefix, origin: entry.origin, peers: UInt8(peers)))
        }
        for (prefix, entry) in entries { add(prefix, entry) }
        for (prefix, list) in others { for entry in list { add(prefix, entry) } }
        return routes.sorted()
    }
}
