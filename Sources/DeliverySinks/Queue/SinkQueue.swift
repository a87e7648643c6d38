public import Delivery
public import Logging

/// Takes messages for one sink out of the outbox, in their order, and notes what became of them: what a ``DeliveryQueue`` says.
public actor SinkQueue {
    public nonisolated let sink: any MessageSink
    /// The state of the delivery.
    public private(set) var queue: DeliveryQueue
    private let outbox: any Outbox
    private let logger: Logger
    private let start = ContinuousClock.now
    private let wakes: AsyncStream<Void>
    private nonisolated let waking: AsyncStream<Void>.Continuation

    /// - Parameter pacing: What holds for messages that have none themselves.
    public init(_ sink: any MessageSink, pacing: Pacing, outbox: any Outbox, logger: Logger) {
        self.sink = sink
        self.outbox = outbox
        self.logger = logger
        queue = DeliveryQueue(pacing)
        (wakes, waking) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// There is something new.
    public nonisolated func wake() {
        waking.yield()
    }

    /// Delivers until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            let wait = await step()
            if let wait { await rest(.seconds(min(wait, 60))) }
        }
    }

    /// Until there is something new, time is up or the task is cancelled.
    private func rest(_ limit: Duration) async {
        let timer = Task { [waking] in
            do { try await Task.sleep(for: limit) } catch { return }
            waking.yield()
        }
        defer { timer.cancel() }
        for await _ in wakes { return }
    }

    /// Delivers what waits, without regard to the rate, until nothing does, a try fails or time is up.
    public func drain(_ limit: Duration) async {
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
            logger.error("could not read the outbox", metadata: ["sink": "\(sink.label)", "reason": "\(error)"])
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
            logger.error("a sink refused messages", metadata: ["sink": "\(sink.label)", "reason": "\(reason)"])
        case .failed(let reason) where !hadFailed:
            logger.warning(
                "could not deliver messages; trying again",
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
