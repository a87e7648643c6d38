extension RouteDetector {
    /// Processes a message of a feed. A part of it that could not be used is not evidence.
    package mutating func receive(_ message: FeedMessage, feed: FeedID) -> [AlertChange] {
        switch message {
        case .routes(let events):
            var changes: [AlertChange] = []
            for event in events {
                let new = receive(event, feed: feed)
                if !new.isEmpty { changes += new }
            }
            return changes
        case .connected, .alive: return feedAlive(feed)
        case .lost: return feedDown(feed)
        case .ended: return feedEnded(feed)
        case .peerUp(let peer): return peerUp(peer, feed: feed)
        case .peerDown(let peer): return peerDown(peer, feed: feed)
        case .tableComplete(let peer): return endOfTable(peer, feed: feed)
        case .tablesComplete: return endOfTable(feed: feed)
        case .fault: return []
        }
    }
}
