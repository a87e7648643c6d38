import BGPMessages
import Testing

@testable import RouteSecurity

@Suite("Detection: the table of visibility") struct VisibilityTableTests {
    private static let start = BGPTime(seconds: 1_770_000_000)
    private let thresholds = DetectionThresholds()

    private static func after(_ seconds: Int) -> BGPTime { start.adding(seconds: seconds) }

    /// Own prefixes 0 and 1, and peers that each have a rightful route to 0.
    private static func table(_ peers: Int) -> VisibilityTable {
        var table = VisibilityTable(count: 2)
        for peer in 0..<peers {
            table.addPeer(peer)
            table.noteRightful(0, by: peer)
            _ = table.hold(0, by: peer)
        }
        return table
    }

    private static func figures(_ table: VisibilityTable, of mine: Int = 0) -> [Int] {
        let (present, all) = table.spread(of: mine)
        return [present, all]
    }

    @Test("a peer counts once, however many routes it has, and until the last") func count() {
        var table = Self.table(1)
        #expect(table.hold(0, by: 0) == false)
        #expect(Self.figures(table) == [1, 1])
        #expect(table.held(by: 0) == [0: 2])
        #expect(table.release(0, by: 0) == false)
        #expect(table.isHeld(0, by: 0))
        #expect(table.release(0, by: 0) == true)
        #expect(Self.figures(table) == [0, 1])
        #expect(table.isLost(0, by: 0) && !table.isHeld(0, by: 0))
        #expect(table.release(0, by: 0) == false)
        #expect(table.hold(0, by: 0) == true)
        #expect(Self.figures(table) == [1, 1])
        #expect(!table.isLost(0, by: 0))
    }

    @Test("only who had a rightful route can lose it") func rightful() {
        var table = VisibilityTable(count: 1)
        table.addPeer(0)
        #expect(table.hold(0, by: 0) == true)
        #expect(table.release(0, by: 0) == false)
        #expect(Self.figures(table) == [0, 0])
    }

    @Test("a peer that is down counts nowhere; what it does not announce again is lost with its table") func session() {
        var table = Self.table(2)
        _ = table.release(0, by: 1)
        #expect(Self.figures(table) == [1, 2])
        table.endSession(0)
        table.endSession(1)
        #expect(Self.figures(table) == [0, 0])
        #expect(table.settle(0) == [0])
        #expect(table.settle(0) == [])
        // The other had lost it already.
        #expect(table.settle(1) == [])
        #expect(Self.figures(table) == [0, 1])
    }

    @Test("what is announced again in the next session is not lost") func again() {
        var table = Self.table(1)
        table.endSession(0)
        #expect(table.hold(0, by: 0) == true)
        #expect(table.settle(0) == [])
        #expect(table.releaseStale(0, by: 0) == false)
        #expect(Self.figures(table) == [1, 1])
    }

    @Test("an earlier session's route that is withdrawn is lost at once; one that is forgotten is not") func stale() {
        var table = Self.table(2)
        table.endSession(0)
        #expect(table.releaseStale(0, by: 0) == true)
        #expect(table.releaseStale(0, by: 0) == false)
        table.endSession(1)
        table.forgetStale(1)
        #expect(table.settle(1) == [])
        table.addPeer(1)
        #expect(!table.isHeld(0, by: 1))
    }

    @Test("half of the peers is enough; fewer are too few after a second", arguments: [(4, 2, false), (4, 1, true)])
    func low(_ all: Int, _ left: Int, _ isLow: Bool) {
        var table = Self.table(all)
        for peer in left..<all { _ = table.release(0, by: peer) }
        let outcome = table.look(at: 0, at: Self.start, thresholds)
        #expect(outcome == (isLow ? .low(until: Self.after(1)) : .visible))
        guard isLow else { return #expect(table.due(0, at: Self.after(100), thresholds) == .nothing) }
        #expect(table.look(at: 0, at: Self.after(0), thresholds) == .stillLow)
        #expect(table.due(0, at: Self.start, thresholds) == .later(Self.after(1)))
        #expect(table.due(0, at: Self.after(1), thresholds) == .lost)
        _ = table.hold(0, by: left)
        #expect(table.look(at: 0, at: Self.after(2), thresholds) == .visible)
        #expect(table.due(0, at: Self.after(3), thresholds) == .nothing)
    }

    @Test("where no peer is up nothing is known") func nobody() {
        var table = VisibilityTable(count: 1)
        #expect(table.look(at: 0, at: Self.start, thresholds) == .none)
        #expect(!table.isVisible(0))
    }

    @Test("after a restart the first peers do not end what was seen of all") func expectation() {
        var table = Self.table(1)
        table.expect(0, until: Self.after(600))
        table.expect(1, until: Self.after(600))
        #expect(table.isVisible(1))
        #expect(table.look(at: 0, at: Self.start, thresholds) == .none)
        table.endExpectation(0)
        table.endExpectation(1)
        #expect(table.look(at: 0, at: Self.start, thresholds) == .visible)
        #expect(table.isVisible(0) && !table.isVisible(1))
    }

    @Test("own prefixes that are numbered otherwise keep what peers lost and what is expected of them") func renumber()
    {
        var table = Self.table(3)
        table.expect(1, until: Self.after(5))
        _ = table.release(0, by: 1)
        table.endSession(2)
        // 0 is 2 now, and 1 is gone; peer 0 does not count any more.
        table.renumber(count: 3, { $0 == 0 ? 2 : nil }, standing: { ($0 != 0, $0 != 2) })
        #expect(Self.figures(table, of: 2) == [0, 1])
        #expect(table.expectedUntil(0) == nil && table.expectedUntil(1) == nil)
        #expect(table.isLost(2, by: 1) && !table.isHeld(2, by: 0))
        table.holdAgain(2, by: 1)
        table.holdAgain(2, by: 1)
        #expect(Self.figures(table, of: 2) == [1, 2])
        #expect(table.settle(2) == [2])
        #expect(table.settle(0) == [])
    }
}
