import BGPMessages
import NumberResources
import TestSupport
import Testing

@testable import RouteSecurity

@Suite("Detection: the table of peers") struct PeerTableTests {
    private static let start = BGPTime(seconds: 1_770_000_000)

    private static func after(_ seconds: Int) -> BGPTime { start.adding(seconds: seconds) }

    private static func peer(_ number: UInt32) -> BGPPeer {
        BGPPeer(address: IPAddress(ipv4: number), asn: ASN(number))
    }

    /// Peers 1 and up of feed 0, and those after them of feed 1.
    private static func table(_ first: Int, _ second: Int = 0, limit: Int = 10, perFeed: Int = 10) -> PeerTable {
        var limits = DetectionLimits()
        limits.peers = limit
        limits.peersPerFeed = perFeed
        var peers = PeerTable(limits: limits)
        for number in 0..<first + second {
            _ = peers.add(
                peer(UInt32(number)), feed: number < first ? 0 : 1, isExcluded: false, role: nil,
                at: after(number))
        }
        return peers
    }

    private static func look(_ peers: inout PeerTable, _ feed: Int, isUseless: Bool) -> PeerTable.Room {
        peers.room(forPeerOf: feed) { _ in isUseless }
    }

    private static func room(_ peers: PeerTable, _ feed: Int, isUseless: (Int) -> Bool) -> PeerTable.Room {
        var peers = peers
        return peers.room(forPeerOf: feed, isUseless: isUseless)
    }

    @Test("the same neighbour of two feeds is two peers") func names() {
        var peers = Self.table(1)
        #expect(peers.number(of: Self.peer(0), feed: 0) == 0)
        #expect(peers.number(of: Self.peer(0), feed: 1) == nil)
        #expect(peers.add(Self.peer(0), feed: 1, isExcluded: false, role: nil, at: Self.start) == 1)
        #expect(peers.number(of: Self.peer(0), feed: 1) == 1)
        #expect(peers.number(of: Self.peer(0), feed: 0) == 0)
        #expect(peers.indices(of: 1) == [1])
    }

    @Test("the number of a peer that is forgotten is another's, once") func numbers() {
        var peers = Self.table(2)
        #expect(peers.number(of: Self.peer(0), feed: 0) == 0)
        #expect(peers.remove(0) == true)
        #expect(peers.remove(0) == false)
        #expect(peers.count == 1)
        #expect(peers.number(of: Self.peer(0), feed: 0) == nil)
        #expect(peers.add(Self.peer(9), feed: 0, isExcluded: true, role: .peer, at: Self.start) == 0)
        #expect(peers.isExcluded(0) && peers.role(0) == .peer && peers.session(0) == 1 && peers.isFirstTable(0))
        #expect(peers.count == 2)
        #expect(peers.add(Self.peer(10), feed: 0, isExcluded: false, role: nil, at: Self.start) == 2)
    }

    @Test("room: up to the limit of all") func roomOfAll() {
        #expect(Self.room(Self.table(9), 0) { _ in true } == .free)
        #expect(Self.room(Self.table(10), 0) { _ in true } == .none)
        var full = Self.table(10)
        _ = full.remove(3)
        #expect(Self.look(&full, 0, isUseless: true) == .free)
    }

    @Test("room: a feed that has no more than one peer fewer than the largest gets none of its places")
    func fairRoom() {
        #expect(Self.room(Self.table(6, 4), 1) { _ in true } == .of(0))
        #expect(Self.room(Self.table(5, 5), 1) { _ in true } == .none)
        #expect(Self.room(Self.table(6, 5, limit: 11), 1) { _ in true } == .none)
        #expect(Self.room(Self.table(6, 4), 7) { _ in true } == .of(0))
        // Whoever has routes of ours stays; of the others, the one from which nothing came for the longest time goes.
        #expect(Self.room(Self.table(6, 4), 1) { $0 > 1 } == .of(2))
        var spoken = Self.table(6, 4)
        spoken.received(from: 0, at: Self.after(100))
        #expect(Self.look(&spoken, 1, isUseless: true) == .of(1))
        #expect(Self.room(Self.table(6, 4), 1) { _ in false } == .none)
    }

    @Test("room: the peer that has been down for the longest time goes first") func roomOfDown() {
        var peers = Self.table(6, 4)
        _ = peers.endSession(9, at: Self.after(50))
        _ = peers.endSession(4, at: Self.after(60))
        #expect(Self.look(&peers, 1, isUseless: true) == .of(9))
        _ = peers.remove(9)
        _ = peers.add(Self.peer(77), feed: 1, isExcluded: false, role: nil, at: Self.start)
        #expect(Self.look(&peers, 1, isUseless: true) == .of(4))
    }

    @Test("room: within a feed's own limit only its own peers give place") func roomOfFeed() {
        var peers = Self.table(3, 3, perFeed: 3)
        #expect(Self.look(&peers, 0, isUseless: true) == .none)
        _ = peers.endSession(5, at: Self.after(50))
        #expect(Self.look(&peers, 0, isUseless: true) == .none)
        _ = peers.endSession(1, at: Self.after(60))
        #expect(Self.look(&peers, 0, isUseless: true) == .of(1))
        #expect(Self.room(Self.table(2, 3, perFeed: 3), 0) { _ in true } == .free)
    }

    @Test("room: a peer that was up since is not down, and one that goes down again waits behind the others")
    func roomOfFlapping() {
        var peers = Self.table(3, 0, limit: 3)
        for (index, time) in [(0, 10), (1, 20), (2, 30)] { _ = peers.endSession(index, at: Self.after(time)) }
        peers.beginSession(0, at: Self.after(40))
        #expect(Self.look(&peers, 1, isUseless: false) == .of(1))
        _ = peers.endSession(0, at: Self.after(50))
        #expect(Self.look(&peers, 1, isUseless: false) == .of(1))
        #expect(peers.remove(1) == true)
        _ = peers.add(Self.peer(9), feed: 1, isExcluded: false, role: nil, at: Self.after(60))
        #expect(Self.look(&peers, 1, isUseless: false) == .of(2))
        peers.beginSession(2, at: Self.after(70))
        #expect(Self.look(&peers, 1, isUseless: false) == .of(0))
        peers.beginSession(0, at: Self.after(80))
        #expect(Self.look(&peers, 1, isUseless: false) == .none)
    }

    @Test("room: random peers that come, go and come back: always the one that has been down for the longest time")
    func roomOfRandom() {
        var random = SeededGenerator(9)
        var peers = Self.table(20, 20, limit: 40, perFeed: 20)
        var falls: [Int: Int] = [:]
        for turn in 0..<20_000 {
            let index = Int.random(in: 0..<40, using: &random)
            if falls[index] == nil, Int.random(in: 0..<3, using: &random) == 0 {
                falls[index] = turn
                #expect(peers.endSession(index, at: Self.after(turn)) == true)
            } else if falls[index] != nil {
                falls[index] = nil
                peers.beginSession(index, at: Self.after(turn))
            }
            let feed = Int.random(in: 0...2, using: &random)
            let down = falls.filter { feed == 2 || ($0.key < 20) == (feed == 0) }.min { $0.value < $1.value }?.key
            #expect(Self.look(&peers, feed, isUseless: false) == (down.map { .of($0) } ?? .none))
        }
    }

    @Test("room: of thousands of peers that are up a part is looked at each time, and all in turn") func roomOfMany() {
        var peers = Self.table(2_000, 0, limit: 2_000, perFeed: 2_000)
        var looks = 0
        var found: [PeerTable.Room] = []
        for _ in 0..<8 {
            found.append(
                peers.room(forPeerOf: 1) { index in
                    looks += 1
                    return index == 1_900
                })
        }
        #expect(looks <= 8 * PeerTable.mostLooks)
        #expect(found.filter { $0 == .of(1_900) }.count == 1)
    }

    @Test("a session: its table is on the way, complete, over") func session() {
        var peers = Self.table(1)
        #expect(peers.isUp(0) && peers.isFirstTable(0) && !peers.hasSettledPeer)
        #expect(peers.settle(0, at: Self.after(1)) == true)
        #expect(peers.settle(0, at: Self.after(2)) == false)
        #expect(!peers.isFirstTable(0) && peers.hasSettledPeer)
        #expect(peers.endSession(0, at: Self.after(3)) == true)
        #expect(peers.endSession(0, at: Self.after(4)) == false)
        #expect(!peers.isUp(0) && peers.session(0) == 1)
        #expect(peers.settle(0, at: Self.after(5)) == false)
        peers.beginSession(0, at: Self.after(6))
        #expect(peers.isUp(0) && peers.session(0) == 2)
        // It is the table of another session than the first.
        #expect(!peers.isFirstTable(0))
        peers.setExcluded(0, true)
        #expect(!peers.hasSettledPeer)
    }

    @Test("a table is complete after five quiet seconds, or after ten minutes in all") func loading() {
        let thresholds = DetectionThresholds()
        var peers = Self.table(1)
        #expect(peers.due(0, at: Self.after(4), thresholds) == .later(Self.after(5)))
        #expect(peers.due(0, at: Self.after(5), thresholds) == .complete)
        peers.received(from: 0, at: Self.after(597))
        #expect(peers.due(0, at: Self.after(599), thresholds) == .later(Self.after(600)))
        #expect(peers.due(0, at: Self.after(600), thresholds) == .complete)
        _ = peers.settle(0, at: Self.after(600))
        #expect(peers.due(0, at: Self.after(10_000), thresholds) == .nothing)
    }

    @Test("each session has its own time and its own table") func nextSession() {
        let thresholds = DetectionThresholds()
        var peers = Self.table(1)
        peers.count(Scenario.prefix("8.8.8.0/24"), of: 0)
        _ = peers.endSession(0, at: Self.after(10))
        peers.beginSession(0, at: Self.after(1_000))
        peers.refreshSizes()
        #expect(peers.spread(.ipv4, thresholds) { _ in true } == nil)
        #expect(peers.due(0, at: Self.after(1_004), thresholds) == .later(Self.after(1_005)))
        peers.received(from: 0, at: Self.after(1_598))
        #expect(peers.due(0, at: Self.after(1_599), thresholds) == .later(Self.after(1_600)))
    }

    @Test("a table of exactly as many routes as are wanted is full") func exactlyFull() {
        var thresholds = DetectionThresholds()
        var peers = Self.table(1)
        for number in 0..<UInt32(10) {
            peers.count(IPPrefix(truncating: IPAddress(ipv4: number << 8), length: 24), of: 0)
        }
        peers.refreshSizes()
        for (floor, isFull) in [(10, true), (11, false)] {
            thresholds.fullTableIPv4 = floor
            #expect(peers.spread(.ipv4, thresholds) { _ in true }?.fullTable == isFull)
            #expect(peers.figures(thresholds).fullIPv4 == (isFull ? 1 : 0))
        }
    }

    @Test("what a peer had is forgotten after five minutes down") func down() {
        var peers = Self.table(1)
        _ = peers.endSession(0, at: Self.after(10))
        #expect(peers.due(0, at: Self.after(309), DetectionThresholds()) == .later(Self.after(310)))
        #expect(peers.due(0, at: Self.after(310), DetectionThresholds()) == .forgotten)
    }

    @Test("a clock that starts gives all peers its time") func restart() {
        var peers = Self.table(1)
        peers.restart(at: Self.after(1_000))
        #expect(peers.due(0, at: Self.after(1_004), DetectionThresholds()) == .later(Self.after(1_005)))
    }

    @Test("spread: of peers with a full table, or of all where none has one; neither those down nor excluded")
    func spread() {
        var thresholds = DetectionThresholds()
        thresholds.fullTableIPv4 = 100
        var peers = Self.table(5)
        func fill(_ index: Int, _ count: Int) {
            for number in 0..<UInt32(count) {
                peers.count(IPPrefix(truncating: IPAddress(ipv4: number << 8), length: 24), of: index)
            }
        }
        for index in 1..<5 { fill(index, 10) }
        peers.refreshSizes()
        #expect(
            peers.spread(.ipv4, thresholds) { $0 < 2 }
                == AlertEvidence.Spread(peers: 1, of: 4, fullTable: false))
        #expect(peers.spread(.ipv6, thresholds) { _ in true } == nil)
        for index in 2..<5 { fill(index, 400) }
        peers.refreshSizes()
        #expect(
            peers.spread(.ipv4, thresholds) { $0 < 3 }
                == AlertEvidence.Spread(peers: 1, of: 3, fullTable: true))
        #expect(peers.settledFullTables(.ipv4, thresholds) { _ in true } == 0)
        for index in 0..<5 { _ = peers.settle(index, at: Self.start) }
        #expect(peers.settledFullTables(.ipv4, thresholds) { _ in true } == 3)
        #expect(peers.settledFullTables(.ipv4, thresholds) { $0 != 3 } == 2)
        _ = peers.endSession(4, at: Self.start)
        peers.setExcluded(3, true)
        #expect(
            peers.spread(.ipv4, thresholds) { _ in true }
                == AlertEvidence.Spread(peers: 1, of: 1, fullTable: true))
        #expect(peers.settledFullTables(.ipv4, thresholds) { _ in true } == 1)
        let figures = peers.figures(thresholds)
        #expect([figures.up, figures.fullIPv4, figures.fullIPv6] == [3, 1, 0])
    }

    @Test("a full table has three quarters of what the largest has, and never fewer routes than the threshold")
    func floor() {
        var thresholds = DetectionThresholds()
        thresholds.fullTableIPv6 = 20
        var peers = Self.table(2)
        #expect(peers.fullTableFloor(.ipv6, thresholds) == 20)
        thresholds.fullTableIPv6 = 0
        #expect(peers.fullTableFloor(.ipv6, thresholds) == 1)
        for number in 0..<UInt64(40) {
            peers.count(
                IPPrefix(truncating: IPAddress(ipv6: UInt128(0x2001_0db8_0000_0000 + number) << 64), length: 64), of: 0)
        }
        peers.refreshSizes()
        let floor = peers.fullTableFloor(.ipv6, thresholds)
        #expect((28...32).contains(floor))
        _ = peers.endSession(0, at: Self.start)
        #expect(peers.fullTableFloor(.ipv6, thresholds) == 1)
    }
}
