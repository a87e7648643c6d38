import BGPMessages
import NumberResources
import RouteSecurity
import SecurityEvents
import Testing
import ValidatedPayloads

@Suite("Detection: floods") struct DetectionFloodTests {
    @Test("a hundred thousand /32 of a /16 are one alert and few routes") func moreSpecifics() {
        var limits = DetectionLimits()
        limits.incidentPrefixes = 1_000
        var detection = Scenario(limits: limits)
        var words: [String] = []
        for index in 0..<UInt32(20_000) {
            let prefix = IPPrefix(IPAddress(ipv4: 0xc100_0000 + index))
            words += detection.announce(prefix.description, [1299, 666], by: Int(index % 3)).words
        }
        #expect(words == ["raised sub-prefix-origin"])
        let statistics = detection.detector.statistics
        #expect(statistics.trackedRoutes == 3 * limits.incidentRoutesPerPeer)
        #expect(statistics.untrackedRoutes == 20_000 - statistics.trackedRoutes)
        let alert = detection.wait(60).first?.alert
        #expect(alert?.evidence.prefixCount == 1_000)
        #expect(alert?.evidence.prefixes.count == limits.evidenceSamples)
        #expect(alert?.evidence.isTruncated == true)
        #expect(alert?.severity == .medium)
        words = []
        for index in 0..<UInt32(20_000) {
            let prefix = IPPrefix(IPAddress(ipv4: 0xc100_0000 + index))
            words += detection.withdraw(prefix.description, by: Int(index % 3)).words
        }
        #expect(words == ["dormant sub-prefix-origin"])
        #expect(detection.detector.statistics.trackedRoutes == 0)
    }

    @Test("peers that have gone leave their places to others") func manyPeers() {
        var limits = DetectionLimits()
        limits.peers = 10
        var detection = Scenario(limits: limits)
        for number in 1...10 { _ = detection.announce("8.8.8.0/24", [1299, 15169], by: number) }
        #expect(detection.announce("193.0.0.0/24", [1299, 666], by: 11).isEmpty)
        #expect(detection.detector.statistics.ignoredPeers == 1)
        for number in 1...10 { _ = detection.peerDown(number) }
        _ = detection.wait(3_600)
        #expect(detection.announce("193.0.0.0/24", [1299, 666], by: 11).words == ["raised sub-prefix-origin"])
    }

    @Test("a new forged origin with each route is an alert for the first ones, and one for the rest") func origins() {
        var detection = Scenario()
        var words: [String] = []
        for index in 0..<UInt32(1_000) {
            words += detection.announce("193.0.0.0/16", [1299, ASN(200_000 + index)], by: Int(index)).words
        }
        #expect(words.count == DetectionLimits().offendersPerPrefix + 1)
        #expect(detection.detector.alerts.count { $0.key.offender == nil } == 1)
        #expect(detection.detector.statistics.groupedOffenders == 1_000 - DetectionLimits().offendersPerPrefix)
    }

    @Test("incidents, peers and routes beyond the limits are counted") func limits() {
        var limits = DetectionLimits()
        limits.incidents = 2
        limits.peers = 3
        limits.trackedRoutes = 2
        var detection = Scenario(limits: limits)
        #expect(detection.announce("193.0.0.0/16", [666], by: 1).count == 1)
        #expect(detection.announce("193.0.0.0/17", [666], by: 2).count == 1)
        #expect(
            detection.announce("2001:67c::/32", [666], by: 2).words == [
                "ended exact-prefix-origin", "raised too-many-alerts", "raised exact-prefix-origin",
            ])
        #expect(detection.announce("2001:67c::/32", [666], by: 4).count == 0)
        #expect(detection.announce("2001:67c::/32", [666], by: 5).count == 0)
        let statistics = detection.detector.statistics
        #expect(statistics.displacedIncidents == 1)
        #expect(statistics.ignoredPeers == 1)
        #expect(statistics.untrackedRoutes == 2)
    }

    @Test("a route that there is no room to follow holds its alert for a while") func untracked() {
        var limits = DetectionLimits()
        limits.trackedRoutes = 1
        var detection = Scenario(limits: limits)
        _ = detection.announce("193.0.0.0/16", [666])
        #expect(detection.announce("193.0.0.0/17", [666]).words == ["raised sub-prefix-origin"])
        #expect(detection.wait(599).words == [])
        #expect(detection.wait(1).words == ["dormant sub-prefix-origin"])
    }

    @Test("paths of thousands of AS numbers are read from the origin's end") func longPaths() {
        var detection = Scenario()
        let padding = (0..<5_000).map { ASN(200_000 + UInt32($0)) }
        #expect(detection.announce("193.0.0.0/16", padding + [666]).words == ["raised exact-prefix-origin"])
        let path = detection.detector.alerts.first?.evidence.paths.first
        #expect(path?.hasSuffix("…") == true)
        #expect(detection.announce("2001:67c::/32", padding + [1299, 3333]).words == [])
    }

    @Test("a feed beyond the limit is counted only") func feeds() {
        var limits = DetectionLimits()
        limits.feeds = 1
        var detection = Scenario(limits: limits)
        let extra = detection.detector.addFeed("another")
        let event = RouteEvent(
            time: detection.now, peer: Scenario.peer(1), prefix: Scenario.prefix("193.0.0.0/16"), action: .withdraw)
        #expect(detection.detector.receive(event, feed: extra).words == [])
        #expect(detection.detector.statistics.ignoredPeers == 1)
    }
}
