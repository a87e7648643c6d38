import BGPMessages
import NumberResources
import RouteSecurity
import Testing

@Suite("Feeds: messages and the detector") struct FeedMessageTests {
    private static let peer = Scenario.peer(1)

    @Test(
        "a farewell brings nothing that needs a feed",
        arguments: [FeedMessage.alive, .lost(reason: ""), .ended, .peerDown(peer)])
    func farewell(_ message: FeedMessage) {
        #expect(message.isFarewell)
    }

    @Test(
        "everything else does",
        arguments: [
            FeedMessage.connected(description: nil), .peerUp(peer), .tableComplete(peer), .tablesComplete, .routes([]),
            .fault(reason: "", detail: ""),
        ])
    func greeting(_ message: FeedMessage) {
        #expect(!message.isFarewell)
    }

    @Test("the detector takes each message as what it says") func detector() {
        var detection = Scenario()
        let live = detection.detector.addFeed("live", silentAfter: 60)
        func receive(_ message: FeedMessage) -> [String] { detection.detector.receive(message, feed: live).words }
        func route(_ path: [ASN]) -> RouteEvent {
            var attributes = PathAttributes()
            attributes.asPath = ASPath([Self.peer.asn] + path)
            return RouteEvent(
                time: detection.now, peer: Self.peer, prefix: Scenario.prefix("193.0.0.0/16"),
                action: .announce(attributes))
        }
        #expect(receive(.peerUp(Self.peer)) == [])
        #expect(
            receive(.routes([route([1299, 666]), route([1299, 3333])])) == [
                "raised exact-prefix-origin", "dormant exact-prefix-origin",
            ])
        #expect(receive(.tableComplete(Self.peer)) == [])
        #expect(detection.detector.statistics.peersUp == 1)
        #expect(receive(.peerDown(Self.peer)) == [])
        #expect(detection.detector.statistics.peersUp == 0)
        #expect(receive(.peerUp(Self.peer)) == [])
        #expect(receive(.lost(reason: "")) == [])
        #expect(detection.detector.statistics.peersUp == 0)
        #expect(receive(.fault(reason: "", detail: "")) == [])
        #expect(detection.wait(60).words == ["raised feed-silent"])
        #expect(receive(.fault(reason: "", detail: "")) == [])
        #expect(receive(.alive) == ["dormant feed-silent"])
        #expect(detection.wait(60).words == ["resumed feed-silent"])
        #expect(receive(.connected(description: nil)) == ["dormant feed-silent"])
        // It flaps from now on.
        #expect(detection.wait(60).words == ["updated feed-silent"])
        #expect(receive(.ended) == [])
        #expect(detection.detector.alerts.first { $0.key.alertClass == .feedSilent }?.state == .dormant)
        #expect(receive(.peerUp(Self.peer)) == [])
        #expect(receive(.routes([route([1299, 666])])) == ["resumed exact-prefix-origin"])
        #expect(receive(.tablesComplete) == [])
        #expect(detection.wait(10_000).words.contains("resumed feed-silent") == false)
    }
}
