extension RouteDetector {
    public var statistics: DetectionStatistics {
        var statistics = counts
        statistics.ignoredFeeds = feeds.ignored
        statistics.trackedRoutes = routes.count
        statistics.untrackedRoutes = routes.untracked
        statistics.droppedIncidents = incidents.dropped
        statistics.displacedIncidents = incidents.displaced
        statistics.groupedOffenders = incidents.grouped
        statistics.unlearned = neighbours.left &+ learned.left &+ cone.left
        statistics.ignoredPayloads = baseline.payloads.left
        statistics.peers = peers.count
        let figures = peers.figures(thresholds)
        statistics.peersUp = figures.up
        statistics.fullTablePeersIPv4 = figures.fullIPv4
        statistics.fullTablePeersIPv6 = figures.fullIPv6
        return statistics
    }
}
