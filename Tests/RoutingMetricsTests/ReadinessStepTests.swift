import Testing

@testable import RoutingMetrics

@Suite("The cheapest step up") struct ReadinessStepTests {
    private let policy = ReadinessPolicy()

    private func step(
        routes: Int, valid: Int, invalid: Int = 0, registered: Int? = nil, filtering: Double? = nil
    ) -> ReadinessStep? {
        var counts = RouteCounts()
        (counts.routes, counts.valid, counts.invalid, counts.registered) = (routes, valid, invalid, registered ?? 0)
        counts.notFound = routes - valid - invalid
        var scores = ReadinessScores()
        scores.filtering = filtering
        scores.rpki = policy.rpkiBalance(of: counts).map { max(0, $0) }
        if registered != nil { scores.irr = counts.registeredShare }
        return policy.cheapestStep(for: counts, policy.completed(scores))
    }

    @Test("As many ROAs as the next level takes, and not one more")
    func roas() {
        #expect(
            step(routes: 10, valid: 5) == ReadinessStep(kind: .signRoutes, count: 1, overall: 0.6, level: .aspiring))
        #expect(step(routes: 10, valid: 6) == ReadinessStep(kind: .signRoutes, count: 2, overall: 0.8, level: .ready))
        #expect(step(routes: 10, valid: 8) == ReadinessStep(kind: .signRoutes, count: 2, overall: 1, level: .ready))
    }

    @Test("An invalid route weighs as ten: to mend it comes first")
    func invalid() {
        // One invalid route takes ten tenths away.
        let step = step(routes: 10, valid: 8, invalid: 1)
        #expect(step?.kind == .mendInvalid)
        #expect(step?.count == 1)
        #expect(step?.overall == 0.9)
        #expect(step?.level == .ready)
    }

    @Test("A route object, where that is enough with fewer changes")
    func objects() {
        // The mean of 1 and 0.5 is 0.75; a route object more makes it 0.8.
        let step = step(routes: 10, valid: 10, registered: 5)
        #expect(step?.kind == .registerRoutes)
        #expect(step?.count == 1)
        #expect(step?.level == .ready)
    }

    @Test("Filters, where only incidents are left, or only they are enough")
    func filters() {
        #expect(step(routes: 4, valid: 4, filtering: 0.5)?.kind == .filter)
        #expect(step(routes: 4, valid: 4, filtering: 0.5)?.overall == 1)
    }

    @Test("Where no single step is enough, the one that brings the most for each change")
    func together() {
        let step = step(routes: 100, valid: 0, registered: 0, filtering: 0.1)
        #expect(step?.kind == .filter)
        #expect(step?.level == .lagging)
    }

    @Test("Nothing for who has nothing left to do, and for who announces nothing")
    func nothing() {
        #expect(step(routes: 3, valid: 3) == nil)
        #expect(step(routes: 3, valid: 3, registered: 3, filtering: 1) == nil)
        #expect(step(routes: 0, valid: 0) == nil)
    }
}
