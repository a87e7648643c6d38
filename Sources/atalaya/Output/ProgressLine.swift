internal import RPKIValidation
internal import Synchronization

/// A line on a terminal that says how far a command has come, once it has taken longer than a second.
final class ProgressLine: Sendable {
    private let state = Mutex((started: ContinuousClock.now, last: ContinuousClock.now, isShown: false))
    private let isTerminal = StandardError.isTerminal

    func update(_ progress: WalkProgress) {
        show { "\(progress.pointsDone) of \(progress.pointsKnown) publication points, \(progress.objects) objects" }
    }

    func show(_ text: () -> String) {
        guard isTerminal else { return }
        state.withLock { state in
            let now = ContinuousClock.now
            guard now - state.started > .seconds(1), now - state.last > .milliseconds(200) else { return }
            state.last = now
            state.isShown = true
            StandardError.progress(text())
        }
    }

    /// Clears the line.
    func end() {
        state.withLock { if $0.isShown { StandardError.progress("") } }
    }
}
