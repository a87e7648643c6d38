internal import Hummingbird

/// Ends an answer whose client takes it too slowly: a place must not be held for hours.
struct SendingPace: Sendable {
    struct TooSlow: Error {}

    private let rate: Int
    private let grace: Duration
    private var start: ContinuousClock.Instant?
    private var octets = 0

    init(_ limits: HTTPLimits) {
        rate = limits.answerRate
        grace = .seconds(limits.stalledSeconds)
    }

    /// Counts octets that were sent.
    ///
    /// - Throws: `TooSlow` when those so far took too long, from some seconds on.
    mutating func sent(_ count: Int) throws(TooSlow) {
        octets += count
        let now = ContinuousClock.now
        let elapsed = start.map { now - $0 } ?? .zero
        if start == nil { start = now }
        guard elapsed > grace else { return }
        guard octets >= rate * Int(elapsed.components.seconds) else { throw TooSlow() }
    }
}
