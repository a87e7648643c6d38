import BGPMessages
import NumberResources
import RouteSecurity
import Testing

@Suite("Detection: places of what is gone") struct DetectionPlaceTests {
    static func event(_ detection: Scenario, _ number: Int, _ prefix: String, _ path: [ASN]) -> RouteEvent {
        var attributes = PathAttributes()
        attributes.asPath = ASPath([Scenario.peer(number).asn] + path)
        return RouteEvent(
            time: detection.now, peer: Scenario.peer(number), prefix: Scenario.prefix(prefix),
            action: .announce(attributes))
    }

    @Test("a feed that is removed gives its place, its peers and its alert back") func feeds() {
        var limits = DetectionLimits()
        limits.feeds = 2
        limits.peers = 2
        var detection = Scenario(limits: limits)
        let first = detection.detector.addFeed("one", silentAfter: 10)
        for number in 1...2 {
            _ = detection.detector.receive(Self.event(detection, number, "8.8.8.0/24", [15169]), feed: first)
        }
        #expect(detection.wait(11).words == ["raised feed-silent"])
        let (none, another) = (detection.detector.addFeed("two"), detection.detector.addFeed("three"))
        #expect(none == another)
        #expect(detection.detector.statistics.ignoredFeeds == 2)
        let ended = detection.detector.removeFeed(first, because: "a test removes it")
        #expect(ended.words.allSatisfy { $0.hasSuffix(" feed-silent") && !$0.hasPrefix("raised") })
        #expect(!ended.isEmpty)
        #expect(detection.detector.statistics.peers == 0)
        let second = detection.detector.addFeed("two", silentAfter: 0)
        let raised = detection.detector.receive(Self.event(detection, 3, "193.0.0.0/16", [666]), feed: second)
        #expect(raised.words == ["raised exact-prefix-origin"])
        #expect(detection.wait(100_000).words.contains("raised feed-silent") == false)
    }

    @Test("whoever makes up peers displaces its own, and what another feed's peers have of ours stays") func fairness()
    {
        var limits = DetectionLimits()
        limits.peers = 20
        var detection = Scenario(limits: limits)
        let flood = detection.detector.addFeed("flood", silentAfter: 0)
        _ = detection.announce("193.0.0.0/16", [1299, 3333], by: 1)
        for number in 100..<200 {
            _ = detection.detector.receive(Self.event(detection, number, "8.8.8.0/24", [15169]), feed: flood)
        }
        #expect(detection.detector.statistics.peers == 20)
        #expect(detection.detector.statistics.ignoredPeers == 81)
        // The other feed's next peer is watched.
        #expect(detection.announce("193.0.0.0/24", [1299, 666], by: 2).words == ["raised sub-prefix-origin"])
        #expect(detection.detector.statistics.displacedPeers == 1)
        #expect(detection.detector.statistics.peers == 20)
    }

    @Test("a peer that is down goes first, also within its feed's own limit") func down() {
        var limits = DetectionLimits()
        limits.peersPerFeed = 2
        var detection = Scenario(limits: limits)
        for number in 1...2 { _ = detection.announce("8.8.8.0/24", [15169], by: number) }
        #expect(detection.announce("193.0.0.0/24", [666], by: 3).words.isEmpty)
        _ = detection.peerDown(2)
        #expect(detection.announce("193.0.0.0/24", [666], by: 3).words == ["raised sub-prefix-origin"])
        #expect(detection.detector.statistics.displacedPeers == 1)
    }

    @Test("a share of visibility of 0 means never, also where it becomes that") func visibility() {
        var configuration = Scenario.configuration()
        configuration.thresholds.visibilityShare = 0
        var never = Scenario(configuration)
        _ = never.announce("193.0.0.0/16", [1299, 3333])
        _ = never.endOfTable()
        #expect(never.withdraw("193.0.0.0/16").words.isEmpty)
        #expect(never.wait(10_000).words.isEmpty)
        var detection = Scenario()
        _ = detection.announce("193.0.0.0/16", [1299, 3333])
        _ = detection.endOfTable()
        _ = detection.withdraw("193.0.0.0/16")
        #expect(detection.wait(2).words == ["raised visibility-lost"])
        let changes = detection.detector.update(configuration: configuration)
        #expect(!changes.isEmpty && changes.words.allSatisfy { $0.hasSuffix(" visibility-lost") })
        #expect(detection.wait(100_000).words.allSatisfy { $0.hasPrefix("ended") })
        // And what was kept of it over a restart.
        var before = Scenario()
        _ = before.announce("193.0.0.0/16", [1299, 3333])
        _ = before.endOfTable()
        _ = before.withdraw("193.0.0.0/16")
        _ = before.wait(2)
        var after = Scenario(configuration, continuing: before.detector.snapshot, at: before.now)
        #expect(after.wait(10_000).words.allSatisfy { !$0.hasPrefix("raised") })
        #expect(after.detector.alerts.allSatisfy { $0.state != .active })
    }
}
