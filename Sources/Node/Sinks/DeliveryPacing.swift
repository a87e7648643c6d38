/// When a sink gets what, by its rate and by how it did before. Times are in seconds, of any clock that does not go back.
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

    /// Messages in a period; `nil` for any number.
    let rate: Int?
    let period: Double
    /// The first and the longest wait after a failure.
    let retry: ClosedRange<Double>

    private var sent: [Double] = []
    private var failures = 0
    private var resumes = -Double.infinity
    private var isHeldUp = false

    init(rate: Int?, period: Double, retry: ClosedRange<Double> = 1...300) {
        self.rate = rate
        self.period = period
        self.retry = retry
    }

    /// What to do at `now` with so much that waits.
    mutating func next(waiting: Int, at now: Double) -> Step {
        guard waiting > 0 else {
            isHeldUp = false
            return .rest
        }
        if now < resumes { return .wait(resumes - now) }
        guard let rate else { return .single }
        sent.removeAll { $0 <= now - period }
        if sent.count >= rate, let first = sent.first {
            isHeldUp = true
            return .wait(first + period - now)
        }
        return isHeldUp && waiting > 1 ? .digest : .single
    }

    /// A message has gone.
    mutating func succeeded(at now: Double) {
        failures = 0
        resumes = -.infinity
        if rate != nil { sent.append(now) }
        isHeldUp = false
    }

    /// One has not: each wait is twice the one before.
    mutating func failed(at now: Double) {
        resumes = now + min(retry.upperBound, retry.lowerBound * Double(1 << min(failures, 20)))
        failures += 1
    }
}
