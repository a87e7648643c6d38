import BGPMessages
import NumberResources
import Testing
import ValidatedPayloads

@testable import RouteSecurity

@Suite("Detection: the table of incidents") struct IncidentTableTests {
    private static let start = BGPTime(seconds: 1_770_000_000)
    private static let subject = AlertSubject.prefix(Scenario.prefix("193.0.0.0/16"))
    private let thresholds = DetectionThresholds()

    private static func after(_ seconds: Int) -> BGPTime { start.adding(seconds: seconds) }

    private static func moment(_ seconds: Int) -> DetectionClock.Moment {
        DetectionClock.Moment(own: after(seconds), wall: after(seconds - 1_000))
    }

    private static func verdict(_ alertClass: AlertClass, isValid: Bool = false, acceptedBy: ASN? = nil) -> RouteVerdict
    {
        RouteVerdict(
            alertClass: alertClass, offender: 666, isValid: isValid,
            assessment: RouteAssessment(origin: 666, originState: .notFound, bogons: []), acceptedBy: acceptedBy)
    }

    private static func route(in slot: Int, isValid: Bool = false) -> TrackedRoute {
        TrackedRoute(path: 0, incident: Int32(slot), own: 0, session: 1, isValid: isValid)
    }

    private static func table(incidents: Int = 10, offenders: Int = 32) -> IncidentTable {
        var limits = DetectionLimits()
        limits.incidents = incidents
        limits.offendersPerPrefix = offenders
        limits.evidenceSamples = 2
        limits.evidencePeers = 2
        limits.incidentPrefixes = 3
        limits.evidencePathLength = 2
        return IncidentTable(limits: limits)
    }

    // MARK: Slots

    @Test("offenders of one class and prefix up to the limit; the rest are one incident without an offender")
    func offenders() {
        var table = Self.table(offenders: 2)
        func open(_ alertClass: AlertClass, _ asn: ASN) -> Int? {
            table.open(alertClass, of: Self.subject, by: asn, at: Self.start)
        }
        #expect(open(.subPrefixOrigin, 1) == 0)
        #expect(open(.subPrefixOrigin, 2) == 1)
        #expect(open(.subPrefixOrigin, 3) == 2)
        #expect(open(.subPrefixOrigin, 4) == 2)
        #expect(open(.subPrefixOrigin, 1) == 0)
        #expect(open(.exactPrefixOrigin, 4) == 3)
        #expect(table[2]?.key.offender == nil)
        #expect(table.slot(of: AlertKey(.subPrefixOrigin, of: Self.subject)) == 2)
        #expect(table.contains(.subPrefixOrigin, by: 2))
        #expect(!table.contains(.subPrefixOrigin, by: 4))
        #expect(!table.contains(.exactPrefixOrigin, by: 2))
        #expect(table.dropped == 0)
    }

    @Test("at the limit the incident that ended first makes room, and its slot is another's") func eviction() {
        var table = Self.table(incidents: 2)
        let keys = (0..<4).map { AlertKey(.roaChanged, of: Self.subject, by: ASN(UInt32($0))) }
        for index in 0..<2 { _ = table.setCondition(keys[index], true, at: Self.start) }
        // What is less severe than all that lasts finds no room.
        #expect(table.open(AlertKey(.bogon, of: Self.subject), at: Self.start) == nil)
        #expect(table.dropped == 1)
        for (index, seconds) in [(1, 10), (0, 20)] {
            #expect(table.setCondition(keys[index], false, at: Self.start) == index)
            _ = table.settle(index, falseBecause: "a test", at: Self.moment(seconds), thresholds)
        }
        #expect(table.open(keys[2], at: Self.start) == 1)
        #expect(table.slot(of: keys[1]) == nil)
        #expect(table.slot(of: keys[0]) == 0)
        #expect(table.open(keys[3], at: Self.start) == 0)
        #expect(table.dropped == 1)
    }

    @Test("an ended incident is forgotten a second after it can no longer be reopened; one that is held is not")
    func expiry() {
        var table = Self.table()
        let key = AlertKey(.roaChanged, of: Self.subject, by: 1)
        let slot = table.setCondition(key, true, at: Self.start) ?? -1
        #expect(table.expire(slot, at: Self.after(1_000_000), thresholds).next == nil)
        _ = table.setCondition(key, false, at: Self.start)
        #expect(table.settle(slot, falseBecause: "a test", at: Self.moment(0), thresholds) == Self.after(86_401))
        #expect(table[slot]?.state == .withdrawn)
        let early = table.expire(slot, at: Self.after(86_400), thresholds)
        #expect(!early.isGone && early.next == Self.after(86_401))
        _ = table.setCondition(key, true, at: Self.start)
        let held = table.expire(slot, at: Self.after(86_401), thresholds)
        #expect(!held.isGone && held.next == Self.after(86_401 + 86_400))
        _ = table.setCondition(key, false, at: Self.start)
        #expect(table.expire(slot, at: Self.after(86_401), thresholds).isGone)
        #expect(table[slot] == nil && table.slot(of: key) == nil && table.all.isEmpty)
    }

    @Test("a condition is news once, and is listed by its class") func conditions() {
        var table = Self.table()
        let key = AlertKey(.roaChanged, of: Self.subject, by: 1)
        #expect(table.setCondition(key, false, at: Self.start) == nil)
        #expect(table.all.isEmpty)
        #expect(table.setCondition(key, true, at: Self.after(5)) == 0)
        #expect(table.setCondition(key, true, at: Self.after(6)) == nil)
        #expect(table[0]?.alert.evidence.lastSeen == Self.after(5))
        #expect(table.conditions(of: .roaChanged) == [key])
        #expect(table.conditions(of: .roaExpiring) == [])
        #expect(table.setCondition(key, false, at: Self.after(7)) == 0)
        #expect(table[0]?.alert.evidence.lastSeen == Self.after(5))
        #expect(table.conditions(of: .roaChanged) == [])
        #expect(table.keys == [key])
    }

    // MARK: Life

    @Test("without its last route it is dormant, then ended; what was looked at again was false") func life() {
        var table = Self.table()
        let slot = table.open(.subPrefixOrigin, of: Self.subject, by: 666, at: Self.start) ?? -1
        table.attach(Self.verdict(.subPrefixOrigin), to: slot, by: 3, .ipv4)
        table.attach(Self.verdict(.subPrefixOrigin), to: slot, by: 3, .ipv6)
        #expect(table.routes(of: slot, by: 3, .ipv4) == 1)
        #expect(table.routes(of: slot, by: 3, .ipv6) == 1)
        #expect(table.routes(of: slot, by: 2, .ipv4) == 0)
        #expect(table.settle(slot, falseBecause: nil, at: Self.moment(0), thresholds) == nil)
        table.detach(Self.route(in: slot), by: 3, .ipv4, isReplaced: false)
        #expect(table.settle(slot, falseBecause: nil, at: Self.moment(1), thresholds) == nil)
        table.detach(Self.route(in: slot), by: 3, .ipv6, isReplaced: false)
        #expect(table.settle(slot, falseBecause: nil, at: Self.moment(2), thresholds) == Self.after(602))
        #expect(table[slot]?.state == .dormant)
        #expect(table.endDormancy(slot, at: Self.moment(601), thresholds) == Self.after(602))
        #expect(table[slot]?.state == .dormant)
        #expect(table.endDormancy(slot, at: Self.moment(602), thresholds) == Self.after(602 + 86_401))
        #expect(table[slot]?.state == .ended)
        #expect(table[slot]?.alert.ended == Self.after(602 - 1_000))
    }

    @Test("a dormant alert that is refuted is withdrawn; one that cannot be refuted stays dormant") func refuted() {
        for (alertClass, state) in [(AlertClass.routeLeak, RouteAlert.State.withdrawn), (.rpkiInvalid, .dormant)] {
            var table = Self.table()
            let slot = table.open(alertClass, of: Self.subject, by: 1, at: Self.start) ?? -1
            _ = table.settle(slot, falseBecause: nil, at: Self.moment(0), thresholds)
            #expect(table[slot]?.state == .dormant)
            _ = table.settle(slot, falseBecause: "a test", at: Self.moment(1), thresholds)
            #expect(table[slot]?.state == state)
        }
    }

    @Test("what awaits its routes holds until then") func awaiting() {
        var table = Self.table()
        let slot = table.open(.subPrefixOrigin, of: Self.subject, by: 666, at: Self.start) ?? -1
        let verdict = Self.verdict(.subPrefixOrigin)
        #expect(table.holdUntracked(slot, verdict.assessment, until: Self.after(10)) == true)
        #expect(table[slot]?.isHeld == true)
        let early = table.endAwaiting(slot, at: Self.after(9))
        #expect(!early.isOver && early.next == Self.after(10))
        let late = table.endAwaiting(slot, at: Self.after(10))
        #expect(late.isOver && late.next == nil)
        #expect(table[slot]?.isHeld == false)
        #expect(!table.endAwaiting(slot, at: Self.after(11)).isOver)
        table.attach(verdict, to: slot, by: 1, .ipv4)
        #expect(table.holdUntracked(slot, verdict.assessment, until: Self.after(20)) == false)
    }

    @Test("a test ends itself, and nothing else does") func tests() {
        var table = Self.table()
        _ = table.setCondition(AlertKey(.test, of: Self.subject), true, at: Self.start)
        _ = table.setCondition(AlertKey(.roaChanged, of: Self.subject), true, at: Self.start)
        #expect(table.endTest(0) == true)
        #expect(table.endTest(0) == false)
        #expect(table.endTest(1) == false)
    }

    // MARK: Reports

    @Test("an update waits for its interval; six reports an interval are enough") func pace() {
        var table = Self.table()
        _ = table.setCondition(AlertKey(.roaChanged, of: Self.subject), true, at: Self.start)
        #expect(table.pendingChange(of: 0) == .raised)
        #expect(table.pace(0, .raised, at: Self.after(0), thresholds) == nil)
        table.markReported(0, at: Self.after(0))
        #expect(table.pendingChange(of: 0) == nil)
        table.touch(0)
        #expect(table.pendingChange(of: 0) == .updated)
        #expect(table.pace(0, .updated, at: Self.after(59), thresholds) == Self.after(60))
        for _ in 2...6 { #expect(table.pace(0, .dormant, at: Self.after(59), thresholds) == nil) }
        #expect(table.pace(0, .dormant, at: Self.after(59), thresholds) == Self.after(60))
        #expect(table.pace(0, .updated, at: Self.after(60), thresholds) == nil)
        #expect(table.pace(0, .dormant, at: Self.after(119), thresholds) == nil)
    }

    @Test(
        "each state follows from the one that was reported",
        arguments: [
            (nil, .active, .raised), (nil, .ended, nil), (nil, .withdrawn, nil), (nil, .dormant, nil),
            (.active, .dormant, .dormant), (.active, .ended, .ended), (.active, .withdrawn, .withdrawn),
            (.active, .active, nil), (.dormant, .active, .resumed), (.dormant, .ended, .ended),
            (.dormant, .withdrawn, .withdrawn), (.dormant, .dormant, nil), (.ended, .active, .reopened),
            (.ended, .dormant, nil), (.ended, .ended, nil), (.withdrawn, .active, .reopened),
            (.withdrawn, .dormant, nil), (.withdrawn, .withdrawn, nil),
        ] as [(RouteAlert.State?, RouteAlert.State, AlertChange.Kind?)])
    func kinds(_ reported: RouteAlert.State?, _ state: RouteAlert.State, _ kind: AlertChange.Kind?) {
        #expect(AlertChange.Kind(from: reported, to: state, isChanged: false) == kind)
        let isUpdate = reported == .active && state == .active
        #expect(AlertChange.Kind(from: reported, to: state, isChanged: true) == (isUpdate ? .updated : kind))
    }

    // MARK: Evidence

    @Test("samples and counts of evidence, to their limits") func evidence() {
        var table = Self.table()
        let slot = table.open(.subPrefixOrigin, of: Self.subject, by: 666, at: Self.start) ?? -1
        var pool = PathPool()
        for number in 1...3 {
            let peer = BGPPeer(address: IPAddress(ipv4: UInt32(number)), asn: ASN(UInt32(number)))
            let prefix = Scenario.prefix("193.0.\(number).0/24")
            #expect(table.noteAnnouncement(slot, by: Int32(number), at: Self.after(number)) == false)
            table.addPeer(Int32(number), feed: "a", peer, to: slot, at: Self.after(number))
            #expect(table.noteAnnouncement(slot, by: Int32(number), at: Self.after(10 * number)) == true)
            let path = pool.intern(ASPath([ASN(UInt32(number)), 666]), onlyToCustomer: nil)
            table.notePath(path, in: pool, to: prefix, by: Int32(number), of: slot)
            table.notePrefix(prefix, of: slot)
        }
        table.notePrefix(Scenario.prefix("193.0.1.0/24"), of: slot)
        var evidence = table[slot]?.alert.evidence
        #expect(evidence?.announcements == 6)
        #expect(evidence?.peerCount == 3)
        #expect(evidence?.peers.map(\.asn) == [1, 2])
        #expect(evidence?.peers.map(\.lastSeen) == [Self.after(10), Self.after(20)])
        #expect(evidence?.peers.map(\.path) == ["1 666", "2 666"])
        #expect(evidence?.peers.map(\.prefix) == ["193.0.1.0/24", "193.0.2.0/24"].map(Scenario.prefix))
        #expect(evidence?.paths == ["1 666", "2 666"])
        #expect(evidence?.prefixes.count == 2)
        #expect(evidence?.prefixCount == 3)
        #expect(evidence?.firstSeen == Self.start && evidence?.lastSeen == Self.after(30))
        #expect(evidence?.isTruncated == false)
        table.notePrefix(Scenario.prefix("193.0.9.0/24"), of: slot)
        _ = table.noteAnnouncement(slot, by: 1, at: Self.after(-5))
        evidence = table[slot]?.alert.evidence
        #expect(evidence?.isTruncated == true && evidence?.prefixCount == 3)
        #expect(evidence?.firstSeen == Self.after(-5))
        #expect(evidence?.peers.first?.lastSeen == Self.after(10))
    }

    @Test("a peer has a route until its last one of a family is gone") func hasRoute() {
        var table = Self.table()
        let slot = table.open(.subPrefixOrigin, of: Self.subject, by: 666, at: Self.start) ?? -1
        var pool = PathPool()
        let path = pool.intern(ASPath([666]), onlyToCustomer: nil)
        let peer = BGPPeer(address: IPAddress(ipv4: 1), asn: 1)
        for _ in 0..<2 { table.attach(Self.verdict(.subPrefixOrigin), to: slot, by: 0, .ipv4) }
        table.addPeer(0, feed: "a", peer, to: slot, at: Self.start)
        table.notePath(path, in: pool, to: Scenario.prefix("193.0.1.0/24"), by: 0, of: slot)
        var hasRoute: Bool? { table[slot]?.alert.evidence.peers.first?.hasRoute }
        table.detach(Self.route(in: slot), by: 0, .ipv4, isReplaced: false)
        #expect(hasRoute == true)
        table.attach(Self.verdict(.subPrefixOrigin), to: slot, by: 0, .ipv4)
        table.detach(Self.route(in: slot), by: 0, .ipv4, isReplaced: true)
        #expect(hasRoute == true)
        table.detach(Self.route(in: slot), by: 0, .ipv4, isReplaced: false)
        #expect(hasRoute == false)
        // A number that is another peer's now is another peer's sighting.
        table.forgetPeer(0)
        #expect(table.noteAnnouncement(slot, by: 0, at: Self.start) == false)
        table.addPeer(0, feed: "a", peer, to: slot, at: Self.start)
        #expect(table[slot]?.alert.evidence.peers.count == 1)
        table.addPeer(1, feed: "b", peer, to: slot, at: Self.start)
        #expect(table[slot]?.alert.evidence.peers.count == 2)
    }

    @Test("a path is shown up to its limit; a peer that announces again has a route again") func paths() {
        var table = Self.table()
        let slot = table.open(.subPrefixOrigin, of: Self.subject, by: 666, at: Self.start) ?? -1
        var pool = PathPool()
        let path = pool.intern(ASPath([1, 2, 3, 666]), onlyToCustomer: nil)
        let prefix = Scenario.prefix("193.0.1.0/24")
        table.addPeer(0, feed: "a", BGPPeer(address: IPAddress(ipv4: 1), asn: 1), to: slot, at: Self.start)
        for _ in 0..<2 {
            table.attach(Self.verdict(.subPrefixOrigin), to: slot, by: 0, .ipv4)
            table.notePath(path, in: pool, to: prefix, by: 0, of: slot)
            #expect(table[slot]?.alert.evidence.peers.first?.hasRoute == true)
            table.detach(Self.route(in: slot), by: 0, .ipv4, isReplaced: false)
            #expect(table[slot]?.alert.evidence.peers.first?.hasRoute == false)
        }
        #expect(table[slot]?.alert.evidence.paths == ["1 2 …"])
        #expect(table[slot]?.alert.evidence.peers.first?.path == "1 2 …")
    }

    @Test("who accepts the offender's routes is counted, a few of them") func accepting() {
        var table = Self.table()
        let slot = table.open(.subPrefixOrigin, of: Self.subject, by: 666, at: Self.start) ?? -1
        for asn in [1, 2, 2, 3] as [ASN] {
            table.attach(Self.verdict(.subPrefixOrigin, acceptedBy: asn), to: slot, by: 0, .ipv4)
        }
        #expect(table[slot]?.acceptedBy == [1: 1, 2: 1])
    }

    @Test("spread is of the subject's family, and news when it is another") func spread() {
        var table = Self.table()
        let slot = table.open(.visibilityLost, of: Self.subject, by: nil, at: Self.start) ?? -1
        let spread = AlertEvidence.Spread(peers: 1, of: 2, fullTable: false)
        #expect(table.setSpread(spread, .ipv4, of: slot) == true)
        #expect(table.setSpread(spread, .ipv4, of: slot) == false)
        #expect(table.setSpread(spread, .ipv6, of: slot) == true)
        #expect(table[slot]?.alert.evidence.ipv6 == spread)
        let hijack = table.open(.subPrefixOrigin, of: Self.subject, by: 666, at: Self.start) ?? -1
        for peer in [0, 1, 5] as [Int32] {
            table.attach(Self.verdict(.subPrefixOrigin), to: hijack, by: peer, .ipv4)
        }
        table.attach(Self.verdict(.subPrefixOrigin), to: hijack, by: 5, .ipv6)
        var families: [AddressFamily] = []
        table.updateSpread(of: hijack) { family, holds in
            families.append(family)
            return AlertEvidence.Spread(peers: (0..<8).count(where: holds), of: 8, fullTable: true)
        }
        #expect(families == [.ipv4])
        #expect(table[hijack]?.alert.evidence.peersWithRoute == 3)
        #expect(table[hijack]?.alert.evidence.ipv4?.peers == 3)
    }

    @Test("after a restart it goes on, once, and who had a route may have none") func restart() {
        var table = Self.table()
        let slot = table.open(.subPrefixOrigin, of: Self.subject, by: 666, at: Self.start) ?? -1
        for number in 0..<2 {
            table.addPeer(
                Int32(number), feed: "a", BGPPeer(address: IPAddress(ipv4: UInt32(number)), asn: 1), to: slot,
                at: Self.start)
        }
        guard let alert = table[slot]?.alert else { return #expect(Bool(false)) }
        var after = Self.table()
        let memory = Incident.Memory(alert: alert, reported: .active, condition: false, awaiting: Self.after(9))
        #expect(after.restore(memory, at: Self.after(5)) == 0)
        #expect(after.restore(memory, at: Self.after(5)) == nil)
        #expect(after[0]?.alert.id == alert.id)
        #expect(after[0]?.isHeld == true)
        #expect(after[0]?.alert.evidence.peers.map(\.hasRoute) == [false, false])
        #expect(after.pendingChange(of: 0) == nil)
        // The number of peers does not fall behind what it was.
        after.addPeer(7, feed: "a", BGPPeer(address: IPAddress(ipv4: 0), asn: 1), to: 0, at: Self.after(6))
        #expect(after[0]?.alert.evidence.peerCount == 2)
        #expect(after.pendingChange(of: 0) == nil)
    }

    // MARK: What holds an incident

    @Test("a route that is followed, or a condition, takes the place of what was awaited") func awaited() {
        var table = Self.table()
        let verdict = Self.verdict(.subPrefixOrigin)
        let slot = table.open(.subPrefixOrigin, of: Self.subject, by: 666, at: Self.start) ?? -1
        _ = table.holdUntracked(slot, verdict.assessment, until: Self.after(10))
        #expect(table[slot]?.assessment == verdict.assessment)
        table.attach(verdict, to: slot, by: 1, .ipv4)
        table.detach(Self.route(in: slot), by: 1, .ipv4, isReplaced: false)
        #expect(table[slot]?.isHeld == false)
        table.updateSpread(of: slot) { _, _ in nil }
        #expect(table[slot]?.alert.evidence.peersWithRoute == 0)
        let other = RouteAssessment(origin: 667, originState: .invalid)
        table.reassess(slot, other)
        #expect(table[slot]?.assessment == other)
        let key = AlertKey(.roaChanged, of: Self.subject)
        let condition = table.open(key, at: Self.start) ?? -1
        _ = table.holdUntracked(condition, verdict.assessment, until: Self.after(10))
        #expect(table.setCondition(key, true, at: Self.after(7)) == condition)
        #expect(table[condition]?.alert.evidence.lastSeen == Self.after(7))
        #expect(table.setCondition(key, false, at: Self.after(8)) == condition)
        #expect(table[condition]?.isHeld == false)
    }

    @Test("an alert that is not downgraded any more is news") func downgraded() {
        var table = Self.table()
        let slot = table.open(.subPrefixOrigin, of: Self.subject, by: 666, at: Self.start) ?? -1
        table.attach(Self.verdict(.subPrefixOrigin, isValid: true), to: slot, by: 1, .ipv4)
        _ = table.settle(slot, falseBecause: nil, at: Self.moment(0), thresholds)
        #expect(table[slot]?.alert.isDowngraded == true)
        table.markReported(slot, at: Self.after(0))
        #expect(table.pendingChange(of: slot) == nil)
        table.attach(Self.verdict(.subPrefixOrigin), to: slot, by: 1, .ipv4)
        #expect(table.pendingChange(of: slot) == nil)
        _ = table.settle(slot, falseBecause: nil, at: Self.moment(1), thresholds)
        #expect(table[slot]?.alert.isDowngraded == false)
        #expect(table.pendingChange(of: slot) == .updated)
    }

    @Test("an alert that is active again has no end, and is not forgotten") func reopened() {
        var table = Self.table()
        let key = AlertKey(.roaChanged, of: Self.subject, by: 1)
        let slot = table.setCondition(key, true, at: Self.start) ?? -1
        table.markReported(slot, at: Self.start)
        _ = table.setCondition(key, false, at: Self.start)
        _ = table.settle(slot, falseBecause: "a test", at: Self.moment(1), thresholds)
        #expect(table[slot]?.endedAt == Self.after(1))
        _ = table.setCondition(key, true, at: Self.start)
        _ = table.settle(slot, falseBecause: nil, at: Self.moment(2), thresholds)
        #expect(table[slot]?.state == .active && table[slot]?.endedAt == nil)
        #expect(table[slot]?.alert.reopened == 1 && table[slot]?.alert.reason == nil)
        #expect(table.expire(slot, at: Self.after(1_000_000), thresholds).next == nil)
    }

    @Test("what is kept over a restart is within the limits") func restartLimits() {
        var large = DetectionLimits()
        large.evidencePeers = 5
        var table = IncidentTable(limits: large)
        let slot = table.open(.subPrefixOrigin, of: Self.subject, by: 666, at: Self.start) ?? -1
        for number in 0..<5 {
            table.addPeer(
                Int32(number), feed: "a", BGPPeer(address: IPAddress(ipv4: UInt32(number)), asn: 1), to: slot,
                at: Self.start)
            table.notePrefix(Scenario.prefix("193.0.\(number).0/24"), of: slot)
        }
        guard let alert = table[slot]?.alert else { return #expect(Bool(false)) }
        var small = Self.table()
        #expect(small.restore(Incident.Memory(alert: alert, condition: false), at: Self.start) == 0)
        #expect(small[0]?.alert.evidence.peers.count == 2)
        #expect(small[0]?.alert.evidence.peerCount == 5)
        #expect(small[0]?.alert.evidence.prefixCount == 5)
        // Three prefixes are known: no other is distinguished.
        small.notePrefix(Scenario.prefix("193.0.9.0/24"), of: 0)
        #expect(small[0]?.alert.evidence.isTruncated == true)
    }

    @Test("what is advised is what the alert says") func advised() {
        var detection = Scenario()
        let alert = detection.announce("193.0.0.0/16", [1299, 666]).first?.alert
        #expect(alert?.summary == "AS666 originates our prefix 193.0.0.0/16")
    }
}
