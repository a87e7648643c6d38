import BGPMessages
import NumberResources
import RouteSecurity
import SecurityEvents
import Testing

/// How sure an alert is, why, and what that makes of its severity.
@Suite("Detection: confidence") struct ConfidenceTests {
    /// A detector of the routes of a public collector.
    private static func collector(
        _ configuration: DetectionConfiguration = Scenario.configuration(), _ kind: FeedKind = .collector
    ) -> Scenario {
        var detection = Scenario(configuration)
        _ = detection.detector.addFeed("rrc00", silentAfter: 0, kind: kind)
        return detection
    }

    @Test("one peer of a collector is not enough; the second makes it what it is, without waiting") func minPeers() {
        var detection = Self.collector()
        let raised = detection.announce("193.0.0.0/16", [1299, 666])
        #expect(raised.map(\.severity) == [.low])
        #expect(raised.first?.alert.confidence?.level == .low)
        #expect(raised.first?.alert.confidence?.reasons.first?.contains("fewer than 2") == true)
        let second = detection.announce("193.0.0.0/16", [1299, 666], by: 2)
        #expect(second.words == ["updated exact-prefix-origin"])
        #expect(second.map(\.severity) == [.high])
        #expect(detection.announce("193.0.0.0/16", [1299, 666], by: 3).isEmpty)
    }

    @Test(
        "one peer of our own router is enough, and the only one of a recording",
        arguments: [FeedKind.router, .recording])
    func enough(_ kind: FeedKind) {
        var detection = Self.collector(Scenario.configuration(), kind)
        #expect(detection.announce("193.0.0.0/16", [1299, 666]).map(\.severity) == [.high])
    }

    @Test("the configured number is for every feed") func configured() {
        var configuration = Scenario.configuration()
        configuration.thresholds.minPeers = 3
        var detection = Scenario(configuration)
        var severities: [EventSeverity] = []
        for peer in 1...4 {
            severities += detection.announce("193.0.0.0/16", [1299, 666], by: peer).map(\.severity)
        }
        #expect(severities == [.low, .high])
    }

    @Test("an unknown neighbour is high where all are configured, and low where we peer openly")
    func peering() {
        var configuration = Scenario.configuration()
        var closed = Scenario(configuration)
        #expect(closed.announce("193.0.0.0/16", [666, 3333]).map(\.severity) == [.high])
        configuration.peering = .open
        var open = Scenario(configuration)
        _ = open.announce("193.0.0.0/16", [1299, 3333], by: 2)
        let raised = open.announce("193.0.0.0/16", [666, 3333])
        #expect(raised.map(\.severity) == [.low])
        #expect(raised.first?.alert.confidence?.reasons.contains { $0.contains("watch.peering") } == true)
        configuration.peering = nil
        configuration.peers = []
        var unknown = Scenario(configuration)
        #expect(unknown.announce("193.0.0.0/16", [666, 3333]).map(\.severity) == [.medium])
        // It does not become surer with time.
        _ = unknown.wait(7_200)
        #expect(unknown.announce("193.0.0.0/16", [666, 3333], by: 2).map(\.severity) == [.medium])
    }

    @Test("where we peer openly, a more specific that no neighbour of ours carries stays what it is") func forged() {
        var configuration = Scenario.configuration()
        configuration.peering = .open
        var detection = Scenario(configuration)
        _ = detection.announce("193.0.0.0/16", [1299, 3333], by: 2)
        #expect(detection.announce("193.0.6.0/24", [666, 3333]).map(\.severity).contains(.low) == false)
        _ = detection.announce("193.0.7.0/24", [1299, 3333], by: 2)
        var other = Scenario(configuration)
        _ = other.announce("193.0.7.0/24", [1299, 3333], by: 2)
        #expect(other.announce("193.0.7.0/24", [666, 3333]).map(\.severity) == [.low])
    }

    @Test("an AS that has been next to us for a week is a neighbour, also after a restart") func adjacency() {
        var detection = Scenario()
        #expect(detection.announce("193.0.0.0/16", [666, 3333]).map(\.severity) == [.high])
        _ = detection.wait(604_800)
        let other = detection.announce("2001:67c::/32", [666, 3333])
        #expect(other.map(\.severity) == [.low])
        #expect(other.first?.alert.confidence?.reasons.contains("AS666 has been next to us for 7 d") == true)
        var after = Scenario(continuing: detection.detector.snapshot, at: detection.now)
        #expect(after.announce("193.0.6.0/24", [666, 3333]).map(\.severity) == [.low])
    }

    @Test("a customer of ours with a part of our space is low: we pass it on ourselves") func customer() {
        var detection = Scenario()
        #expect(detection.announce("193.0.6.0/24", [1299, 3333, 2121]).map(\.severity) == [.low])
    }

    @Test("what the ROAs deny and lasts is sure") func sure() {
        var detection = Scenario(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        let raised = detection.announce("193.0.0.0/16", [1299, 666])
        #expect(raised.first?.alert.confidence?.level == .high)
        #expect(raised.first?.alert.confidence?.reasons == ["seen by 1 of 1 peers", "RPKI-invalid"])
        let event = raised.first?.event(
            source: EventSource(name: "node", reliability: .usually, credibility: .doubtful))
        #expect(event?.attributes["confidence"] == "high")
        #expect(event?.attributes["confidence.reasons"] == "seen by 1 of 1 peers; RPKI-invalid")
    }
}
