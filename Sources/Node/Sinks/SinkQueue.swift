internal import FoundationEssentials
internal import Logging
internal import Store

/// Takes deliveries for one sink out of the store, in their order, and notes what became of them.
///
/// The oldest is tried until the sink has it, or refuses it for good. What comes faster than the rate allows goes together.
actor SinkQueue {
    nonisolated let sink: any AlertSink
    private let store: AlertStore
    private let logger: Logger
    private let wakeSignal = WakeSignal()
    private var pacing: DeliveryPacing
    private let start = ContinuousClock.now
    /// Why the last try failed; `nil` when it did not.
    private(set) var failure: String?
    private(set) var delivered = 0
    /// Tries in vain since the last that was not.
    private(set) var failed = 0
    private(set) var refused = 0

    /// Deliveries in one message.
    private static let digest = 500

    init(_ sink: any AlertSink, settings: NodeConfiguration.Watch.Sink, store: AlertStore, logger: Logger) {
        self.sink = sink
        self.store = store
        self.logger = logger
        pacing = DeliveryPacing(rate: settings.rate, period: settings.period.fractionalSeconds)
    }

    /// There is something new.
    nonisolated func wake() {
        wakeSignal.send(.refresh)
    }

    /// How it does.
    func state(waiting: Int) -> SinkState {
        var state = SinkState(name: sink.label)
        state.waiting = waiting
        state.delivered = delivered
        state.refused = refused
        state.error = failure
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
        while ContinuousClock.now < end, let waiting = try? store.deliveries(for: sink.name, limit: SinkQueue.digest),
            !waiting.isEmpty
        {
            // What the rate would hold up goes together.
            let isSingle = failed > 0 || pacing.next(waiting: waiting.count, at: now) == .single
            guard await deliver(isSingle ? Array(waiting.prefix(1)) : waiting) else { return }
        }
    }

    /// - Returns: seconds to wait; `nil` to go on at once.
    private func step() async -> Double? {
        let waiting: [Delivery]
        do {
            waiting = try store.deliveries(for: sink.name, limit: SinkQueue.digest)
        } catch {
            logger.error("deliveries cannot be read", metadata: ["sink": "\(sink.label)", "reason": "\(error)"])
            return 10
        }
        switch pacing.next(waiting: waiting.count, at: now) {
        case .rest: return 60
        case .wait(let seconds): return seconds
        case .single: _ = await deliver(Array(waiting.prefix(1)))
        case .digest: _ = await deliver(waiting)
        }
        return nil
    }

    private var now: Double { (ContinuousClock.now - start) / .seconds(1) }

    /// - Returns: Whether the sink has dealt with it.
    private func deliver(_ deliveries: [Delivery]) async -> Bool {
        let ids = deliveries.map(\.id)
        let fault = await fault(of: deliveries)
        failure = fault?.description
        if let fault, fault.isFinal, deliveries.count > 1 {
            // It may be the size, or one of them alone.
            let middle = deliveries.count / 2
            for half in [Array(deliveries[..<middle]), Array(deliveries[middle...])] {
                guard await deliver(half) else { return false }
            }
            return true
        }
        do {
            switch fault {
            case nil:
                delivered += deliveries.count
                pacing.succeeded(at: now)
                try store.delivered(ids)
            case let fault? where fault.isFinal:
                refused += deliveries.count
                pacing.succeeded(at: now)
                logger.error("a sink refuses alerts", metadata: ["sink": "\(sink.label)", "reason": "\(fault)"])
                try store.refused(ids, reason: fault.description)
            case let fault?:
                pacing.failed(at: now)
                try store.failed(ids)
                if failed == 0 {
                    logger.warning(
                        "alerts cannot be delivered; it is tried again",
                        metadata: ["sink": "\(sink.label)", "reason": "\(fault)"])
                }
                failed += 1
                return false
            }
        } catch {
            // It would go out again and again.
            pacing.failed(at: now)
            logger.error("a delivery cannot be noted", metadata: ["sink": "\(sink.label)", "reason": "\(error)"])
            return false
        }
        failed = 0
        return true
    }

    /// Delivers, and is not cancelled half-way: the receiver would have what is not noted as delivered.
    private func fault(of deliveries: [Delivery]) async -> SinkFailure? {
        await Task { [sink] in
            do throws(SinkFailure) {
                try await sink.deliver(deliveries)
                return nil
            } catch {
                return error
            }
        }.value
    }
}
