internal import Synchronization

/// How long one walk waits for what is being fetched, over all of its repositories together.
///
/// The time that all of it may take is one bound. The other is silence: when none of the fetches brings anything, waiting
/// longer gives nothing but delay. Whatever is left then is used as it was when it was last fetched, and goes on being
/// fetched for the next walk.
final class WalkBudget: Sendable {
    /// Octets a second that the fetches together have to bring so as not to count as silent.
    private static let rate = 100_000.0

    private struct State {
        /// When something came last that is worth waiting on; later by the time that has gone into work since then.
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

    /// Takes note that the work on something that came begins, or ends. It is no silence; but that something small came does not
    /// begin the patience again: a chain of slow servers would have it once for each.
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
