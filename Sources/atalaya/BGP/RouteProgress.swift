/// A line on a terminal that says how far the reading of files has come, once it has taken longer than a second.
struct RouteProgress {
    private let isTerminal = StandardError.isTerminal
    private let started = ContinuousClock.now
    private var last = ContinuousClock.now
    private var isShown = false

    mutating func update(_ text: @autoclosure () -> String) {
        guard isTerminal else { return }
        let now = ContinuousClock.now
        guard now - started > .seconds(1), now - last > .milliseconds(200) else { return }
        last = now
        isShown = true
        StandardError.progress(text())
    }

    /// Clears the line.
    mutating func end() {
        if isShown { StandardError.progress("") }
        isShown = false
    }
}
