public import BGPMessages
public import NumberResources

extension RouteDetector {
    /// Begins a feed, or finds the one of this name again. Beyond the limit, its routes are only counted.
    ///
    /// - Parameters:
    ///   - silentAfter: Seconds without a word after which it is called silent; `nil` for the threshold of all, 0 for never, as
    ///     with files.
    ///   - roles: What the neighbours are to the router that speaks here, where that is ours; empty for a collector.
    public mutating func addFeed(
        _ name: String, silentAfter: Int? = nil, roles: [ASN: NeighbourRole] = [:]
    ) -> FeedID {
        let silence = silentAfter ?? (clock == .routes ? 0 : thresholds.feedSilence)
        if let index = feeds.firstIndex(where: { $0.name == name && !$0.isRemoved }) {
            feeds[index].silentAfter = silence
            feeds[index].roles = roles
            feeds[index].hasEnded = false
            feeds[index].lastHeard = now
            for peer in peers.indices where peers[peer].feed == index { peers[peer].role = roles[peers[peer].peer.asn] }
            arm(feed: index)
            return FeedID(index: index)
        }
        let state = FeedState(name: name, silentAfter: silence, roles: roles, lastHeard: now)
        let index: Int
        if let free = freeFeeds.popLast() {
            index = free
            feeds[index] = state
        } else {
            guard feeds.count < limits.feeds else {
                counts.ignoredFeeds &+= 1
                return FeedID(index: -1)
            }
            index = feeds.count
            feeds.append(state)
        }
        arm(feed: index)
        return FeedID(index: index)
    }

    /// Forgets a feed and its peers; the identifier is not to be used again.
    ///
    /// - Parameter reason: Why, for an alert that the feed is silent, which is withdrawn.
    public mutating func removeFeed(_ feed: FeedID, because reason: String) -> [AlertChange] {
        guard feeds.indices.contains(feed.index), !feeds[feed.index].isRemoved else { return [] }
        for index in peers.indices where peers[index].feed == feed.index { forget(peer: index) }
        setCondition(AlertKey(.feedSilent, of: .feed(feeds[feed.index].name)), false, falseBecause: reason)
        feeds[feed.index].isRemoved = true
        feeds[feed.index].silentAfter = 0
        freeFeeds.append(feed.index)
        return drain()
    }

    /// The feed is connected, or has shown that it lives.
    public mutating func feedAlive(_ feed: FeedID) -> [AlertChange] {
        hear(feed.index)
        return drain()
    }

    /// The connection is lost: its peers are down; whether it is silent shows with time.
    public mutating func feedDown(_ feed: FeedID) -> [AlertChange] {
        for index in peers.indices where peers[index].feed == feed.index { endSession(index) }
        return drain()
    }

    /// The feed has come to its end, as a file does: it is not silent, and what its peers had stays.
    public mutating func feedEnded(_ feed: FeedID) -> [AlertChange] {
        guard feeds.indices.contains(feed.index), !feeds[feed.index].isRemoved else { return [] }
        feeds[feed.index].hasEnded = true
        setSilent(feed.index, false)
        return drain()
    }

    mutating func hear(_ index: Int) {
        guard feeds.indices.contains(index), !feeds[index].isRemoved else { return }
        feeds[index].lastHeard = now
        if feeds[index].isSilent { setSilent(index, false) }
    }

    private mutating func arm(feed index: Int) {
        guard feeds[index].silentAfter > 0, !feeds[index].hasEnded else { return }
        deadlines.add(.feed(index), at: feeds[index].lastHeard.adding(seconds: feeds[index].silentAfter))
    }

    mutating func feedFellDue(_ index: Int) {
        let feed = feeds[index]
        guard feed.silentAfter > 0, !feed.hasEnded, !feed.isSilent, !feed.isRemoved else { return }
        if feed.lastHeard.adding(seconds: feed.silentAfter) <= now {
            setSilent(index, true)
        } else {
            arm(feed: index)
        }
    }

    private mutating func setSilent(_ index: Int, _ isSilent: Bool) {
        feeds[index].isSilent = isSilent
        setCondition(AlertKey(.feedSilent, of: .feed(feeds[index].name)), isSilent)
        if !isSilent { arm(feed: index) }
    }
}

extension RouteDetector {
    public mutating func peerUp(_ peer: BGPPeer, feed: FeedID) -> [AlertChange] {
        hear(feed.index)
        if let known = peerNumbers[PeerName(feed: feed.index, peer: peer)] {
            endSession(Int(known))
            beginSession(Int(known))
        } else {
            _ = peerNumber(peer, feed.index)
        }
        return drain()
    }

    public mutating func peerDown(_ peer: BGPPeer, feed: FeedID) -> [AlertChange] {
        hear(feed.index)
        if let known = peerNumbers[PeerName(feed: feed.index, peer: peer)] { endSession(Int(known)) }
        return drain()
    }

    /// The peer has announced all that it has: End-of-RIB (RFC 4724).
    public mutating func endOfTable(_ peer: BGPPeer, feed: FeedID) -> [AlertChange] {
        hear(feed.index)
        if let known = peerNumbers[PeerName(feed: feed.index, peer: peer)] { settleTable(Int(known)) }
        return drain()
    }

    /// All peers of the feed have: the end of a table dump.
    public mutating func endOfTable(feed: FeedID) -> [AlertChange] {
        hear(feed.index)
        for index in peers.indices where peers[index].feed == feed.index { settleTable(index) }
        return drain()
    }

    /// The number of a peer, which is new where it has not been heard of; `nil` beyond the limits.
    mutating func peerNumber(_ peer: BGPPeer, _ feed: Int) -> Int32? {
        if let lastPeer, peers[Int(lastPeer)].feed == feed, peers[Int(lastPeer)].peer == peer { return lastPeer }
        let name = PeerName(feed: feed, peer: peer)
        if let known = peerNumbers[name] {
            lastPeer = known
            return known
        }
        guard feeds.indices.contains(feed), !feeds[feed].isRemoved, hasRoomForPeer(of: feed) else {
            counts.ignoredPeers &+= 1
            return nil
        }
        let state = PeerState(
            feed: feed, peer: peer, isExcluded: own.isExcluded(peer), role: feeds[feed].roles[peer.asn], at: now)
        let number = freePeers.popLast() ?? Int32(peers.count)
        if Int(number) < peers.count { peers[Int(number)] = state } else { peers.append(state) }
        feeds[feed].peers += 1
        peerNumbers[name] = number
        lastPeer = number
        deadlines.add(.peer(Int(number)), at: now.adding(seconds: thresholds.tableQuiet))
        return number
    }

    /// Forgets a peer that has been down for so long that nothing of it is known any more: its number can be another's.
    mutating func release(peer index: Int) {
        let name = PeerName(feed: peers[index].feed, peer: peers[index].peer)
        guard peerNumbers[name] == Int32(index) else { return }
        peerNumbers[name] = nil
        if feeds.indices.contains(name.feed) { feeds[name.feed].peers -= 1 }
        if lastPeer == Int32(index) { lastPeer = nil }
        for slot in incidents.indices where incidents[slot]?.sightings[Int32(index)] != nil {
            incidents[slot]?.sightings[Int32(index)] = nil
        }
        freePeers.append(Int32(index))
    }
}
