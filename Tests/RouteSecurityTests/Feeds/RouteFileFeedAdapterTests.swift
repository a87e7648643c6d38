import BGPMessages
import NumberResources
import RouteSecurity
import Testing

@Suite("Feeds: what a file of routes reports") struct RouteFileFeedAdapterTests {
    private static let time = BGPTime(seconds: 1_770_000_000)
    private static let peer = BGPPeer(address: IPAddress(ipv4: 1), asn: 64_496)

    private static func batch(_ states: [(PeerStateChange.State?, PeerStateChange.State?)] = []) -> RouteBatch {
        var batch = RouteBatch()
        batch.stateChanges = states.map { PeerStateChange(time: time, peer: peer, from: $0.0, to: $0.1) }
        return batch
    }

    @Test("a session begins with established and ends when it was") func states() {
        var adapter = RouteFileFeedAdapter(path: "a")
        let messages = adapter.messages(
            Self.batch([
                (.openConfirm, .established), (.established, .idle), (.connect, .active), (.established, .established),
                (.established, nil), (nil, .idle),
            ]))
        #expect(
            messages == [.peerUp(Self.peer), .peerDown(Self.peer), .peerUp(Self.peer), .peerDown(Self.peer)])
        #expect(adapter.messages(Self.batch()) == [])
    }

    @Test("routes come before the changes of sessions in a batch; tables are complete at the end") func tables() {
        var adapter = RouteFileFeedAdapter(path: "a")
        var batch = Self.batch([(.idle, .established)])
        batch.events = [
            RouteEvent(time: Self.time, peer: Self.peer, prefix: Scenario.prefix("193.0.0.0/16"), action: .withdraw)
        ]
        #expect(adapter.messages(batch) == [.routes(batch.events), .peerUp(Self.peer)])
        #expect(adapter.end(RouteFileReport()) == [])
        batch.hasTableRows = true
        _ = adapter.messages(batch)
        _ = adapter.messages(Self.batch())
        #expect(adapter.end(RouteFileReport()) == [.tablesComplete])
    }

    @Test("what could not be used is named with the file") func faults() {
        let adapter = RouteFileFeedAdapter(path: "updates.mrt")
        var report = RouteFileReport()
        let error = MessageError(.messageLength, .skip, "RFC 6396 section 4", at: 5, "too short")
        report.describedFaults = [error]
        #expect(adapter.end(report) == [.fault(reason: error.code.rawValue, detail: "updates.mrt: \(error)")])
        let unreadable = RouteReadError(.format, "not a file of routes")
        #expect(adapter.end(unreadable) == .fault(reason: "unreadable", detail: "updates.mrt: \(unreadable)"))
    }
}
