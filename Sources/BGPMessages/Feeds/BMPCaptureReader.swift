internal import PacketCaptures

/// The BMP sessions in a packet capture, each direction of a TCP connection for itself.
///
/// BMP connections are recognized by their octets and not by ports, because no port is registered.
struct BMPCaptureReader: Sendable {
    private struct Direction: Sendable {
        var stream = TCPStream()
        /// `nil` until something looks like BMP.
        var session: BMPSession?
        /// True if the next message has to be found first, at the start of a segment.
        var isSearching = true
        /// Octets that were missing before the first message.
        var missing = 0
        /// True if one side has closed the connection.
        var isClosed = false
    }

    private let limits: CaptureLimits
    private let sessionLimits: BMPLimits
    private var packets: PacketCaptureReader
    private var directions: [TCPSegment.Flow: Direction] = [:]
    /// The flows in the order of their first packet.
    private var order: [TCPSegment.Flow] = []
    /// Octets that wait in all streams.
    private var heldCount = 0
    private var hasToldFlowLimit = false
    /// Packets until it is worth looking again for flows that are over.
    private var packetsUntilRoom = 0
    /// The time of the last packet.
    private var lastTime = BGPTime(microseconds: 0)

    init(limits: CaptureLimits, sessionLimits: BMPLimits) {
        self.limits = limits
        self.sessionLimits = sessionLimits
        packets = PacketCaptureReader(limits: limits)
    }

    /// Takes the next octets of the file.
    mutating func receive(_ octets: [UInt8], into queue: inout RouteFeedQueue) {
        packets.receive(octets)
        while true {
            do throws(CaptureError) {
                guard let packet = try packets.next() else { return }
                lastTime = BGPTime(microseconds: packet.microseconds)
                read(packet, into: &queue)
            } catch {
                queue.note(MessageError(error))
                return
            }
        }
    }

    mutating func finish(into queue: inout RouteFeedQueue) {
        do throws(CaptureError) { try packets.finish() } catch { queue.note(MessageError(error)) }
        for flow in order { end(flow, into: &queue) }
        order = []
    }

    /// Gives what is left of a flow, and forgets it.
    private mutating func end(_ flow: TCPSegment.Flow, into queue: inout RouteFeedQueue) {
        guard var direction = directions.removeValue(forKey: flow) else { return }
        heldCount -= direction.stream.heldCount
        let outputs = direction.stream.finish()
        take(outputs, &direction, at: lastTime, packets.offset, into: &queue)
        if var session = direction.session {
            queue.add(session.ended(at: lastTime), router: session.router.name, at: packets.offset)
            session.counters.add(to: &queue.report)
        }
    }

    /// Forgets the flows that are closed, and those that have carried no BMP so far: what comes of these is looked at
    /// again from there on.
    private mutating func makeRoom(into queue: inout RouteFeedQueue) {
        packetsUntilRoom -= 1
        guard packetsUntilRoom < 0 else { return }
        for flow in order where directions[flow].map({ $0.isClosed || $0.session == nil }) ?? false {
            end(flow, into: &queue)
        }
        let count = order.count
        order.removeAll { directions[$0] == nil }
        packetsUntilRoom = (count - order.count) * 4 >= limits.flows ? 0 : limits.flows
    }

    private mutating func read(_ packet: CapturedPacket, into queue: inout RouteFeedQueue) {
        guard let (segment, data) = segment(packet) else { return }
        if directions[segment.flow] == nil {
            if directions.count >= limits.flows { makeRoom(into: &queue) }
            guard directions.count < limits.flows else {
                if !hasToldFlowLimit {
                    queue.note(
                        MessageError(
                            .captureFlowLimit, .skip, "Docs/Limits.md", at: packet.offset,
                            "more than \(limits.flows) flows"))
                }
                hasToldFlowLimit = true
                return
            }
            order.append(segment.flow)
        }
        var direction = directions.removeValue(forKey: segment.flow) ?? Direction()
        heldCount -= direction.stream.heldCount
        let isNew = direction.stream.isNewConnection(segment)
        if isNew { beginConnection(&direction, packet.offset, into: &queue) }
        var outputs = direction.stream.receive(segment, data)
        if heldCount + direction.stream.heldCount > limits.heldOctets { outputs += direction.stream.finish() }
        heldCount += direction.stream.heldCount
        take(outputs, &direction, at: lastTime, packet.offset, into: &queue)
        direction.isClosed = segment.isEnd || direction.isClosed && !segment.isSYN
        directions[segment.flow] = direction
    }

    /// Ends what another connection between the same ports left.
    private mutating func beginConnection(
        _ direction: inout Direction, _ offset: Int, into queue: inout RouteFeedQueue
    ) {
        let outputs = direction.stream.finish()
        take(outputs, &direction, at: lastTime, offset, into: &queue)
        direction.isSearching = true
        direction.missing = 0
        guard var session = direction.session else { return }
        queue.add(session.ended(at: lastTime), router: session.router.name, at: offset)
        session.counters.add(to: &queue.report)
        direction.session = nil
    }

    private func segment(_ packet: CapturedPacket) -> (TCPSegment, [UInt8])? {
        let octets = packets.buffer.span.extracting(packet.octets)
        guard let network = packet.link.network(octets), let ip = IPPacket(octets, at: network),
            let segment = TCPSegment(octets, in: ip)
        else { return nil }
        return (segment, octets.extracting(segment.data).withUnsafeBufferPointer { Array($0) })
    }

    private func take(
        _ outputs: [TCPStream.Output], _ direction: inout Direction, at time: BGPTime, _ offset: Int,
        into queue: inout RouteFeedQueue
    ) {
        for output in outputs {
            switch output {
            case .gap(let count):
                direction.isSearching = true
                guard direction.session != nil else {
                    direction.missing &+= count
                    continue
                }
                direction.session?.dropPending()
                queue.note(.gap(count, at: offset))
            case .octets(let octets):
                if direction.isSearching {
                    guard BMPHeader.isLikely(octets.span, limits: sessionLimits) else { continue }
                    direction.isSearching = false
                    if direction.missing > 0 { queue.note(.gap(direction.missing, at: offset)) }
                    direction.missing = 0
                    if direction.session?.isOver ?? true {
                        direction.session?.counters.add(to: &queue.report)
                        direction.session = BMPSession(limits: sessionLimits, isRecording: true)
                    }
                }
                let router = direction.session?.router.name ?? ""
                guard let events = direction.session?.receive(octets, at: time) else { continue }
                queue.add(events, router: router, at: offset)
                if direction.session?.isOver ?? false { direction.isSearching = true }
            }
        }
    }
}

extension MessageError {
    @inline(never)
    fileprivate init(_ error: CaptureError) {
        let code: Code =
            switch error.code {
            case .framing: .captureFraming
            case .truncated: .captureTruncated
            }
        self.init(code, .skip, "pcap", at: error.offset, error.detail)
    }

    @inline(never)
    fileprivate static func gap(_ count: Int, at offset: Int) -> MessageError {
        MessageError(
            .captureGap, .skip, "RFC 9293 section 3.4", at: offset, "\(count) octets of a BMP session are missing")
    }
}
