import Testing

@testable import RPKIRepository

@Suite("How long a walk waits") struct WalkBudgetTests {
    private let start = ContinuousClock.now

    private func left(_ budget: WalkBudget, after seconds: Double) -> Double? {
        budget.remaining(at: start + .seconds(seconds)).map { $0 / .seconds(1) }
    }

    @Test("As long as something comes, up to the whole of its time")
    func whole() {
        let budget = WalkBudget(total: 60, silence: 20, now: start)
        for second in 1...58 { budget.advance(200_000, at: start + .seconds(second)) }
        #expect(left(budget, after: 58) == 2)
        #expect(left(budget, after: 61) == -1)
    }

    @Test("When nothing comes, no longer than one server may be silent, however many there are")
    func silent() {
        let budget = WalkBudget(total: 60, silence: 20, now: start)
        budget.advance(300_000, at: start + .seconds(1))
        #expect(left(budget, after: 5) == 16)
        // Small files now and then, or octets that drip, are no reason to wait.
        for second in 2...20 { budget.advance(2_000, at: start + .seconds(second)) }
        #expect(left(budget, after: 21) == 0)
    }

    @Test("Time for taking what came into the store is no silence, and a break of it no more")
    func work() {
        let budget = WalkBudget(total: 60, silence: 20, now: start)
        budget.work(1, at: start + .seconds(10))
        budget.work(1, at: start + .seconds(15))
        budget.work(-1, at: start + .seconds(20))
        #expect(left(budget, after: 35) == 10)
        budget.work(-1, at: start + .seconds(35))
        #expect(left(budget, after: 40) == 5)
        budget.advance(4_000_000, at: start + .seconds(40))
        #expect(left(budget, after: 42) == 18)
    }

    @Test("Servers of which each brings a small file in time do not have a patience each")
    func chain() {
        let budget = WalkBudget(total: 600, silence: 20, now: start)
        for second in [0.5, 7, 13, 19] {
            budget.advance(1_000, at: start + .seconds(second))
            budget.work(1, at: start + .seconds(second))
            budget.work(-1, at: start + .seconds(second + 0.1))
        }
        let rest = left(budget, after: 19.5) ?? 100
        #expect(rest > 0.8 && rest < 1.0, "\(rest)")
    }

    @Test("Without bounds there is no end")
    func unbounded() {
        #expect(left(WalkBudget(total: nil, silence: nil, now: start), after: 1e6) == nil)
        #expect(left(WalkBudget(total: 5, silence: nil, now: start), after: 1) == 4)
    }
}
