import FoundationEssentials
import RPKIObjects
import RPKIValidation
import Synchronization
import Testing
import ValidatedPayloads

@testable import Node

@Suite struct StateTests {
    @Test func payloadsAreServedUntilTheyExpireOrAreWithdrawn() {
        let state = APIFixture.state()
        #expect(state.current(at: APIFixture.start) == nil)
        state.serve(APIFixture.served(expires: 60))
        #expect(state.current(at: APIFixture.at(59))?.served.serial == 1)
        #expect(state.current(at: APIFixture.at(60)) == nil)
        state.serve(APIFixture.served(serial: 2))
        state.withdraw()
        #expect(state.current(at: APIFixture.start) == nil)
        #expect(state.freshness(at: APIFixture.start) == .absent)
    }

    @Test func freshnessFollowsTheClockThatIsPassedIn() {
        let state = APIFixture.state()
        #expect(state.freshness(at: APIFixture.start) == .absent)
        state.serve(APIFixture.served(expires: 7_200))
        #expect(state.freshness(at: APIFixture.at(3_600)) == .current)
        #expect(state.freshness(at: APIFixture.at(-10_000)) == .current)
        #expect(state.freshness(at: APIFixture.at(3_601)) == .stale(since: APIFixture.at(3_600)))
        #expect(state.freshness(at: APIFixture.at(7_200)) == .expired(since: APIFixture.at(7_200)))
        state.update(staleAfter: 10)
        #expect(state.freshness(at: APIFixture.at(11)).word == "stale")
    }

    @Test func servingTheSameAgainKeepsTheIndexAndAddsNoDifference() throws {
        let state = APIFixture.serving()
        let first = try #require(state.current(at: APIFixture.start))
        state.serve(APIFixture.served(at: 600))
        let second = try #require(state.current(at: APIFixture.start))
        #expect(second.contentNumber == first.contentNumber)
        #expect(second.number > first.number)
        #expect(second.history.count == 0)
        #expect(second.served.date == APIFixture.at(600))
    }

    @Test func differencesAreKeptWithinTheirLimitsAndTheirSession() throws {
        var limits = StateLimits()
        limits.deltas = 2
        let state = APIFixture.state(limits: limits)
        for serial in 1...5 {
            state.serve(APIFixture.served(APIFixture.set(["10.\(serial).0.0/16 AS1"]), serial: UInt32(serial)))
        }
        func delta(_ serial: UInt32, session: UInt64 = 4_711) -> PayloadDelta? {
            state.current(at: APIFixture.start)?.delta(since: PayloadVersion(session: session, serial: serial))
        }
        #expect(delta(2) == nil)
        #expect(delta(3)?.vrps.announced.count == 1)
        #expect(delta(5)?.isEmpty == true)
        #expect(delta(6) == nil)
        #expect(delta(4, session: 1) == nil)
        state.serve(APIFixture.served(APIFixture.set([]), serial: 6), session: 1)
        #expect(delta(5) == nil)
        #expect(delta(6, session: 1)?.isEmpty == true)
        state.serve(APIFixture.served(APIFixture.set(["10.0.0.0/8 AS1"]), serial: 6))
        #expect(delta(5, session: 1) == nil)
    }

    @Test func differencesThatAreTooLargeAreNotKept() {
        var limits = StateLimits()
        limits.deltaRows = 3
        let state = APIFixture.state(limits: limits)
        for (serial, set) in [["10.0.0.0/8 AS1"], ["10.0.0.0/8 AS2"], ["10.0.0.0/8 AS3"]].enumerated() {
            state.serve(APIFixture.served(APIFixture.set(set), serial: UInt32(serial)))
        }
        let current = state.current(at: APIFixture.start)
        #expect(current?.delta(since: PayloadVersion(session: 4_711, serial: 0)) == nil)
        #expect(current?.delta(since: PayloadVersion(session: 4_711, serial: 1))?.rowCount == 2)
    }

    @Test func theSerialMayPassItsLargestNumber() {
        let state = APIFixture.state()
        state.serve(APIFixture.served(APIFixture.set(["10.0.0.0/8 AS1"]), serial: .max))
        state.serve(APIFixture.served(APIFixture.set(["10.0.0.0/8 AS2"]), serial: 0))
        let delta = state.current(at: APIFixture.start)?.delta(since: PayloadVersion(session: 4_711, serial: .max))
        #expect(delta?.vrps.announced == [APIFixture.vrp("10.0.0.0/8 AS2")])
    }

    @Test func anAlarmKeepsItsTimeUntilItIsCleared() {
        let state = APIFixture.state()
        state.raise(Alarm(kind: "payload-drop", subject: "faro", message: "a", since: APIFixture.start))
        state.raise(
            Alarm(kind: "payload-drop", subject: "faro", message: "b", since: APIFixture.at(9), isHolding: true))
        state.raise(Alarm(kind: "payload-drop", subject: "otro", message: "c", since: APIFixture.at(9)))
        let alarms = state.snapshot(at: APIFixture.start).alarms
        #expect(alarms.map(\.message) == ["b", "c"])
        #expect(alarms.map(\.since) == [APIFixture.start, APIFixture.at(9)])
        state.clear(alarm: "payload-drop", subject: "faro")
        #expect(state.snapshot(at: APIFixture.start).alarms.map(\.subject) == ["otro"])
    }

    @Test func listsAndTextsAreHeldWithinTheirLimits() {
        var limits = StateLimits()
        (limits.repositories, limits.sessions, limits.alarms, limits.textLength) = (2, 2, 2, 10)
        let state = APIFixture.state(limits: limits)
        state.update(
            repositories: ["c", "a", "b"].map { name in
                var repository = RepositoryState(uri: "https://\(name).example.net/notify.xml", transport: .rrdp)
                repository.error = String(repeating: "x", count: 100)
                return repository
            })
        state.update(sessions: (1...3).map { RouterConnection(remote: "192.0.2.\($0):1", since: APIFixture.start) })
        for number in 1...3 {
            state.raise(Alarm(kind: "a", subject: "\(number)", message: "m", since: APIFixture.start))
        }
        let snapshot = state.snapshot(at: APIFixture.start)
        #expect(snapshot.repositories.map(\.uri) == ["https://a…", "https://b…"])
        #expect(snapshot.repositories[0].error?.count == 10)
        #expect(snapshot.sessions.count == 2)
        #expect(snapshot.sessionCount == 3)
        #expect(snapshot.alarms.map(\.subject) == ["2", "3"])
    }

    @Test func aFailedRunIsToldBesideTheLastGoodOne() {
        let state = APIFixture.state()
        state.record(RunSummary(started: APIFixture.start, duration: 1), nextRefresh: APIFixture.at(600))
        state.record(RunSummary(started: APIFixture.at(600), duration: 1, error: "disk full"))
        var snapshot = state.snapshot(at: APIFixture.at(601))
        #expect(snapshot.lastRun?.started == APIFixture.start)
        #expect(snapshot.failedRun?.error == "disk full")
        #expect(snapshot.nextRefresh == APIFixture.at(600))
        state.record(RunSummary(started: APIFixture.at(1_200), duration: 1))
        snapshot = state.snapshot(at: APIFixture.at(1_201))
        #expect(snapshot.failedRun == nil)
    }

    @Test func whoWaitsIsWokenByAChangeOrByItsOwnEnd() async {
        let state = APIFixture.serving()
        let version = PayloadVersion(session: 4_711, serial: 1)
        #expect(await state.waitForChange(of: PayloadVersion(session: 4_711, serial: 0)))
        let waiting = Task { await state.waitForChange(of: version) }
        let cancelled = Task { await state.waitForChange(of: version) }
        while state.payloads.storage.withLock({ $0.waiters.count < 2 }) { await Task.yield() }
        cancelled.cancel()
        _ = await cancelled.value
        #expect(state.payloads.storage.withLock { $0.waiters.count } == 1)
        state.serve(APIFixture.served(APIFixture.set([]), serial: 2))
        #expect(await waiting.value)
    }

    @Test func rejectionsAreCountedByReasonAndLevel() {
        let error = ObjectError(.expired, Rule("RFC 5280", "6.1.3"), "x")
        let rejections = [
            Rejection(uri: "a", hash: nil, level: .rejected, error: error),
            Rejection(uri: "b", hash: nil, level: .rejected, error: error),
            Rejection(uri: "c", hash: nil, level: .pointKept, error: error),
        ]
        let tally = RejectionTally(rejections)
        #expect(tally.rows.map(\.count) == [1, 2])
        #expect(tally.rows.map(\.reason) == ["expired", "expired"])
        #expect(tally.count(.rejected) == 2)
    }

    @Test(arguments: [
        ("192.0.2.1:53211", "192.0.2.1"), ("[2001:db8::1]:53211", "2001:db8::1"), ("2001:db8::1", "2001:db8::1"),
        ("router", "router"),
    ])
    func aSessionsAddressIsWithoutThePort(remote: String, address: String) {
        #expect(RouterConnection(remote: remote, since: APIFixture.start).address == address)
    }
}
