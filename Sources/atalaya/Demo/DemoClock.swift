internal import FoundationEssentials
internal import Synchronization

/// The clock of a demo: hours in minutes until the moment that it is about, then as fast as any other. It shows the start of the
/// replay until ``begin()``, so that what happens a minute after the start does so a minute after there is something to see.
final class DemoClock: Sendable {
    /// When the replay begins, by the demo's clock.
    private let start: Date
    /// The moment that the demo is about.
    private let moment: Date
    /// How many seconds pass in one; with 0, it is always the moment.
    private let speed: Double
    private let begun = Mutex<ContinuousClock.Instant?>(nil)

    init(start: Date, moment: Date, speed: Double) {
        self.start = start
        self.moment = moment
        self.speed = speed
    }

    func begin() {
        begun.withLock { $0 = .now }
    }

    /// What time it is in the demo.
    var time: Date {
        guard speed > 0 else { return moment }
        guard let begun = begun.withLock({ $0 }) else { return start }
        let parts = begun.duration(to: .now).components
        let elapsed = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
        let replay = moment.timeIntervalSince(start) / speed
        return elapsed < replay ? start + elapsed * speed : moment + (elapsed - replay)
    }
}
