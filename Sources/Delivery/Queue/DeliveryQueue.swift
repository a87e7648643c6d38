/// The delivery to one recipient, as a state machine: what waits and how sending went comes in, what to do goes out.
///
/// The oldest is tried until the recipient has it, or refuses it for good. What comes faster than the pacing allows goes
/// together; of what is refused together, each half is tried, down to the one that is to blame. Times are in seconds, of any clock
/// that does not go back.
public struct DeliveryQueue: Sendable {
    public enum Action: Hashable, Sendable {
        /// Nothing waits.
        case rest
        /// Nothing goes for so many seconds.
        case wait(Double)
        /// These go now, in one message. ``DeliveryQueue/sent(_:at:)`` says how that went.
        case send([QueuedMessage])
    }

    /// Result of sending.
    public enum Result: Hashable, Sendable {
        case delivered
        /// It is of no use to try again.
        case refused(reason: String)
        /// The same may work later.
        case failed(reason: String)
    }

    /// The most that go together.
    public static let digest = 500

    private var pacing: DeliveryPacing
    /// The defaults for messages that do not say otherwise.
    private let standard: Pacing
    /// The messages to send next, without regard to the pacing: the parts of what was refused together.
    private var parts: [[QueuedMessage]] = []

    /// Reason for the failure of the last attempt; `nil` if it succeeded.
    public private(set) var failure: String?
    /// Messages that the recipient has.
    public private(set) var delivered = 0
    /// Messages that the recipient has refused for good.
    public private(set) var refused = 0
    /// Attempts without success since the last that was one.
    public private(set) var failed = 0

    public init(_ pacing: Pacing) {
        standard = pacing
        self.pacing = DeliveryPacing(pacing)
    }

    /// The next step at `now`.
    ///
    /// - Parameter waiting: The oldest that wait, at most ``digest``; not looked at while parts are to be sent.
    public mutating func next(_ waiting: [QueuedMessage], at now: Double) -> Action {
        if let part = parts.first { return .send(part) }
        pacing.rule = waiting.first?.message.pacing ?? standard
        switch pacing.next(waiting: waiting.count, at: now) {
        case .rest: return .rest
        case .wait(let seconds): return .wait(seconds)
        case .single: return send(Array(waiting.prefix(1)))
        case .digest: return send(waiting)
        }
    }

    /// The next step at `now` when there is no time to wait: messages that the pacing would delay go together.
    public mutating func last(_ waiting: [QueuedMessage], at now: Double) -> Action {
        if let part = parts.first { return .send(part) }
        guard !waiting.isEmpty else { return .rest }
        pacing.rule = waiting.first?.message.pacing ?? standard
        let isSingle = failed > 0 || pacing.next(waiting: waiting.count, at: now) == .single
        return send(isSingle ? Array(waiting.prefix(1)) : waiting)
    }

    private mutating func send(_ messages: [QueuedMessage]) -> Action {
        parts = [messages]
        return .send(messages)
    }

    /// True if a part of what was refused together has still to be sent.
    public var hasParts: Bool { !parts.isEmpty }

    /// Takes note of how sending went that ``next(_:at:)`` asked for.
    ///
    /// - Returns: What the outbox has to note; `nil` where parts are tried next.
    public mutating func sent(_ result: Result, at now: Double) -> DeliveryOutcome? {
        guard let messages = parts.first else { return nil }
        parts.removeFirst()
        let ids = messages.map(\.id)
        switch result {
        case .delivered:
            failure = nil
            delivered += messages.count
            succeeded(at: now)
            return .delivered(ids)
        case .refused(let reason):
            failure = reason
            if messages.count > 1 {
                // It may be the size, or one of them alone.
                let middle = messages.count / 2
                parts.insert(contentsOf: [Array(messages[..<middle]), Array(messages[middle...])], at: 0)
                return nil
            }
            refused += messages.count
            succeeded(at: now)
            return .refused(ids, reason: reason)
        case .failed(let reason):
            failure = reason
            failed += 1
            parts = []
            pacing.failed(at: now)
            return .failed(ids)
        }
    }

    private mutating func succeeded(at now: Double) {
        pacing.succeeded(at: now)
        failed = 0
    }

    /// The outbox could not note what became of messages: they would go out again and again, so that it waits.
    public mutating func couldNotNote(at now: Double) {
        parts = []
        pacing.failed(at: now)
    }
}
