internal import FoundationEssentials
internal import RouteSecurity

// Feeds come from outside by name: a router that connects, a collector that RIS Live names. Each has a place, and what has
// gone gives it back.
extension WatchEngine {
    /// A feed that is new. Beyond the limit, the feed that has been gone for the longest time makes room; one that had no
    /// routes goes first.
    func newFeed(_ name: String, _ kind: FeedState.Kind, _ changes: inout [AlertChange]) -> Feed {
        while feeds.count >= limits.feeds, let gone = longestGone {
            if let id = feeds[gone]?.id {
                changes += detector.removeFeed(
                    id, because: "the node removed the feed because too many feeds are disconnected")
            }
            feeds[gone] = nil
            displacedFeeds += 1
        }
        return Feed(id: begin(name, kind), state: FeedState(name: name, kind: kind))
    }

    private var longestGone: String? {
        feeds.filter {
            !$0.value.state.isConnected && ($0.value.state.kind == .bmp || $0.value.state.kind == .collector)
        }
        .min { left, right in
            let (left, right) = (left.value.state, right.value.state)
            if (left.routes == 0) != (right.routes == 0) { return left.routes == 0 }
            return (left.lastWord ?? .distantPast, left.name) < (right.lastWord ?? .distantPast, right.name)
        }?.key
    }

    /// The name of a collector's feed: one for all that are too many.
    func collectorName(_ name: String) -> String {
        if feeds[name] != nil { return name }
        guard feeds.values.count(where: { $0.state.kind == .collector }) >= WatchLimits().collectors else {
            return name
        }
        lostCollectors += 1
        return "\(RISLiveClient.name):other"
    }

    /// The limits that were reached since the last call: name, what happened, how often.
    func limitsReached() -> [(name: StaticString, message: String, count: Int)] {
        let now = detector.statistics
        defer {
            reported = now
            displacedFeeds = 0
            lostCollectors = 0
            lostChanges = 0
        }
        let all: [(name: StaticString, message: String, count: Int)] = [
            (
                "feeds", "more than \(limits.feeds) feeds: the feeds that have been disconnected longest were removed",
                now.ignoredFeeds - reported.ignoredFeeds + displacedFeeds
            ),
            (
                "peers",
                "more than \(limits.peers) peers, or more than \(limits.peersPerFeed) in one feed: the others are not monitored",
                now.ignoredPeers - reported.ignoredPeers + now.displacedPeers - reported.displacedPeers
            ),
            (
                "trackedRoutes", "too many routes to our networks: the others are not monitored",
                now.untrackedRoutes - reported.untrackedRoutes
            ),
            (
                "incidents", "more than \(limits.incidents) incidents: the others raise no alert",
                now.droppedIncidents - reported.droppedIncidents
            ),
            (
                "collectors",
                "RIS Live has more than \(WatchLimits().collectors) collectors: the others are treated as one",
                lostCollectors
            ),
            (
                "unwritten",
                "alerts could not be stored, and more than \(WatchLimits().unwritten) were waiting: the oldest are lost",
                lostChanges
            ),
        ]
        return all.filter { $0.count > 0 }
    }
}

extension WatchEngine.Feed {
    /// Whether it was a router that has gone and never said anything of a neighbour: nothing is lost with it.
    var isWithoutTrace: Bool {
        state.kind == .bmp && !state.isConnected && !hasHadPeers && state.routes == 0
    }
}
