internal import Synchronization

/// The time for which one walk waits for fetches, over all of its repositories together.
///
/// One bound is the total time. The other is silence: if none of the fetches receives data, waiting longer only causes
/// delay. The remaining repositories are then used as they were last fetched, and their fetches continue for the next
/// walk.
final class WalkBudget: Sendable {
    /// Octets a second that the fetches together have to bring so as not to count as silent.
    private static let rate = 100_000.0

    private struct State {
        /// The time of the last data worth waiting for, moved later by the time spent on work since then.
        var last: ContinuousClock.Instant
        var octets = 0
        /// Fetches that are over and whose files are being taken into the store.
        var working = 0
        /// Up to when that work is in `last`.
        var worked: ContinuousClock.Instant

        mutating func countWork(to now: ContinuousClock.Instant) {
            guard working > 0, now > worked else { return }
            last += worked.duration(to: now)
            worked = now
        }
    }

    private let end: ContinuousClock.Instant?
    private let silence: Duration?
    private let state: Mutex<State>

    /// - Parameters:
    ///   - total: seconds of waiting in all; `nil` for no bound.
    ///   - silence: seconds of waiting for fetches none of which brings anything; `nil` for no bound.
    init(total: Int?, silence: Int?, now: ContinuousClock.Instant = .now) {
        end = total.map { now + .seconds($0) }
        self.silence = silence.map { .seconds($0) }
        state = Mutex(State(last: now, worked: now))
    }

    /// Takes note of octets that came.
    func advance(_ octets: Int, at now: ContinuousClock.Instant = .now) {
        state.withLock { state in
            state.countWork(to: now)
            state.octets += octets
            guard Double(state.octets) >= WalkBudget.rate * (state.last.duration(to: now) / .seconds(1)) else { return }
            state.octets = 0
            state.last = max(state.last, now)
        }
    }

    /// Notes that the processing of received data begins or ends. This is not silence; but a small amount of data does
    /// not restart the waiting time, because a chain of slow servers would restart it once per server.
    func work(_ change: Int, at now: ContinuousClock.Instant = .now) {
        state.withLock { state in
            state.countWork(to: now)
            if state.working == 0 { state.worked = now }
            state.working += change
        }
    }

    /// The time that is left at `now`, not more than zero when it is over; `nil` when there is no end.
    func remaining(at now: ContinuousClock.Instant = .now) -> Duration? {
        let quiet = silence.map { silence in
            let last = state.withLock { state in
                state.countWork(to: now)
                return state.last
            }
            return now.duration(to: last + silence)
        }
        let left = end.map { now.duration(to: $0) }
        guard let quiet, let left else { return quiet ?? left }
        return min(quiet, left)
    }
}
