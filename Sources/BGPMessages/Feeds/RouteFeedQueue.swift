/// The messages that a feed has sent and the consumer has not taken yet, in order, with the report of them.
struct RouteFeedQueue: Sendable {
    /// Each batch has events before changes of state, as `RouteBatch` asks for.
    private(set) var batches: [RouteBatch] = []
    private var taken = 0
    var report = RouteFileReport()
    private let limits: RouteFileLimits
    private let views: Set<BMPView>?

    /// - Parameter views: The views that routes are taken of; `nil`: all.
    init(limits: RouteFileLimits, views: Set<BMPView>? = nil) {
        self.limits = limits
        self.views = views
    }

    var isEmpty: Bool { taken == batches.count }

    /// Takes the first batch; `nil` where there is none.
    mutating func next() -> RouteBatch? {
        guard taken < batches.count else { return nil }
        let batch = batches[taken]
        taken += 1
        if taken == batches.count {
            batches.removeAll(keepingCapacity: true)
            taken = 0
        }
        return batch
    }

    mutating func add(_ events: [RouteEvent], of view: BMPView? = nil, from source: BMPSource? = nil) {
        if events.isEmpty { return }
        for event in events {
            if case .withdraw = event.action { report.withdrawals += 1 } else { report.announcements += 1 }
        }
        if let last = batches.indices.last, batches[last].stateChanges.isEmpty, batches[last].view == view,
            batches[last].source == source
        {
            batches[last].events += events
        } else {
            var batch = RouteBatch()
            batch.view = view
            batch.source = source
            batch.events = events
            batches.append(batch)
        }
    }

    mutating func add(_ change: PeerStateChange) {
        report.stateChanges += 1
        if batches.isEmpty { batches.append(RouteBatch()) }
        batches[batches.count - 1].stateChanges.append(change)
    }

    mutating func note(_ fault: MessageError) {
        report.faults[fault.code, default: 0] += 1
        if report.describedFaults.count < limits.describedFaults { report.describedFaults.append(fault) }
    }
}

extension RouteFeedQueue {
    /// Takes what a BMP session said.
    ///
    /// - Parameters:
    ///   - router: The name of the router before the first of `events`.
    ///   - place: Octets of the file before what was read, where the session does not count them itself.
    mutating func add(_ events: [BMPEvent], router: String, at place: Int? = nil) {
        var router = router
        func source(_ peer: BMPPeer) -> BMPSource {
            BMPSource(router: router, distinguisher: peer.distinguisher, table: peer.tableName)
        }
        for event in events {
            switch event {
            case .routes(let peer, let view, let routes):
                if views?.contains(view) ?? true { add(routes, of: view, from: source(peer)) }
            case .peerUp(let peer, let up):
                add(
                    PeerStateChange(
                        time: up.time, peer: peer.peer, from: nil, to: .established, source: source(peer)))
            // That a recording ends says nothing of the peers.
            case .peerDown(_, let down) where down.reason == .sessionEnded: break
            case .peerDown(let peer, let down):
                add(
                    PeerStateChange(
                        time: down.time, peer: peer.peer, from: .established, to: .idle, source: source(peer)))
            case .fault(let fault), .failed(let fault):
                note(place.map { fault.moved(by: $0 - fault.offset) } ?? fault)
            case .initiated(let new): router = new.name
            case .endOfRIB, .statistics, .mirrored, .terminated: break
            }
        }
    }
}

extension BMPCounters {
    /// Adds what a session counted to the report of a file.
    func add(to report: inout RouteFileReport) {
        for (kind, count) in messages {
            report.records += count
            if kind != .routeMonitoring { report.otherMessages += count }
        }
        for (family, count) in skippedFamilies {
            report.skippedFamilies.add(count, to: family, limit: RouteFileLimits().skippedKinds)
        }
    }
}
