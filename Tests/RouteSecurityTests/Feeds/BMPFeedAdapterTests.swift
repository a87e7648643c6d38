import NumberResources
import RouteSecurity
import Testing

@testable import BGPMessages

@Suite("Feeds: what a BMP session reports") struct BMPFeedAdapterTests {
    private static let time = BGPTime(seconds: 1_770_000_000)

    private static func peer(_ number: UInt32 = 1, distinguisher: UInt64 = 0) -> BMPPeer {
        BMPPeer(
            kind: .globalInstance, distinguisher: distinguisher,
            peer: BGPPeer(address: IPAddress(ipv4: number), asn: ASN(number)), bgpIdentifier: number)
    }

    private static func up(_ peer: BMPPeer = peer()) -> BMPEvent {
        .peerUp(
            peer,
            BMPPeerUp(
                time: time, localAddress: nil, localPort: 0, remotePort: 0, inbound: SessionEncoding(),
                outbound: SessionEncoding(), tableName: nil, adminLabel: nil, texts: []))
    }

    private static func down(_ peer: BMPPeer = peer()) -> BMPEvent {
        .peerDown(peer, BMPPeerDown(time: time, reason: .remoteClosed))
    }

    private static func routes(_ isAnnounced: Bool = true) -> [RouteEvent] {
        [
            RouteEvent(
                time: time, peer: peer().peer, prefix: Scenario.prefix("193.0.0.0/16"),
                action: isAnnounced ? .announce(PathAttributes()) : .withdraw)
        ]
    }

    private static func event(_ view: BMPView, _ isAnnounced: Bool = true, of peer: BMPPeer = peer()) -> BMPEvent {
        .routes(peer, view, routes(isAnnounced))
    }

    @Test("what the neighbour sent counts, and what is left of it after policy no longer") func views() {
        var adapter = BMPFeedAdapter()
        let all: [FeedMessage] = [.routes(Self.routes())]
        #expect(adapter.messages([Self.event(.postPolicy)]) == all)
        #expect(adapter.messages([Self.event(.locRIB)]) == [])
        #expect(adapter.messages([Self.event(.postPolicy)]) == all)
        #expect(adapter.messages([Self.event(.prePolicy)]) == all)
        #expect(adapter.messages([Self.event(.postPolicy)]) == [])
        #expect(adapter.messages([Self.event(.prePolicy, false)]) == [.routes(Self.routes(false))])
    }

    @Test("a withdrawal does not say which view counts") func withdrawals() {
        var adapter = BMPFeedAdapter()
        #expect(adapter.messages([Self.event(.prePolicy, false), Self.event(.postPolicy)]).count == 1)
        #expect(adapter.messages([Self.event(.prePolicy, false)]) == [])
        #expect(adapter.messages([Self.event(.postPolicy, false)]) == [.routes(Self.routes(false))])
        // The next session of the neighbour may be monitored otherwise.
        #expect(adapter.messages([Self.up()]) == [.peerUp(Self.peer().peer)])
        #expect(adapter.messages([Self.event(.locRIB)]).count == 1)
    }

    @Test("routes to neighbours, of VRFs, and none at all are no evidence") func excluded() {
        var adapter = BMPFeedAdapter()
        let vrf = Self.peer(distinguisher: 1)
        #expect(adapter.messages([Self.event(.outPrePolicy), Self.event(.outPostPolicy)]) == [])
        #expect(adapter.messages([Self.event(.prePolicy, of: vrf), Self.up(vrf), Self.down(vrf)]) == [])
        #expect(
            adapter.messages([.endOfRIB(vrf, .prePolicy, .ipv4Unicast), .endOfRIB(vrf, .prePolicy, .ipv6Unicast)]) == []
        )
        #expect(adapter.messages([.routes(Self.peer(), .prePolicy, [])]) == [])
        #expect(adapter.messages([Self.event(.postPolicy)]).count == 1)
    }

    @Test("a table is complete with both families of the view that counts") func tables() {
        var adapter = BMPFeedAdapter()
        let peer = Self.peer()
        _ = adapter.messages([Self.up(), Self.event(.prePolicy)])
        #expect(adapter.messages([.endOfRIB(peer, .postPolicy, .ipv4Unicast)]) == [])
        #expect(adapter.messages([.endOfRIB(peer, .prePolicy, .ipv4Unicast)]) == [.alive])
        #expect(adapter.messages([.endOfRIB(peer, .prePolicy, .ipv4Unicast)]) == [.alive])
        #expect(adapter.messages([.endOfRIB(peer, .prePolicy, .ipv6Unicast)]) == [.tableComplete(peer.peer)])
        // Another neighbour's end says nothing of it, and its next session begins again.
        #expect(adapter.messages([.endOfRIB(Self.peer(2), .prePolicy, .ipv6Unicast)]) == [.alive])
        #expect(adapter.messages([Self.down()]) == [.peerDown(peer.peer)])
        #expect(adapter.messages([.endOfRIB(peer, .prePolicy, .ipv6Unicast)]) == [.alive])
    }

    @Test("what a router says of itself, and why it ends") func router() {
        var adapter = BMPFeedAdapter()
        var router = BMPRouter()
        router.name = "edge1"
        #expect(adapter.messages([.initiated(router)]) == [.connected(description: "edge1")])
        router.description = "a router"
        #expect(adapter.messages([.initiated(router)]) == [.connected(description: "edge1, a router")])
        var termination = BMPTermination()
        #expect(adapter.messages([.terminated(termination)]) == [.lost(reason: "closed by the router: no reason")])
        termination.reason = .outOfResources
        termination.texts = ["later"]
        #expect(
            adapter.messages([.terminated(termination)]) == [
                .lost(reason: "closed by the router: outOfResources, later")
            ])
        #expect(
            adapter.messages([
                .statistics(Self.peer(), [], at: Self.time), .mirrored(Self.peer(), BMPMirroring(), at: Self.time),
            ]) == [.alive, .alive])
    }

    @Test("what cannot be used is a fault by its code") func faults() {
        var adapter = BMPFeedAdapter()
        let error = MessageError(.messageLength, .skip, "RFC 7854 section 4.1", at: 5, "too short")
        #expect(
            adapter.messages([.fault(error), .failed(error)])
                == Array(repeating: .fault(reason: error.code.rawValue, detail: "\(error)"), count: 2))
    }
}
