import NumberResources
import RouteSecurity
import Testing

@testable import BGPMessages

@Suite("Feeds: what RIS Live reports") struct RISLiveFeedAdapterTests {
    private static let time = BGPTime(seconds: 1_770_000_000)
    private static let peer = BGPPeer(address: IPAddress(ipv4: 1), asn: 64_496)
    private static let routes = [
        RouteEvent(time: time, peer: peer, prefix: Scenario.prefix("193.0.0.0/16"), action: .withdraw)
    ]

    private static func message(_ content: RISLiveMessage.Content, _ collector: String = "rrc00") -> RISLiveEvent {
        .message(
            RISLiveMessage(time: time, peer: peer, collector: collector, identity: 0, content: content, faults: []))
    }

    @Test(
        "each message in the words of all feeds",
        arguments: [
            (message(.routes(routes)), "rrc00", .routes(routes)),
            (message(.peerState(.established)), "rrc00", .peerUp(peer)),
            (message(.peerState(.idle)), "rrc00", .peerDown(peer)),
            (message(.peerState(.openConfirm)), "rrc00", .peerDown(peer)),
            (message(.notification(code: 6, subcode: 2)), "rrc00", .peerDown(peer)),
            (message(.peerState(nil)), nil, .alive), (message(.open), nil, .alive),
            (message(.keepalive), nil, .alive), (message(.other), nil, .alive),
            (.reply(.pong), nil, .alive), (.reply(.error("no")), nil, .fault(reason: "ris-error", detail: "no")),
        ] as [(RISLiveEvent, String?, FeedMessage)])
    func messages(_ event: RISLiveEvent, _ collector: String?, _ message: FeedMessage) {
        let portions = RISLiveFeedAdapter.portions([event])
        #expect(portions.map(\.collector) == [collector])
        #expect(portions.map(\.messages) == [[message]])
    }

    @Test("each collector is a feed; what it sends in a row comes together, in order") func collectors() {
        let portions = RISLiveFeedAdapter.portions([
            Self.message(.routes(Self.routes)), Self.message(.peerState(.established)), Self.message(.keepalive),
            .reply(.pong), Self.message(.peerState(.idle), "rrc01"), Self.message(.peerState(.idle)),
        ])
        #expect(portions.map(\.collector) == ["rrc00", nil, "rrc01", "rrc00"])
        #expect(portions.map(\.messages.count) == [2, 2, 1, 1])
        #expect(portions.first?.messages == [.routes(Self.routes), .peerUp(Self.peer)])
        #expect(RISLiveFeedAdapter.portions([]).isEmpty)
    }

    @Test("a gap is a fault of the service, in whole seconds that are begun") func gap() {
        let later = BGPTime(microseconds: Self.time.microseconds + 2_000_001)
        #expect(
            RISLiveFeedAdapter.portions([.gap(from: Self.time, to: later)]).map(\.messages)
                == [[.fault(reason: "gap", detail: "no data for 3 seconds")]])
    }
}
