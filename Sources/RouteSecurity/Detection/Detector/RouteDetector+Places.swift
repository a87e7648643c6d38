extension RouteDetector {
    /// Whether a new peer of `feed` has a place, for which another may have to go.
    ///
    /// A peer that is down goes first. Where all are up, the feed with the most peers gives up one that has nothing of ours,
    /// but only as long as it has more than the one that asks: whoever makes up peers displaces its own.
    mutating func hasRoomForPeer(of feed: Int) -> Bool {
        if feeds[feed].peers >= limits.peersPerFeed {
            guard let gone = longestDown(of: feed) else { return false }
            displace(gone)
            return true
        }
        if !freePeers.isEmpty || peers.count < limits.peers { return true }
        guard let gone = longestDown(of: nil) ?? leastUseful(for: feed) else { return false }
        displace(gone)
        return true
    }

    private mutating func displace(_ index: Int) {
        forget(peer: index)
        counts.displacedPeers &+= 1
    }

    /// The peer that has been down for the longest time; `nil` where none is.
    private func longestDown(of feed: Int?) -> Int? {
        var found: Int?
        for index in peers.indices where peers[index].phase == .down && (feed ?? peers[index].feed) == peers[index].feed
        {
            guard isKnown(index), found.map({ peers[index].since < peers[$0].since }) ?? true else { continue }
            found = index
        }
        return found
    }

    /// Of the feed with the most peers, the one without routes of ours that has been silent for the longest time.
    private func leastUseful(for asking: Int) -> Int? {
        guard let largest = feeds.indices.max(by: { feeds[$0].peers < feeds[$1].peers }),
            feeds[largest].peers > feeds[asking].peers + 1
        else { return nil }
        var found: Int?
        for index in peers.indices where peers[index].feed == largest && peers[index].routes.isEmpty {
            guard isKnown(index), found.map({ peers[index].lastHeard < peers[$0].lastHeard }) ?? true else { continue }
            found = index
        }
        return found
    }

    /// Whether the place is taken.
    private func isKnown(_ index: Int) -> Bool {
        peerNumbers[PeerName(feed: peers[index].feed, peer: peers[index].peer)] == Int32(index)
    }
}
