import BGPMessages
import NumberResources
import RouteSecurity
import SecurityEvents
import Testing
import ValidatedPayloads

/// Sessions come and go; what they carried before is no news.
@Suite("Detection: sessions and visibility") struct DetectionSessionTests {
    private func settled(_ peers: ClosedRange<Int> = 1...4) -> Scenario {
        var detection = Scenario()
        for peer in peers {
            _ = detection.announce("193.0.0.0/16", [1299, 3333], by: peer)
            _ = detection.announce("2001:67c::/32", [1299, 3333], by: peer)
            _ = detection.endOfTable(peer)
        }
        return detection
    }

    @Test("a session that is reset and brings the same routes again changes nothing") func reset() {
        var detection = settled()
        #expect(detection.announce("193.0.128.0/17", [1299, 666]).words == ["raised sub-prefix-origin"])
        #expect(detection.peerDown().words == [])
        #expect(detection.wait(120).words == [])
        #expect(detection.peerUp().words == [])
        #expect(detection.announce("193.0.0.0/16", [1299, 3333]).words == [])
        #expect(detection.announce("193.0.128.0/17", [1299, 666]).words == [])
        #expect(detection.endOfTable().words == [])
        #expect(detection.wait(600).words == [])
        #expect(detection.detector.alerts.first?.state == .active)
    }

    @Test("all sessions reset at once, as a collector that restarts") func collectorRestart() {
        var detection = settled()
        #expect(detection.detector.feedDown(detection.feed).words == [])
        #expect(detection.wait(200).words == [])
        for peer in 1...4 {
            #expect(detection.peerUp(peer).words == [])
            #expect(detection.announce("193.0.0.0/16", [1299, 3333], by: peer).words == [])
            #expect(detection.announce("2001:67c::/32", [1299, 3333], by: peer).words == [])
        }
        #expect(detection.wait(600).words == [])
    }

    @Test("what is not announced again when the table is complete is gone") func goneAfterReset() {
        var detection = settled()
        _ = detection.announce("193.0.128.0/17", [1299, 666])
        _ = detection.peerDown()
        _ = detection.peerUp()
        #expect(detection.announce("193.0.0.0/16", [1299, 3333]).words == [])
        #expect(detection.wait(4).words == [])
        // No End-of-RIB comes: five quiet seconds are one.
        #expect(detection.wait(1).words == ["dormant sub-prefix-origin"])
    }

    @Test("a session that stays down keeps its routes for five minutes") func staysDown() {
        var detection = settled()
        _ = detection.announce("193.0.128.0/17", [1299, 666])
        _ = detection.peerDown()
        #expect(detection.wait(299).words == [])
        #expect(detection.wait(1).words == ["dormant sub-prefix-origin"])
        #expect(detection.wait(600).words == ["ended sub-prefix-origin"])
    }

    @Test("visibility: fewer than half of the peers for a second, until they have it again") func visibility() {
        var detection = settled()
        #expect(detection.withdraw("193.0.0.0/16", by: 1).words == [])
        #expect(detection.withdraw("193.0.0.0/16", by: 2).words == [])
        #expect(detection.wait(10).words == [])
        #expect(detection.withdraw("193.0.0.0/16", by: 3).words == [])
        let raised = detection.wait(1)
        #expect(raised.words == ["raised visibility-lost"])
        #expect(raised.first?.alert.severity == .high)
        #expect(raised.first?.alert.evidence.ipv4 == AlertEvidence.Spread(peers: 1, of: 4, fullTable: false))
        _ = detection.withdraw("193.0.0.0/16", by: 4)
        let updated = detection.wait(60)
        #expect(updated.words == ["updated visibility-lost"])
        #expect(updated.first?.alert.severity == .critical)
        #expect(detection.announce("193.0.0.0/16", [1299, 3333], by: 1).words == [])
        #expect(detection.announce("193.0.0.0/16", [1299, 3333], by: 2).words == [])
        #expect(detection.wait(4).words == [])
        #expect(detection.wait(1).words == ["dormant visibility-lost"])
    }

    @Test("a withdrawal and a new path within a second are convergence") func convergence() {
        var detection = settled(1...1)
        #expect(detection.withdraw("193.0.0.0/16").words == [])
        #expect(detection.announce("193.0.0.0/16", [174, 3333]).words == [])
        #expect(detection.wait(60).words == [])
    }

    @Test("peers that are down do not count, nor those that only had a hijacked route") func whoCounts() {
        var detection = settled()
        for peer in 1...3 { #expect(detection.peerDown(peer).words == []) }
        #expect(detection.wait(400).words == [])
        #expect(detection.announce("193.0.0.0/16", [666], by: 9).words == ["raised exact-prefix-origin"])
        #expect(detection.withdraw("193.0.0.0/16", by: 9).words == ["dormant exact-prefix-origin"])
        #expect(detection.wait(10).words == [])
        #expect(detection.withdraw("193.0.0.0/16", by: 4).words == [])
        #expect(detection.wait(1).words == ["raised visibility-lost"])
    }

    @Test("a hijack that takes the place of our route is one alert, not also a loss of visibility") func displaced() {
        var detection = settled()
        #expect(detection.announce("193.0.0.0/16", [666], by: 1).words == ["raised exact-prefix-origin"])
        for peer in 2...4 { #expect(detection.announce("193.0.0.0/16", [666], by: peer).words == []) }
        #expect(detection.wait(10).words == [])
    }

    @Test("the share of peers counts those with a full table, where there are any") func spread() {
        var configuration = Scenario.configuration()
        configuration.thresholds.fullTableIPv4 = 500
        var detection = Scenario(configuration)
        for peer in 1...3 {
            for index in 0..<UInt32(1_000) {
                let prefix = IPPrefix(truncating: IPAddress(ipv4: 0x0100_0000 + index << 8), length: 24)
                _ = detection.announce(prefix.description, [1299, 15_169], by: peer)
            }
        }
        for peer in 4...9 { _ = detection.announce("8.8.8.0/24", [15_169], by: peer) }
        let alone = detection.announce("193.0.0.0/17", [666], by: 4)
        #expect(alone.first?.alert.evidence.ipv4 == AlertEvidence.Spread(peers: 0, of: 3, fullTable: true))
        _ = detection.announce("193.0.0.0/17", [666], by: 1)
        #expect(detection.wait(60).first?.alert.evidence.ipv4 == AlertEvidence.Spread(peers: 1, of: 3, fullTable: true))
        #expect(detection.detector.statistics.fullTablePeersIPv4 == 3)
        #expect(detection.detector.statistics.fullTablePeersIPv6 == 0)
    }

    @Test("full tables are counted by family") func families() {
        var configuration = Scenario.configuration()
        configuration.thresholds.fullTableIPv6 = 50
        var detection = Scenario(configuration)
        for index in 0..<100 { _ = detection.announce("2a00:\(index)::/32", [1299, 15_169]) }
        #expect(detection.detector.statistics.fullTablePeersIPv6 == 1)
        #expect(detection.detector.statistics.fullTablePeersIPv4 == 0)
        #expect(detection.detector.statistics.peersUp == 1)
    }

    @Test("a feed that says nothing, until it does") func silence() {
        var detector = RouteDetector(Scenario.configuration(), at: Scenario.start)
        let feed = detector.addFeed("ris-live", silentAfter: 60)
        func after(_ seconds: Int64) -> BGPTime {
            BGPTime(microseconds: Scenario.start.microseconds + seconds * 1_000_000)
        }
        #expect(detector.nextDeadline == after(60))
        #expect(detector.advance(to: after(50)).words == [])
        #expect(detector.feedAlive(feed).words == [])
        #expect(detector.advance(to: after(109)).words == [])
        let changes = detector.advance(to: after(110))
        #expect(changes.words == ["raised feed-silent"])
        #expect(changes.first?.alert.key.subject == .feed("ris-live"))
        #expect(detector.feedAlive(feed).words == ["dormant feed-silent"])
        #expect(detector.feedEnded(feed).words == [])
        #expect(detector.advance(to: after(10_000)).words == ["ended feed-silent"])
    }
}
