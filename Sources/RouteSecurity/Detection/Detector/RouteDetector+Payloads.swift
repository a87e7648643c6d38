import BGPMessages
public import ValidatedPayloads

extension RouteDetector {
    /// Takes over newly validated payloads and looks at all routes again.
    public mutating func update(payloads set: PayloadSet) -> [AlertChange] {
        classifier = RouteClassifier(
            own: own, validator: RouteValidator(payloads: set, bogons: classifier.validator.bogons),
            knowsPayloads: true,
            registered: classifier.registered)
        if baseline.isKnown {
            let fresh = baseline.rows(of: set, own)
            apply(baseline.compare(with: fresh, thresholds))
            apply(baseline.take(fresh, own))
            for (key, isConfigured) in baseline.outdated(incidents.conditions(of: .roaChanged), own) {
                let reason = isConfigured ? nil : "the configuration no longer names the prefix"
                setCondition(key, false, falseBecause: reason)
            }
        } else {
            beginBaseline(with: set)
        }
        review(because: "the payloads have changed")
        checkExpiry()
        checkUnused()
        return drain()
    }

    /// The first payloads are the baseline.
    mutating func beginBaseline(with set: PayloadSet) {
        baseline.begin(with: set, own)
        checkExpiry()
        checkUnused()
    }

    /// Looks which our routes are about to lose their last ROA.
    mutating func checkExpiry() {
        guard baseline.isKnown else { return }
        let (conditions, next) = baseline.expiring(own, at: clock.wallNow.seconds, thresholds)
        apply(conditions)
        if let next {
            let due = clock.own(BGPTime(microseconds: next * 1_000_000))
            deadlines.add(.payloads, at: max(due, clock.now.adding(seconds: 1)))
        }
    }
}
