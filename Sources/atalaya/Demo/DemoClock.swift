internal import FoundationEssentials

/// The clock of a demo: hours in minutes until the moment that it is about, then as fast as any other.
struct DemoClock: Sendable {
    /// When the replay begins, by the demo's clock.
    let start: Date
    /// The moment that the demo is about.
    let moment: Date
    /// How many seconds pass in one; with 0, it is always the moment.
    let speed: Double
    /// When it was started, by the machine's clock.
    let started: ContinuousClock.Instant

    /// What time it is in the demo.
    func time(at instant: ContinuousClock.Instant = .now) -> Date {
        guard speed > 0 else { return moment }
        let parts = started.duration(to: instant).components
        let elapsed = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
        let replay = moment.timeIntervalSince(start) / speed
        return elapsed < replay ? start + elapsed * speed : moment + (elapsed - replay)
    }
}
