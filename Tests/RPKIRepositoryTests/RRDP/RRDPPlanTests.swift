import RPKIObjects
import RPKIRepository
import Testing

@Suite("What to fetch")
struct RRDPPlanTests {
    private static let session = RRDPSession(RRDPText.session)

    private func state(_ serial: UInt64, known: [Int] = [], hash: String = RRDPText.hash) throws -> RRDPState {
        let notification = try RRDPText.decode(
            RRDPText.root(
                "notification",
                RRDPText.snapshotReference() + known.map { RRDPText.delta($0, hash: hash) }.joined(),
                serial: known.max().map(String.init) ?? String(serial)))
        var state = RRDPState(notification)
        state.serial = RRDPSerial(serial)
        return state
    }

    private func notification(_ serial: Int, _ deltas: ClosedRange<Int>? = nil) throws -> RRDPNotification {
        try RRDPText.decode(RRDPText.notification(deltas.map(Array.init) ?? [], serial: String(serial)))
    }

    private func reason(_ plan: RRDPPlan) -> RRDPPlan.Reason? {
        if case .snapshot(_, let reason) = plan { reason } else { nil }
    }

    private func serials(_ plan: RRDPPlan) -> [String]? {
        if case .deltas(let deltas) = plan { deltas.map(\.serial.description) } else { nil }
    }

    @Test("the first time, the snapshot")
    func first() throws {
        #expect(reason(RRDPPlan(from: nil, to: try notification(3, 1...3))) == .first)
    }

    @Test("the same serial: nothing")
    func same() throws {
        #expect(RRDPPlan(from: try state(3, known: [2, 3]), to: try notification(3, 2...3)) == .upToDate)
    }

    @Test("a higher serial: the deltas from there, in order")
    func deltas() throws {
        #expect(
            serials(RRDPPlan(from: try state(3, known: [2, 3]), to: try notification(6, 2...6))) == ["4", "5", "6"])
        #expect(serials(RRDPPlan(from: try state(3), to: try notification(4, 4...4))) == ["4"])
    }

    @Test("a new session: the snapshot, whatever the serial")
    func session() throws {
        let other = try RRDPText.decode(
            RRDPText.notification([1, 2, 3], session: "cafecafe-0000-4000-8000-000000000001"))
        #expect(reason(RRDPPlan(from: try state(3), to: other)) == .session)
    }

    @Test("deltas that do not reach back: the snapshot", arguments: [5...6, nil] as [ClosedRange<Int>?])
    func gap(listed: ClosedRange<Int>?) throws {
        #expect(reason(RRDPPlan(from: try state(3), to: try notification(6, listed))) == .gap)
    }

    @Test("a faulty list of deltas: the snapshot")
    func list() throws {
        let gappy = try RRDPText.decode(RRDPText.notification([4, 6], serial: "6"))
        let fault = try #require(gappy.deltaFault)
        #expect(reason(RRDPPlan(from: try state(3), to: gappy)) == .list(fault))
    }

    @Test("a delta that was announced with another hash: the snapshot, also where the serial is the same or lower")
    func mutated() throws {
        let other = String(repeating: "bb", count: 32)
        let known = try state(3, known: [2, 3], hash: other)
        for serial in [3, 4] {
            #expect(reason(RRDPPlan(from: known, to: try notification(serial, 2...serial))) == .mutated(RRDPSerial(2)))
        }
        #expect(reason(RRDPPlan(from: known, to: try notification(2, 1...2))) == .mutated(RRDPSerial(2)))
    }

    @Test("a lower serial of the same history: nothing, as a cache may be behind")
    func older() throws {
        #expect(RRDPPlan(from: try state(4, known: [2, 3, 4]), to: try notification(3, 2...3)) == .older)
    }

    @Test("a lower serial of a history that is not known: the snapshot")
    func regression() throws {
        #expect(reason(RRDPPlan(from: try state(9, known: [8, 9]), to: try notification(3, 2...3))) == .regression)
        #expect(reason(RRDPPlan(from: try state(9, known: [8, 9]), to: try notification(3))) == .regression)
    }

    @Test("more deltas than the limit: the snapshot")
    func count() throws {
        var limits = RRDPLimits()
        limits.fetchedDeltas = 2
        #expect(serials(RRDPPlan(from: try state(4), to: try notification(6, 2...6), limits: limits)) == ["5", "6"])
        #expect(reason(RRDPPlan(from: try state(3), to: try notification(6, 2...6), limits: limits)) == .count(3))
    }

    @Test("deltas of more octets than the snapshot: the snapshot")
    func size() throws {
        let notification = try notification(6, 2...6)
        func plan(_ snapshot: Int?, _ delta: Int?) throws -> RRDPPlan {
            RRDPPlan(from: try state(3), to: notification) { file in
                file == notification.snapshot ? snapshot : delta
            }
        }
        #expect(reason(try plan(100, 40)) == .size)
        #expect(serials(try plan(120, 40)) != nil)
        #expect(serials(try plan(nil, 40)) != nil)
        #expect(serials(try plan(100, nil)) != nil)
    }
}
