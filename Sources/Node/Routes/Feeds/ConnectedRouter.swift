internal import BGPMessages
internal import Fetching
internal import FoundationEssentials
internal import NIOCore
internal import RouteSecurity
internal import Synchronization

/// Drives one router's BMP session.
struct ConnectedRouter: Sendable {
    let name: String
    let configuration: RoutesSection.BMP
    let consumer: any FeedConsumer
    let clock: @Sendable () -> Date
    /// Called when the router has said something of a neighbour.
    var onUse: @Sendable () -> Void = {}

    private enum End: Error, CustomStringConvertible {
        case silent
        case incomplete
        case over(String)

        var description: String {
            switch self {
            case .silent: "it sent nothing"
            case .incomplete: "a message was not complete in time"
            case .over(let reason): reason
            }
        }

        var kind: String {
            switch self {
            case .silent: "silent"
            case .incomplete: "incomplete"
            case .over: "over"
            }
        }
    }

    /// Progress of the session, for the task that checks the time limits.
    private final class Progress: Sendable {
        let state = Mutex((hasSpoken: false, isKnown: false, incompleteSince: ContinuousClock.Instant?.none))
    }

    /// - Returns: why the session ended, and one word of a few for it.
    func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async -> (kind: String, reason: String) {
        let progress = Progress()
        var (kind, reason) = ("closed", "closed")
        do {
            try await connection.executeThenClose { inbound, _ in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await read(inbound, progress) }
                    group.addTask { try await keepWatch(progress) }
                    defer { group.cancelAll() }
                    try await group.next()
                }
            }
        } catch is CancellationError {
            (kind, reason) = ("shutdown", "the node is stopping")
        } catch {
            (kind, reason) = ((error as? End)?.kind ?? "failed", FetchError.reason(error))
        }
        // A router that never identified itself leaves no feed behind.
        if progress.state.withLock({ $0.isKnown }) { await consumer.receive([.lost(reason: reason)], of: name, .bmp) }
        return (kind, reason)
    }

    private func read(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ progress: Progress) async throws {
        var session = BMPSession()
        var adapter = BMPFeedAdapter()
        var octets = 0
        var isKnown = false
        var isOfUse = false
        for try await buffer in inbound {
            octets += buffer.readableBytes
            let events = session.receive(Array(buffer.readableBytesView), at: BGPTime(clock()))
            let isWhole = octets == session.counters.octets
            isKnown =
                isKnown
                || events.contains { if case .fault = $0 { false } else if case .failed = $0 { false } else { true } }
            if !isOfUse, events.contains(where: \.isOfNeighbour) {
                isOfUse = true
                onUse()
            }
            progress.state.withLock { [isKnown] state in
                if !events.isEmpty { state.hasSpoken = true }
                state.isKnown = isKnown
                state.incompleteSince = isWhole ? nil : events.isEmpty ? state.incompleteSince ?? .now : .now
            }
            if isKnown { await consumer.receive(adapter.messages(events), of: name, .bmp) }
            if session.isOver {
                if case .failed(let error)? = events.last { throw End.over("\(error)") }
                throw End.over("closed by the router")
            }
        }
        let last = adapter.messages(session.ended(at: BGPTime(clock())))
        if isKnown { await consumer.receive(last, of: name, .bmp) }
    }

    /// Ends a session that makes no progress; reports one without messages as alive.
    private func keepWatch(_ progress: Progress) async throws {
        let start = ContinuousClock.now
        let interval = min(
            configuration.initiationTimeout / 4, configuration.messageTimeout / 4, Duration.seconds(30))
        var lastSign = start
        while true {
            try await Task.sleep(for: interval)
            let (hasSpoken, isKnown, incompleteSince) = progress.state.withLock { $0 }
            if !hasSpoken, start.duration(to: .now) > configuration.initiationTimeout { throw End.silent }
            if let incompleteSince, incompleteSince.duration(to: .now) > configuration.messageTimeout {
                throw End.incomplete
            }
            // The connection's keepalive is the sign: a router may have nothing to say for hours.
            if isKnown, lastSign.duration(to: .now) > .seconds(30) {
                lastSign = .now
                await consumer.receive([.alive], of: name, .bmp)
            }
        }
    }
}

extension BMPEvent {
    /// Whether it is about one of the router's neighbours.
    fileprivate var isOfNeighbour: Bool {
        switch self {
        case .peerUp, .routes, .endOfRIB, .statistics, .mirrored: true
        case .initiated, .peerDown, .terminated, .fault, .failed: false
        }
    }
}
