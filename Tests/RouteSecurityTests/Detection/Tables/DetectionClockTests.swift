import BGPMessages
import Testing

@testable import RouteSecurity

@Suite("Detection: the clock") struct DetectionClockTests {
    private static let start = BGPTime(seconds: 1_770_000_000)
    private static let day = 86_400

    private static func after(_ seconds: Int) -> BGPTime { start.adding(seconds: seconds) }

    @Test("a live clock that is set back goes on, and the operator's time follows his") func setBack() {
        var clock = DetectionClock(at: Self.start, isMovedByRoutes: false)
        #expect(clock.target(of: Self.after(10)) == Self.after(10))
        clock.advance(to: Self.after(10))
        #expect(clock.target(of: Self.after(4)) == nil)
        #expect(clock.now == Self.after(10))
        #expect(clock.ahead == 6_000_000)
        #expect(clock.wallNow == Self.after(4))
        #expect(clock.moment.own == Self.after(10) && clock.moment.wall == Self.after(4))
        #expect(clock.target(of: Self.after(5)) == Self.after(11))
        #expect(clock.own(Self.after(5)) == Self.after(11))
        clock.advance(to: Self.after(3))
        #expect(clock.now == Self.after(10))
    }

    @Test("the present itself is no clock that was set back") func same() {
        var clock = DetectionClock(at: Self.start, isMovedByRoutes: false)
        #expect(clock.target(of: Self.start) == Self.start)
        #expect(clock.ahead == 0)
    }

    @Test("a clock that routes move is not ahead of any other") func routes() {
        var clock = DetectionClock(at: Self.after(10), isMovedByRoutes: true)
        #expect(clock.target(of: Self.start) == nil)
        #expect(clock.ahead == 0)
        #expect(!DetectionClock(at: Self.start, isMovedByRoutes: false).isMoved(by: Self.after(1)))
    }

    @Test("the first route starts the clock, and an earlier one further away than a day starts it again") func start() {
        var clock = DetectionClock(at: BGPTime(microseconds: 0), isMovedByRoutes: true)
        #expect(clock.isMoved(by: Self.start))
        #expect(clock.step(to: Self.start) == .start)
        clock.set(to: Self.start)
        #expect(clock.isMoved(by: Self.after(-1)))
        #expect(clock.step(to: Self.after(-Self.day - 1)) == .start)
        clock.set(to: Self.after(-Self.day - 1))
        // One that is near confirms it: then no other can start it again.
        #expect(clock.step(to: Self.after(-1)) == .advance)
        clock.advance(to: Self.after(-1))
        #expect(!clock.isMoved(by: Self.after(-3 * Self.day)))
        #expect(clock.step(to: Self.after(-3 * Self.day)) == .none)
    }

    @Test("a day earlier confirms the first route, and does not move the clock back") func confirmed() {
        var clock = DetectionClock(at: BGPTime(microseconds: 0), isMovedByRoutes: true)
        #expect(clock.step(to: Self.start) == .start)
        clock.set(to: Self.start)
        #expect(clock.step(to: Self.after(-Self.day)) == .none)
        #expect(!clock.isMoved(by: Self.after(-1)))
    }

    @Test("a leap of more than a day needs a second route that confirms it") func leap() {
        var clock = DetectionClock(at: Self.start, isMovedByRoutes: true, after: Self.start, ahead: 0)
        #expect(clock.step(to: Self.after(Self.day)) == .advance)
        #expect(clock.step(to: Self.after(Self.day + 1)) == .none)
        // Another leap does not confirm it, but may be confirmed itself.
        #expect(clock.step(to: Self.after(9 * Self.day)) == .none)
        #expect(clock.step(to: Self.after(10 * Self.day)) == .advance)
        // What was claimed is forgotten with that.
        #expect(clock.step(to: Self.after(9 * Self.day)) == .none)
    }

    @Test("a leap that is confirmed confirms the clock, too") func leapConfirms() {
        var clock = DetectionClock(at: BGPTime(microseconds: 0), isMovedByRoutes: true)
        #expect(clock.step(to: Self.start) == .start)
        clock.set(to: Self.start)
        #expect(clock.step(to: Self.after(3 * Self.day)) == .none)
        #expect(clock.step(to: Self.after(3 * Self.day)) == .advance)
        clock.advance(to: Self.after(3 * Self.day))
        #expect(!clock.isMoved(by: Self.start))
        #expect(clock.step(to: Self.start) == .none)
    }

    @Test("after a restart, a clock that was set back meanwhile is ahead", arguments: [(30, 0), (-30, 30)])
    func restart(_ seconds: Int, _ lead: Int) {
        let clock = DetectionClock(at: Self.after(seconds), isMovedByRoutes: false, after: Self.start, ahead: 0)
        #expect(clock.now == Self.after(max(seconds, 0)))
        #expect(clock.ahead == Int64(lead) * 1_000_000)
        let routes = DetectionClock(at: Self.after(seconds), isMovedByRoutes: true, after: Self.start, ahead: 0)
        #expect(routes.now == Self.after(max(seconds, 0)))
        #expect(routes.ahead == 0)
    }

    @Test("what it was ahead before a restart it still is") func lead() {
        let clock = DetectionClock(
            at: Self.after(10), isMovedByRoutes: false, after: Self.after(12), ahead: 5_000_000)
        #expect(clock.now == Self.after(15))
        #expect(clock.wallNow == Self.after(10))
        #expect(
            !DetectionClock(at: Self.start, isMovedByRoutes: true, after: Self.start, ahead: 0).isMoved(by: Self.start))
    }

    @Test("a route's time counts up to a day off, in both directions") func seen() {
        let clock = DetectionClock(at: Self.start, isMovedByRoutes: false)
        for seconds in [-Self.day, Self.day] { #expect(clock.seen(Self.after(seconds)) == Self.after(seconds)) }
        for seconds in [-Self.day - 1, Self.day + 1] { #expect(clock.seen(Self.after(seconds)) == Self.start) }
    }
}

@Suite("Detection: what falls due") struct DeadlineQueueTests {
    private static func time(_ seconds: UInt32) -> BGPTime { BGPTime(seconds: seconds) }

    @Test("the earliest comes first, and nothing before its time") func order() {
        var queue = DeadlineQueue()
        for (number, seconds) in [5, 3, 9, 1, 7, 2, 8].enumerated() {
            queue.add(.peer(number), at: Self.time(UInt32(seconds)))
        }
        #expect(queue.first == Self.time(1))
        #expect(queue.next(at: Self.time(0))?.time == nil)
        var times: [BGPTime] = []
        while let (_, time) = queue.next(at: Self.time(8)) { times.append(time) }
        #expect(times == [1, 2, 3, 5, 7, 8].map(Self.time))
        #expect(queue.first == Self.time(9))
    }

    @Test("a later time for the same is needless; an earlier one counts") func once() {
        var queue = DeadlineQueue()
        queue.add(.payloads, at: Self.time(5))
        queue.add(.payloads, at: Self.time(6))
        queue.add(.payloads, at: Self.time(5))
        #expect(queue.next(at: Self.time(10))?.time == Self.time(5))
        #expect(queue.next(at: Self.time(10))?.time == nil)
        queue.add(.payloads, at: Self.time(6))
        queue.add(.payloads, at: Self.time(4))
        #expect(queue.first == Self.time(4))
    }
}
