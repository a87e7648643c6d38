internal import Compression
public import PacketCaptures

/// Reads what other sources than MRT say of routes, in one pass: recordings of BMP, captures with BMP in them, messages
/// of RIS Live, answers of RIPEstat; plain or compressed.
///
/// A record that cannot be read is left out and counted, with its place and reason, in `report`.
public struct RouteFeedReader {
    /// The limits of a reader.
    public struct Limits: Hashable, Sendable {
        public var bmp = BMPLimits()
        public var capture = CaptureLimits()
        public var risLive = RISLiveLimits()
        public var ripeStat = RIPEstatLimits()
        public var file = RouteFileLimits()

        public init() {}
    }

    private enum Source {
        case bmp(BMPSession)
        case capture(BMPCaptureReader)
        case risLive(LineReader, RISLiveDecoder)
        case ripeStat
        case ended
    }

    private let limits: Limits
    private let now: BGPTime
    private let views: Set<BMPView>?
    private var source: Source
    private var stream: OctetStream
    private var queue: RouteFeedQueue
    private var buffer = [UInt8](repeating: 0, count: 1 << 17)

    /// - Parameters:
    ///   - format: Anything but `mrt`.
    ///   - views: The tables of a monitored router to read; `nil`: all that it sends. An event does not say which table
    ///     it is from.
    ///   - now: The time to assume for a BMP message without one.
    ///   - nextChunk: Gives the next octets, of any number; `nil` at the end. What it throws ends the reading.
    public init(
        _ format: RouteFormat, limits: Limits = Limits(), views: Set<BMPView>? = nil, now: BGPTime,
        chunks nextChunk: @escaping () throws -> [UInt8]?
    ) {
        precondition(format != .mrt, "MRT has a reader of its own")
        self.limits = limits
        self.now = now
        self.views = views
        stream = OctetStream(chunks: nextChunk)
        queue = RouteFeedQueue(limits: limits.file, views: views)
        source =
            switch format {
            case .bmp: .bmp(BMPSession(limits: limits.bmp, isRecording: true))
            case .capture: .capture(BMPCaptureReader(limits: limits.capture, sessionLimits: limits.bmp))
            case .risLive:
                .risLive(LineReader(limit: limits.risLive.messageSize), RISLiveDecoder(limits: limits.risLive))
            case .ripeStat: .ripeStat
            case .mrt: .ended
            }
    }

    /// The report so far; complete after `next(into:)` has returned `false`.
    public var report: RouteFileReport {
        var report = queue.report
        report.compression = stream.compression
        if case .bmp(let session) = source { session.counters.add(to: &report) }
        return report
    }

    /// Replaces what is in `batch` by what comes next; `false` at the end.
    ///
    /// - Throws: When the octets cannot be had, or are of another format from the first one on.
    public mutating func next(into batch: inout RouteBatch) throws(RouteReadError) -> Bool {
        while queue.isEmpty {
            if case .ended = source {
                batch = RouteBatch()
                return false
            }
            if case .ripeStat = source {
                try readAnswer()
            } else {
                try readChunk()
            }
        }
        batch = queue.next() ?? RouteBatch()
        return true
    }

    private mutating func readOctets() throws(RouteReadError) -> [UInt8] {
        let result = buffer.withUnsafeMutableBytes { bytes in
            Result { () throws(RouteReadError) in try stream.readRoutes(into: bytes) }
        }
        return Array(buffer[..<(try result.get())])
    }

    private mutating func readChunk() throws(RouteReadError) {
        let octets = try readOctets()
        if octets.isEmpty {
            if let fault = stream.messageFault { queue.note(fault) }
            return try finish()
        }
        switch source {
        case .bmp(var session):
            // Both hold the same octets otherwise, and each would copy them for itself.
            source = .ended
            let router = session.router.name
            queue.add(session.receive(octets, at: now), router: router)
            source = .bmp(session)
            if session.isOver { try finish() }
        case .capture(var reader):
            source = .ended
            reader.receive(octets, into: &queue)
            source = .capture(reader)
        case .risLive(var lines, let decoder):
            source = .ended
            lines.receive(octets) { line, place in queue.add(line, at: place, decoder) }
            source = .risLive(lines, decoder)
        case .ripeStat, .ended: break
        }
    }

    private mutating func finish() throws(RouteReadError) {
        switch source {
        case .bmp(var session):
            let router = session.router.name
            queue.add(session.ended(at: now), router: router)
            session.counters.add(to: &queue.report)
        case .capture(var reader): reader.finish(into: &queue)
        case .risLive(var lines, let decoder): lines.finish { line, place in queue.add(line, at: place, decoder) }
        case .ripeStat, .ended: break
        }
        source = .ended
        if queue.report.hasNothing, let fault = queue.report.describedFaults.first {
            throw RouteReadError(.format, "nothing could be read: \(fault)")
        }
    }

    private mutating func readAnswer() throws(RouteReadError) {
        source = .ended
        var failure: RouteReadError?
        do throws(MessageError) {
            let stream = ChunkedOctets(stream)
            defer {
                self.stream = stream.stream
                failure = stream.failure
            }
            let answer = try RIPEstatUpdates(limits: limits.ripeStat) { try stream.next() }
            queue.report.records += answer.events.count + answer.faults.count
            queue.add(answer.events)
            for fault in answer.faults { queue.note(fault) }
        } catch {
            if let failure { throw failure }
            if let fault = stream.messageFault { queue.note(fault) }
            throw RouteReadError(.format, error.description)
        }
        if let fault = stream.messageFault { queue.note(fault) }
    }
}

/// A stream of octets as chunks, for a reader that asks for them.
private final class ChunkedOctets {
    var stream: OctetStream
    private(set) var failure: RouteReadError?
    private var buffer = [UInt8](repeating: 0, count: 1 << 17)

    init(_ stream: OctetStream) {
        self.stream = stream
    }

    func next() throws -> [UInt8]? {
        let result = buffer.withUnsafeMutableBytes { bytes in
            Result { () throws(RouteReadError) in try stream.readRoutes(into: bytes) }
        }
        switch result {
        case .success(let count): return count == 0 ? nil : Array(buffer[..<count])
        case .failure(let error):
            failure = error
            throw error
        }
    }
}

extension RouteFeedQueue {
    /// Takes a line of RIS Live.
    fileprivate mutating func add(_ line: LineReader.Line, at place: Int, _ decoder: RISLiveDecoder) {
        report.records += 1
        guard case .text(let text) = line else {
            return note(
                MessageError(.jsonLimit, .skip, "Docs/Limits.md", at: place, "a message is longer than allowed"))
        }
        do throws(MessageError) {
            guard case .message(let message) = try decoder.decode(text) else {
                report.otherMessages += 1
                return
            }
            for fault in message.faults { note(fault.moved(by: place)) }
            switch message.content {
            case .routes(let routes): add(routes)
            case .peerState(let state):
                add(PeerStateChange(time: message.time, peer: message.peer, from: nil, to: state))
            case .open, .notification, .keepalive, .other: report.otherMessages += 1
            }
        } catch {
            note(error.moved(by: place))
        }
    }
}

extension RouteFileReport {
    /// True if nothing at all was understood.
    fileprivate var hasNothing: Bool {
        announcements + withdrawals + stateChanges + otherMessages == 0 && skippedFamilies.isEmpty
    }
}
