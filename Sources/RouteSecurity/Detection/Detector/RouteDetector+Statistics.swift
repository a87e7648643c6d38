import NumberResources

extension RouteDetector {
    public var statistics: DetectionStatistics {
        var statistics = counts
        statistics.peers = peers.count - freePeers.count
        var fresh = peers.filter { $0.phase != .down && !$0.isExcluded }
        for index in fresh.indices { fresh[index].refreshCounts() }
        statistics.peersUp = fresh.count
        statistics.fullTablePeersIPv4 = fullTables(fresh, .ipv4)
        statistics.fullTablePeersIPv6 = fullTables(fresh, .ipv6)
        return statistics
    }

    private func fullTables(_ peers: [PeerState], _ family: AddressFamily) -> Int {
        let floor = fullTableFloor(peers, family)
        return peers.count { $0.count(family) >= floor }
    }

    /// The number of routes that makes a table full.
    func fullTableFloor(_ peers: [PeerState], _ family: AddressFamily) -> Int {
        let largest = peers.reduce(0) { max($0, $1.phase == .down ? 0 : $1.count(family)) }
        let floor = family == .ipv4 ? thresholds.fullTableIPv4 : thresholds.fullTableIPv6
        return max(1, floor, Int(saturating: thresholds.fullTableShare * Double(largest)))
    }
}
