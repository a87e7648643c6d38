public import BGPMessages
public import NumberResources

extension RouteDetector {
    /// Begins a feed, or finds the one of this name again. Beyond the limit, its routes are only counted.
    ///
    /// - Parameters:
    ///   - silentAfter: Seconds without a message after which it is called silent; `nil` for the threshold of all, 0 for never,
    ///     as with files.
    ///   - roles: What the neighbours are to the router that speaks here, where that is ours; empty for a collector.
    ///   - kind: Whose routes it has.
    public mutating func addFeed(
        _ name: String, silentAfter: Int? = nil, roles: [ASN: NeighbourRole] = [:], kind: FeedKind = .router
    ) -> FeedID {
        let silence = silentAfter ?? (clock.isMovedByRoutes ? 0 : thresholds.feedSilence)
        guard let (index, isKnown) = feeds.add(name, silentAfter: silence, roles: roles, kind: kind, at: clock.now)
        else {
            return FeedID(index: -1)
        }
        if isKnown { peers.setRoles(roles, of: index) }
        arm(feed: index)
        return FeedID(index: index)
    }

    /// Forgets a feed and its peers; the identifier is not to be used again.
    ///
    /// - Parameter reason: Why, for an alert that the feed is silent, which is withdrawn.
    public mutating func removeFeed(_ feed: FeedID, because reason: String) -> [AlertChange] {
        guard feeds.contains(feed.index) else { return [] }
        for index in peers.indices(of: feed.index) { forget(peer: index) }
        setCondition(AlertKey(.feedSilent, of: .feed(feeds.name(of: feed.index))), false, falseBecause: reason)
        feeds.remove(feed.index)
        return drain()
    }

    /// The feed is connected, or has shown that it lives.
    public mutating func feedAlive(_ feed: FeedID) -> [AlertChange] {
        received(from: feed.index)
        return drain()
    }

    /// The connection is lost: its peers are down; whether it is silent shows with time.
    public mutating func feedDown(_ feed: FeedID) -> [AlertChange] {
        for index in peers.indices(of: feed.index) { endSession(index) }
        return drain()
    }

    /// The feed has come to its end, as a file does: it is not silent, and what its peers had stays.
    public mutating func feedEnded(_ feed: FeedID) -> [AlertChange] {
        guard feeds.contains(feed.index) else { return [] }
        feeds.end(feed.index)
        setSilent(feed.index, false)
        return drain()
    }

    /// Something was received from a feed.
    mutating func received(from index: Int) {
        if feeds.received(from: index, at: clock.now) { setSilent(index, false) }
    }

    private mutating func arm(feed index: Int) {
        if let deadline = feeds.silenceDeadline(of: index) { deadlines.add(.feed(index), at: deadline) }
    }

    mutating func feedFellDue(_ index: Int) {
        switch feeds.silence(of: index, at: clock.now) {
        case .none: return
        case .reached: setSilent(index, true)
        case .later(let time): deadlines.add(.feed(index), at: time)
        }
    }

    private mutating func setSilent(_ index: Int, _ isSilent: Bool) {
        feeds.setSilent(index, isSilent)
        setCondition(AlertKey(.feedSilent, of: .feed(feeds.name(of: index))), isSilent)
        if !isSilent { arm(feed: index) }
    }
}

extension RouteDetector {
    public mutating func peerUp(_ peer: BGPPeer, feed: FeedID) -> [AlertChange] {
        received(from: feed.index)
        if let known = peers.number(of: peer, feed: feed.index) {
            endSession(Int(known))
            beginSession(Int(known))
        } else {
            _ = peerNumber(peer, feed.index)
        }
        return drain()
    }

    public mutating func peerDown(_ peer: BGPPeer, feed: FeedID) -> [AlertChange] {
        received(from: feed.index)
        if let known = peers.number(of: peer, feed: feed.index) { endSession(Int(known)) }
        return drain()
    }

    /// The peer has announced all that it has: End-of-RIB (RFC 4724).
    public mutating func endOfTable(_ peer: BGPPeer, feed: FeedID) -> [AlertChange] {
        received(from: feed.index)
        if let known = peers.number(of: peer, feed: feed.index) { settleTable(Int(known)) }
        return drain()
    }

    /// All peers of the feed have: the end of a table dump.
    public mutating func endOfTable(feed: FeedID) -> [AlertChange] {
        received(from: feed.index)
        for index in peers.indices(of: feed.index) { settleTable(index) }
        return drain()
    }

    /// The number of a peer, which is new where nothing was received from it yet; `nil` beyond the limits.
    mutating func peerNumber(_ peer: BGPPeer, _ feed: Int) -> Int32? {
        if let known = peers.number(of: peer, feed: feed) { return known }
        guard feeds.contains(feed), makeRoom(forPeerOf: feed) else {
            counts.ignoredPeers &+= 1
            return nil
        }
        let number = peers.add(
            peer, feed: feed, isExcluded: own.isExcluded(peer), role: feeds.role(of: peer.asn, at: feed), at: clock.now)
        routes.addPeer(Int(number))
        visibility.addPeer(Int(number))
        deadlines.add(.peer(Int(number)), at: clock.now.adding(seconds: thresholds.tableQuiet))
        return number
    }

    /// Whether a new peer of a feed has a place, for which another may have had to go.
    private mutating func makeRoom(forPeerOf feed: Int) -> Bool {
        switch peers.room(forPeerOf: feed, isUseless: routes.isEmpty) {
        case .free: return true
        case .none: return false
        case .of(let index):
            forget(peer: index)
            counts.displacedPeers &+= 1
            return true
        }
    }

    /// Forgets a peer, with its routes, in any state: its number can be another's.
    mutating func forget(peer index: Int) {
        endSession(index)
        forgetRoutes(of: index) { _, _ in true }
        visibility.forgetStale(index)
        if peers.remove(index) { incidents.forgetPeer(Int32(index)) }
    }
}
