/// The times at which a recipient gets messages, by its pacing and by its answers so far. Times are in seconds, of
/// any clock that does not go back.
struct DeliveryPacing {
    enum Step: Hashable {
        /// There is nothing to do.
        case rest
        /// The oldest goes alone.
        case single
        /// All that waits goes together.
        case digest
        /// Nothing goes for so long.
        case wait(Double)
    }

    var rule: Pacing
    /// The first and the longest wait after a failure.
    let retry: ClosedRange<Double>

    private var sent: [Double] = []
    private var failures = 0
    private var resumes = -Double.infinity
    private var isHeldUp = false

    init(_ rule: Pacing, retry: ClosedRange<Double> = 1...300) {
        self.rule = rule
        self.retry = retry
    }

    /// The next step at `now` with so many messages that wait.
    mutating func next(waiting: Int, at now: Double) -> Step {
        guard waiting > 0 else {
            isHeldUp = false
            return .rest
        }
        if now < resumes { return .wait(resumes - now) }
        guard let rate = rule.rate else { return .single }
        sent.removeAll { $0 <= now - rule.period }
        if sent.count >= rate, let first = sent.first {
            isHeldUp = true
            return .wait(first + rule.period - now)
        }
        return isHeldUp && waiting > 1 ? .digest : .single
    }

    /// A message has gone.
    mutating func succeeded(at now: Double) {
        failures = 0
        resumes = -.infinity
        if rule.rate != nil { sent.append(now) }
        isHeldUp = false
    }

    /// One has not: each wait is twice the one before.
    mutating func failed(at now: Double) {
        resumes = now + min(retry.upperBound, retry.lowerBound * Double(1 << min(failures, 20)))
        failures += 1
    }
}
