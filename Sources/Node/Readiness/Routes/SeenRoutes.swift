internal import RouteSecurity
internal import Synchronization

internal import struct FoundationEssentials.Date

/// What feeds of routes show now, for readiness and for look-ups.
final class SeenRoutes: Sendable {
    private let table: Mutex<SeenRouteTable>

    init(limits: ReadinessLimits = ReadinessLimits()) {
        table = Mutex(SeenRouteTable(limits: limits))
    }

    /// The number of prefixes.
    var count: Int { table.withLock { $0.count } }

    /// Prefixes that had no place, and peers.
    var dropped: (prefixes: Int, peers: Int) { table.withLock { ($0.droppedCount, $0.ignoredPeerCount) } }

    /// Takes note of what a feed reports.
    ///
    /// - Parameter isRecording: Whether it comes from files, in which a table is whole. A router sends parts of its table again.
    func receive(_ messages: [FeedMessage], of feed: String, isRecording: Bool) {
        table.withLock { table in
            for message in messages {
                switch message {
                case .routes(let events): for event in events { table.receive(event, of: feed) }
                case .peerDown(let peer): table.end(peer, of: feed)
                case .connected, .lost: if !isRecording { table.end(feed: feed) }
                case .tableComplete(let peer): if isRecording { table.completeTable(of: peer, in: feed) }
                case .tablesComplete: if isRecording { table.completeTables(in: feed) }
                case .alive, .ended, .peerUp, .fault: break
                }
            }
        }
    }

    /// The routes that at least so many peers have.
    func list(minimumPeers: Int, at time: Date) -> SeenRouteList {
        // A copy shares what it can: feeds go on meanwhile.
        var copy = table.withLock { $0 }
        return SeenRouteList(copy.routes(minimumPeers: minimumPeers), at: time)
    }
}
