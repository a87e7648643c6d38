internal import Synchronization

/// Wakes a service that waits, for a reason that it is given or for the clock.
final class WakeSignal: Sendable {
    enum Reason: Hashable, Sendable {
        /// An operator wants a refresh now.
        case refresh
        /// The configuration and the files that it names are to be read again.
        case reload
        /// The payloads that are held back are to be let through.
        case release
        /// A repository came that a refresh did not wait for.
        case late
        case time
        case end
    }

    private struct State {
        var reasons: Set<Reason> = []
        var waiter: CheckedContinuation<Set<Reason>, Never>?
    }

    private let state = Mutex(State())

    func send(_ reason: Reason) {
        let waiter = state.withLock { state -> (CheckedContinuation<Set<Reason>, Never>, Set<Reason>)? in
            state.reasons.insert(reason)
            guard let waiter = state.waiter else { return nil }
            defer { state = State() }
            return (waiter, state.reasons)
        }
        if let (waiter, reasons) = waiter { waiter.resume(returning: reasons) }
    }

    /// All that it was sent for, once there is something; ``Reason/time`` when nothing else comes in time, and
    /// ``Reason/end`` when the task is cancelled. One at a time may wait.
    func wait(_ duration: Duration) async -> Set<Reason> {
        let timer = Task {
            do { try await Task.sleep(for: duration) } catch { return }
            send(.time)
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let reasons = state.withLock { state -> Set<Reason> in
                    if state.reasons.isEmpty { state.waiter = continuation }
                    defer { state.reasons = [] }
                    return state.reasons
                }
                if !reasons.isEmpty { continuation.resume(returning: reasons) }
            }
        } onCancel: {
            send(.end)
        }
    }
}
