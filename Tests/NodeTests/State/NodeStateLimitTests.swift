import FoundationEssentials
import Testing

@testable import Node

@Suite struct NodeStateLimitTests {
    private let start = Date(timeIntervalSince1970: 1_800_000_000)

    private func state() -> NodeState {
        NodeState(version: "1", session: 1, started: start)
    }

    @Test func aLimitThatIsReachedIsCountedAndRaisesOneAlarm() {
        let state = state()
        state.reached(limit: "filteredBodies", "first", at: start)
        state.reached(limit: "filteredBodies", "second", count: 3, at: start + 10)
        let snapshot = state.snapshot(at: start + 10)
        #expect(snapshot.limits.rows == [LimitTally.Row(name: "filteredBodies", count: 4)])
        #expect(snapshot.alarms.map(\.kind) == ["limit"])
        #expect(snapshot.alarms.map(\.subject) == ["filteredBodies"])
        #expect(snapshot.alarms.map(\.message) == ["second"])
        #expect(snapshot.alarms.map(\.since) == [start])
    }

    @Test func theAlarmEndsWhenTheLimitWasNotReachedForAnHour() {
        let state = state()
        state.reached(limit: "waiting", "too many", at: start)
        state.reached(limit: "waiting", "too many", at: start + 1_000)
        state.alarms.endLimitAlarms(at: start + 4_000)
        #expect(state.snapshot(at: start).alarms.count == 1)
        state.alarms.endLimitAlarms(at: start + 4_600)
        #expect(state.snapshot(at: start).alarms.isEmpty)
        #expect(state.snapshot(at: start).limits.rows.map(\.count) == [2])
    }

    @Test func aClockThatWasSetBackEndsItToo() {
        let state = state()
        state.reached(limit: "waiting", "too many", at: start)
        state.alarms.endLimitAlarms(at: start - 100_000)
        #expect(state.snapshot(at: start).alarms.isEmpty)
    }
}
