internal import BGPMessages
internal import DemoEconomy
internal import FoundationEssentials
internal import Node
internal import RouteSecurity
internal import Synchronization

/// A collector of the demo, which reports its table and then what changes, as its clock comes to it.
final class DemoFeed: SuppliedFeed {
    let name: String
    private let peers: [BGPPeer]
    private let table: [RouteEvent]
    private let updates: [RouteEvent]
    private let from: BGPTime
    private let clock: DemoClock
    private let state = Mutex((isOpen: false, isCaughtUp: false))

    /// Its table is as old as those that public collectors give at the most.
    private static let tableAge = 8 * 3600.0
    private static let pause = Duration.milliseconds(100)
    /// Routes that are reported together.
    private static let portion = 5_000

    init(_ collector: DemoCollector, of economy: DemoEconomy, clock: DemoClock) {
        name = collector.name
        self.clock = clock
        peers = collector.peers.map(\.peer)
        let known = Set(peers)
        let from = BGPTime(economy.at.addingTimeInterval(-DemoFeed.tableAge))
        self.from = from
        table = economy.history.table(at: from).filter { known.contains($0.peer) }.map { event in
            var event = event
            event.time = from
            return event
        }
        updates = economy.history.updates.filter { $0.time > from && known.contains($0.peer) }
    }

    /// Lets it begin.
    func open() {
        state.withLock { $0.isOpen = true }
    }

    /// Whether it has reported all that there was until now.
    var isCaughtUp: Bool { state.withLock { $0.isCaughtUp } }

    func follow(_ report: @Sendable ([FeedMessage]) async -> Void) async throws {
        while !state.withLock({ $0.isOpen }) { try await Task.sleep(for: DemoFeed.pause) }
        await report([.connected(description: "invented, for demonstrations")] + peers.map { .peerUp($0) })
        for portion in stride(from: 0, to: table.count, by: DemoFeed.portion) {
            await report([.routes(Array(table[portion..<min(portion + DemoFeed.portion, table.count)]))])
        }
        await report(peers.map { .tableComplete($0) })
        var next = 0
        while true {
            let now = BGPTime(clock.time)
            let end = updates[next...].firstIndex { $0.time > now } ?? updates.endIndex
            await report(end > next ? [.routes(Array(updates[next..<end]))] : [.alive])
            next = end
            state.withLock { $0.isCaughtUp = true }
            try await Task.sleep(for: DemoFeed.pause)
        }
    }
}
