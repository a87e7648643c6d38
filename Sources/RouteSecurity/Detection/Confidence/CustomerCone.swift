import BGPMessages
import NumberResources

/// The ASes behind ours in the paths of tables: our customers, theirs, and so on.
struct CustomerCone: Sendable {
    /// What is known of one of them.
    struct Entry: Hashable, Sendable {
        var first: BGPTime
        /// Peers that have shown it there, a few of them.
        var peers: [Int32]
        /// Whether the first tables showed it there.
        var isUsual: Bool
    }

    /// The most ASes that are known.
    static let limit = 65_536
    /// The most peers of each that are distinguished.
    static let mostPeers = 16

    private var entries: [ASN: Entry] = [:]
    /// ASes that could not be remembered.
    private(set) var left = 0

    /// Takes note of a path, from the peer to the origin.
    ///
    /// An AS that is also in front of ours has made the path up, and nothing is behind us that one of our providers or peers
    /// originates: such a path is a leak.
    mutating func note(_ hops: [ASN], _ own: OwnResources, by peer: Int32, at time: BGPTime, isUsual: Bool) {
        guard let last = hops.last, !own.asns.contains(last), let place = hops.lastIndex(where: own.asns.contains)
        else { return }
        let behind = hops[(place + 1)...]
        if let next = behind.first, own.upstreams.contains(next) || own.peers.contains(next) { return }
        let before = hops[..<place]
        for asn in behind where !before.contains(asn) {
            note(asn, by: peer, at: time, isUsual: isUsual)
        }
    }

    private mutating func note(_ asn: ASN, by peer: Int32, at time: BGPTime, isUsual: Bool) {
        guard var entry = entries[asn] else {
            guard entries.count < CustomerCone.limit else {
                left &+= 1
                return
            }
            entries[asn] = Entry(first: time, peers: [peer], isUsual: isUsual)
            return
        }
        let isKnown = entry.peers.count >= CustomerCone.mostPeers || entry.peers.contains(peer)
        if isKnown, entry.first <= time, entry.isUsual || !isUsual { return }
        if !isKnown { entry.peers.append(peer) }
        entry.first = min(entry.first, time)
        entry.isUsual = entry.isUsual || isUsual
        entries[asn] = entry
    }

    subscript(asn: ASN) -> Entry? { entries[asn] }
}
