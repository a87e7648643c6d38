import BGPMessages
import NumberResources
import RouteSecurity
import SecurityEvents
import Testing

/// What a change of an alert says: what happened, with the figures of that moment.
@Suite("Detection: what a change says") struct ChangeTests {
    @Test("a hijack begins, spreads, recedes, is gone and ends, each in its own words") func hijack() {
        var detection = Scenario()
        for peer in 1...10 { _ = detection.announce("193.0.0.0/16", [1299, 3333], by: peer) }
        let raised = detection.announce("193.0.0.0/16", [1299, 666], by: 1)
        #expect(raised.texts == ["high AS666 originates our prefix 193.0.0.0/16, 1 of 10 peers"])
        for peer in 2...10 { _ = detection.announce("193.0.0.0/16", [1299, 666], by: peer) }
        #expect(
            detection.wait(60).texts
                == ["high spreads: AS666 originates our prefix 193.0.0.0/16, 10 of 10 peers, 1 before"])
        for peer in 1...9 { _ = detection.announce("193.0.0.0/16", [1299, 3333], by: peer) }
        let receded = detection.wait(600)
        #expect(
            receded.texts
                == ["high recedes: AS666 originates our prefix 193.0.0.0/16, 1 of 10 peers, 10 before"])
        #expect(receded.first?.alert.evidence.peers.count { $0.hasRoute } == 1)
        #expect(receded.first?.alert.actions.isEmpty == false)
        let gone = detection.announce("193.0.0.0/16", [1299, 3333], by: 10)
        #expect(
            gone.texts
                == ["information gone: hijack of 193.0.0.0/16 by AS666, no peer has it, 10 had, after 11 min"])
        #expect(gone.first?.alert.actions == [])
        let ended = detection.wait(600)
        #expect(ended.texts == ["information ended: hijack of 193.0.0.0/16 by AS666, lasted 11 min"])
        #expect(ended.first?.alert.actions == [])
        #expect(
            detection.announce("193.0.0.0/16", [1299, 666], by: 1).texts
                == ["high back again: AS666 originates our prefix 193.0.0.0/16, 1 of 10 peers"])
    }

    @Test("a prefix is visible again with the peers that have it when they have got it back") func restored() {
        var detection = Scenario()
        for peer in 1...10 { _ = detection.announce("193.0.0.0/16", [1299, 3333], by: peer) }
        for peer in 1...10 { _ = detection.withdraw("193.0.0.0/16", by: peer) }
        #expect(
            detection.wait(1).texts == [
                "critical our prefix 193.0.0.0/16 has lost visibility: 0 of 10 peers have it"
            ]
        )
        _ = detection.wait(693)
        var changes: [AlertChange] = []
        for peer in 1...10 {
            changes += detection.wait(1)
            changes += detection.announce("193.0.0.0/16", [1299, 3333], by: peer)
        }
        #expect(changes.texts == ["information visible again: 193.0.0.0/16, 10 of 10 peers, after 11 min 38 s"])
        #expect(changes.first?.alert.actions == [])
        #expect(
            detection.wait(600).texts
                == ["information ended: 193.0.0.0/16 is visible, 10 of 10 peers, lost for 11 min 38 s"])
    }

    @Test("peers that do not get a prefix back do not hold up that it is visible again") func partlyRestored() {
        var detection = Scenario()
        for peer in 1...4 { _ = detection.announce("193.0.0.0/16", [1299, 3333], by: peer) }
        for peer in 1...4 { _ = detection.withdraw("193.0.0.0/16", by: peer) }
        _ = detection.wait(1)
        for peer in 1...3 { #expect(detection.announce("193.0.0.0/16", [1299, 3333], by: peer).isEmpty) }
        #expect(detection.wait(4).isEmpty)
        #expect(detection.wait(1).texts == ["information visible again: 193.0.0.0/16, 3 of 4 peers, after 0 s"])
        // One that is lost again meanwhile has not been visible.
        var other = Scenario()
        for peer in 1...4 { _ = other.announce("193.0.0.0/16", [1299, 3333], by: peer) }
        for peer in 1...4 { _ = other.withdraw("193.0.0.0/16", by: peer) }
        _ = other.wait(1)
        for peer in 1...2 { _ = other.announce("193.0.0.0/16", [1299, 3333], by: peer) }
        _ = other.withdraw("193.0.0.0/16", by: 1)
        #expect(other.wait(50).isEmpty)
    }

    @Test("what waits for its turn at the end of files is reported as it stands") func conclusion() {
        var detection = Scenario()
        for peer in 1...10 { _ = detection.announce("193.0.0.0/16", [1299, 666], by: peer) }
        #expect(
            detection.detector.conclude().texts
                == ["high spreads: AS666 originates our prefix 193.0.0.0/16, 10 of 10 peers, 1 before"])
        #expect(detection.detector.conclude().isEmpty)
    }

    @Test("alerts are listed with the peers that have them now") func current() {
        var detection = Scenario()
        for peer in 1...10 { _ = detection.announce("193.0.0.0/16", [1299, 666], by: peer) }
        #expect(detection.detector.refresh().count == 1)
        #expect(detection.detector.alerts.first?.evidence.ipv4 == .init(peers: 10, of: 10, fullTable: false))
        for peer in 1...3 { _ = detection.withdraw("193.0.0.0/16", by: peer) }
        #expect(detection.detector.refresh().count == 1)
        #expect(detection.detector.alerts.first?.evidence.ipv4 == .init(peers: 7, of: 10, fullTable: false))
        #expect(detection.detector.alerts.first?.headline.hasSuffix(", 7 of 10 peers") == true)
    }

    @Test("a late feed: an alert begins when its route was announced, and is gone when that was withdrawn")
    func late() {
        var detection = Scenario()
        func time(_ seconds: Int64) -> BGPTime {
            BGPTime(microseconds: Scenario.start.microseconds + seconds * 1_000_000)
        }
        _ = detection.wait(1_000)
        let raised = detection.announce("193.0.0.0/16", [1299, 666], at: time(400))
        #expect(raised.first?.alert.raised == time(400))
        #expect(raised.first?.time == time(1_000))
        let gone = detection.withdraw("193.0.0.0/16", at: time(700))
        #expect(gone.first?.alert.gone == time(700))
        #expect(gone.texts == ["information gone: hijack of 193.0.0.0/16 by AS666, no peer has it, 1 had, after 5 min"])
        // A time to come is that of a wrong clock.
        let early = detection.announce("2001:67c::/32", [1299, 666], at: time(1_900))
        #expect(early.first?.alert.raised == time(1_000))
    }
}

extension [AlertChange] {
    /// `high AS666 originates our prefix 193.0.0.0/16, 1 of 10 peers`
    var texts: [String] {
        map { "\($0.severity.rawValue) \($0.summary)" }
    }
}

/// What comes and goes is reported a few times, not each time.
@Suite("Detection: flapping") struct FlappingTests {
    @Test("a hundred times in half an hour are a handful of messages") func damped() {
        var detection = Scenario()
        var changes: [AlertChange] = []
        for _ in 0..<100 {
            changes += detection.announce("193.0.0.0/16", [1299, 666])
            changes += detection.wait(10)
            changes += detection.withdraw("193.0.0.0/16")
            changes += detection.wait(10)
        }
        changes += detection.wait(3_600)
        #expect(
            changes.map(\.kind.rawValue) == ["raised", "dormant", "resumed", "dormant", "updated", "updated", "ended"])
        #expect(changes[4].summary == "flaps, 2 times in 20 s: AS666 originates our prefix 193.0.0.0/16")
        #expect(changes[5].summary.hasPrefix("flaps, 4"))
        #expect(
            changes[6].summary
                == "ended: hijack of 193.0.0.0/16 by AS666, lasted 33 min 10 s, came and went 100 times")
    }

    @Test("intervals grow, and are longer for what is less severe") func backOff() {
        var high = FlappingTests.reports("193.0.0.0/16")
        #expect(high.removeFirst() == 0)
        #expect(high == [900, 1_800, 3_600, 7_200, 14_400])
        let medium = FlappingTests.reports("193.0.0.0/25")
        #expect(medium == [0, 3_600, 7_200, 14_400])
    }

    /// Seconds from each report that it flaps to the next, in nine hours.
    private static func reports(_ prefix: String) -> [Int] {
        var detection = Scenario()
        var times: [Int] = []
        for _ in 0..<1_620 {
            var changes = detection.announce(prefix, [1299, 666])
            changes += detection.wait(10)
            changes += detection.withdraw(prefix)
            changes += detection.wait(10)
            for change in changes where change.kind == .updated {
                times.append(Int((change.time.microseconds - Scenario.start.microseconds) / 1_000_000))
            }
        }
        return zip(times, times.prefix(1) + times.dropLast()).map { $0 - $1 }
    }

    @Test("what stays after it came and went is reported as steady") func steady() {
        var detection = Scenario()
        for _ in 0..<5 {
            _ = detection.announce("193.0.0.0/16", [1299, 666])
            _ = detection.withdraw("193.0.0.0/16")
        }
        _ = detection.announce("193.0.0.0/16", [1299, 666])
        var changes = detection.wait(1_800)
        #expect(changes.map(\.kind.rawValue) == ["updated"])
        #expect(changes.first?.summary.hasPrefix("flaps, 5 times") == true)
        changes = detection.wait(3_600)
        #expect(changes.texts == ["high AS666 originates our prefix 193.0.0.0/16, 1 of 1 peers"])
        #expect(detection.withdraw("193.0.0.0/16").map(\.kind.rawValue) == ["dormant"])
    }

    @Test("what returns every quarter of an hour has not ended in between") func slow() {
        var detection = Scenario()
        var changes: [AlertChange] = []
        for _ in 0..<20 {
            changes += detection.announce("193.0.0.0/16", [1299, 666])
            changes += detection.wait(60)
            changes += detection.withdraw("193.0.0.0/16")
            changes += detection.wait(900)
        }
        // Three hours of five are damped.
        #expect(changes.count < 24)
        #expect(changes.filter { $0.kind == .ended }.count < 6)
    }
}
