internal import Delivery
internal import FoundationEssentials
internal import Logging

/// Takes messages for one sink out of the outbox, in their order, and notes what became of them: what a ``DeliveryQueue`` says.
actor SinkQueue {
    nonisolated let sink: any AlertSink
    private let outbox: any Outbox
    private let logger: Logger
    private let wakeSignal = WakeSignal()
    private(set) var queue: DeliveryQueue
    private let start = ContinuousClock.now

    init(_ sink: any AlertSink, settings: RoutesSection.Sink, outbox: any Outbox, logger: Logger) {
        self.sink = sink
        self.outbox = outbox
        self.logger = logger
        queue = DeliveryQueue(Pacing(rate: settings.rate, period: settings.period.fractionalSeconds))
    }

    /// There is something new.
    nonisolated func wake() {
        wakeSignal.send(.refresh)
    }

    /// How it does.
    func state(waiting: Int) -> SinkState {
        var state = SinkState(name: sink.label)
        state.waiting = waiting
        state.delivered = queue.delivered
        state.refused = queue.refused
        state.error = queue.failure
        return state
    }

    /// Delivers until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            let wait = await step()
            if let wait { _ = await wakeSignal.wait(.seconds(min(wait, 60))) }
        }
    }

    /// Delivers what waits, without regard to the rate, until nothing does, a try fails or time is up.
    func drain(_ limit: Duration) async {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end,
            let waiting = try? outbox.waiting(for: sink.name, limit: DeliveryQueue.digest),
            case .send(let messages) = queue.last(waiting, at: now)
        {
            guard await deliver(messages) else { return }
        }
    }

    /// - Returns: seconds to wait; `nil` to go on immediately.
    private func step() async -> Double? {
        let waiting: [QueuedMessage]
        do {
            waiting = try outbox.waiting(for: sink.name, limit: DeliveryQueue.digest)
        } catch {
            logger.error(
                "could not read the waiting deliveries", metadata: ["sink": "\(sink.label)", "reason": "\(error)"])
            return 10
        }
        switch queue.next(waiting, at: now) {
        case .rest: return 60
        case .wait(let seconds): return seconds
        case .send(let messages):
            _ = await deliver(messages)
            return nil
        }
    }

    private var now: Double { (ContinuousClock.now - start) / .seconds(1) }

    /// Sends `messages`, and the parts of them where they are refused together.
    ///
    /// - Returns: Whether the sink has dealt with all.
    private func deliver(_ messages: [QueuedMessage]) async -> Bool {
        var sending = messages
        while true {
            let result = await result(of: sending.map(\.message))
            let hadFailed = queue.failed > 0
            let outcome = queue.sent(result, at: now)
            log(result, isFinal: outcome != nil, hadFailed: hadFailed)
            if let outcome {
                do {
                    try outbox.note(outcome)
                } catch {
                    queue.couldNotNote(at: now)
                    logger.error(
                        "could not record a delivery", metadata: ["sink": "\(sink.label)", "reason": "\(error)"])
                    return false
                }
                if case .failed = outcome { return false }
            }
            guard queue.hasParts, case .send(let part) = queue.next([], at: now) else { return true }
            sending = part
        }
    }

    private func log(_ result: DeliveryQueue.Result, isFinal: Bool, hadFailed: Bool) {
        switch result {
        case .refused(let reason) where isFinal:
            logger.error("a sink refused alerts", metadata: ["sink": "\(sink.label)", "reason": "\(reason)"])
        case .failed(let reason) where !hadFailed:
            logger.warning(
                "could not deliver alerts; retrying",
                metadata: ["sink": "\(sink.label)", "reason": "\(reason)"])
        case .delivered, .refused, .failed: break
        }
    }

    /// Delivers, and is not cancelled half-way: the receiver would have what is not noted as delivered.
    private func result(of messages: [Message]) async -> DeliveryQueue.Result {
        await Task { [sink] in
            do throws(SinkFailure) {
                try await sink.deliver(messages)
                return .delivered
            } catch {
                return error.isFinal ? .refused(reason: error.description) : .failed(reason: error.description)
            }
        }.value
    }
}
