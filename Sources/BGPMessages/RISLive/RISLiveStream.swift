/// A client of RIS Live over its HTTPS stream or its WebSocket: octets and the clock in, events and actions out. It
/// opens no connection, and outlives those that its owner opens.
///
/// ```swift
/// stream.connected(at: now)
/// for event in stream.receive(chunk, at: now) { … }
/// if let action = stream.check(at: now, randomness: .random(in: 0..<1)) { … }
/// ```
public struct RISLiveStream: Sendable {
    public let limits: RISLiveLimits
    private let decoder: RISLiveDecoder
    private let canPing: Bool
    private var lines: LineReader
    private var remembered: RecentNumbers

    private var isConnected = false
    private var hasPinged = false
    /// The time of the last octet, or of the opening of the connection.
    private var lastHeard: BGPTime?
    /// Of the last message, or when the last connection ended without one.
    private var lastMessage: BGPTime?
    /// The start of the time without messages; set between two connections.
    private var gapStart: BGPTime?
    /// Attempts since a message last came.
    private var attempts = 0

    /// Messages that came twice and were dropped.
    public private(set) var duplicates = 0
    /// Messages that came and were taken.
    public private(set) var messages = 0
    /// Faults by code.
    public private(set) var faults: [MessageError.Code: Int] = [:]

    /// - Parameter canPing: Whether the connection is a WebSocket, over which the service answers a ping.
    public init(limits: RISLiveLimits = RISLiveLimits(), canPing: Bool = false) {
        self.limits = limits
        self.canPing = canPing
        decoder = RISLiveDecoder(limits: limits)
        lines = LineReader(limit: limits.messageSize)
        remembered = RecentNumbers(capacity: limits.rememberedMessages)
    }

    // MARK: Events in

    /// A connection is open.
    public mutating func connected(at now: BGPTime) {
        isConnected = true
        hasPinged = false
        lastHeard = now
        lines = LineReader(limit: limits.messageSize)
    }

    /// Octets of the HTTPS stream came, any number of them: a message a line, or server-sent events.
    public mutating func receive(_ octets: [UInt8], at now: BGPTime) -> [RISLiveEvent] {
        guard isConnected else { return [] }
        lastHeard = now
        hasPinged = false
        var texts: [LineReader.Line] = []
        lines.receive(octets) { line, _ in texts.append(line) }
        var events: [RISLiveEvent] = []
        for line in texts {
            switch line {
            case .text(let text): take(text, into: &events)
            case .tooLong:
                note(
                    MessageError(
                        .jsonLimit, .skip, "Docs/Limits.md", at: 0,
                        "a message of more than \(limits.messageSize) octets"),
                    into: &events)
            }
        }
        return events
    }

    /// A message of the WebSocket came.
    public mutating func receive(message text: [UInt8], at now: BGPTime) -> [RISLiveEvent] {
        guard isConnected else { return [] }
        lastHeard = now
        hasPinged = false
        var events: [RISLiveEvent] = []
        take(text, into: &events)
        return events
    }

    /// The connection is gone, or there was none to be had.
    ///
    /// - Parameter randomness: 0 up to 1; it spreads the attempts of many clients over the second half of the wait.
    public mutating func disconnected(at now: BGPTime, randomness: Double) -> RISLiveAction {
        if isConnected { gapStart = gapStart ?? lastMessage ?? lastHeard ?? now }
        isConnected = false
        let wait = Double(limits.firstRetrySeconds) * Double(1 << UInt64(min(attempts, 30)))
        attempts += 1
        return .reconnect(after: min(wait, Double(limits.lastRetrySeconds)) * (0.5 + min(max(randomness, 0), 1) / 2))
    }

    /// Looks whether the connection lives. To be called once in a while, as every second.
    public mutating func check(at now: BGPTime, randomness: Double) -> RISLiveAction? {
        guard isConnected, let lastHeard else { return nil }
        let silence = now.microseconds - lastHeard.microseconds
        let limit = Int64(limits.silenceSeconds) * 1_000_000
        if silence >= limit { return disconnected(at: now, randomness: randomness) }
        if canPing, !hasPinged, silence >= limit / 2 {
            hasPinged = true
            return .send(RISLiveSubscription.ping)
        }
        return nil
    }

    // MARK: Messages

    private mutating func take(_ text: [UInt8], into events: inout [RISLiveEvent]) {
        let reply: RISLiveReply
        do throws(MessageError) {
            reply = try decoder.decode(text)
        } catch {
            return note(error, into: &events)
        }
        guard case .message(let message) = reply else {
            events.append(.reply(reply))
            return
        }
        if message.identity != 0, !remembered.insert(message.identity) {
            duplicates += 1
            return
        }
        attempts = 0
        if let start = gapStart {
            events.append(.gap(from: start, to: max(start, message.time)))
            gapStart = nil
        }
        messages += 1
        lastMessage = max(lastMessage ?? message.time, message.time)
        for fault in message.faults { note(fault, into: &events) }
        events.append(.message(message))
    }

    private mutating func note(_ fault: MessageError, into events: inout [RISLiveEvent]) {
        faults[fault.code, default: 0] += 1
        events.append(.fault(fault))
    }
}

/// The numbers that came last, at most so many of them.
struct RecentNumbers: Sendable {
    private let capacity: Int
    private var known: Set<UInt64> = []
    private var ring: [UInt64] = []
    private var oldest = 0

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Takes `number`; `false` where it is known.
    mutating func insert(_ number: UInt64) -> Bool {
        guard capacity > 0 else { return true }
        guard known.insert(number).inserted else { return false }
        if ring.count < capacity {
            ring.append(number)
        } else {
            known.remove(ring[oldest])
            ring[oldest] = number
            oldest = (oldest + 1) % capacity
        }
        return true
    }
}
