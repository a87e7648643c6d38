import Testing

@testable import Delivery

@Suite("When a recipient gets what") struct DeliveryPacingTests {
    @Test("Within the rate each goes alone; what is more waits, and goes together")
    func rate() {
        var pacing = DeliveryPacing(Pacing(rate: 2, period: 60))
        #expect(pacing.next(waiting: 0, at: 0) == .rest)
        #expect(pacing.next(waiting: 5, at: 0) == .single)
        pacing.succeeded(at: 0)
        #expect(pacing.next(waiting: 4, at: 10) == .single)
        pacing.succeeded(at: 10)
        #expect(pacing.next(waiting: 3, at: 20) == .wait(40))
        #expect(pacing.next(waiting: 9, at: 60) == .digest)
        pacing.succeeded(at: 60)
        #expect(pacing.next(waiting: 1, at: 61) == .wait(9))
        #expect(pacing.next(waiting: 1, at: 70) == .single)
    }

    @Test("After a failure it waits twice as long as before, to a bound; a success ends that")
    func retry() {
        var pacing = DeliveryPacing(Pacing(rate: nil, period: 60), retry: 1...5)
        var waits: [Double] = []
        for _ in 0..<5 {
            pacing.failed(at: 100)
            guard case .wait(let seconds) = pacing.next(waiting: 1, at: 100) else { continue }
            waits.append(seconds)
        }
        #expect(waits == [1, 2, 4, 5, 5])
        pacing.succeeded(at: 200)
        pacing.failed(at: 200)
        #expect(pacing.next(waiting: 1, at: 200) == .wait(1))
        #expect(pacing.next(waiting: 1, at: 201) == .single)
    }
}
