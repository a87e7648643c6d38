import RouteSecurity
import Testing

@testable import Node

/// A consumer that keeps what it gets, and cannot store it.
private actor RecordedConsumer: FeedConsumer {
    private(set) var expected: [String] = []
    private(set) var received: [FeedMessage] = []

    func expect(_ name: String, _ kind: FeedState.Kind) { expected.append(name) }

    func receive(_ messages: [FeedMessage], of name: String, _ kind: FeedState.Kind) { received += messages }

    func keep() -> Bool { false }
}

@Suite("What feeds report, for the watch and for readiness") struct RouteTapTests {
    private let seen = SeenRoutes()
    private let consumer = RecordedConsumer()
    private let routes = FeedMessage.routes([
        ReadinessFixture.announcement(ReadinessFixture.prefix("193.0.0.0/16"), 65_001, peer: 1)
    ])

    @Test("Both get all of it") func both() async {
        let tap = RouteTap(consumer: consumer, seen: seen)
        await tap.expect("f", .folder)
        await tap.receive([routes], of: "f", .folder)
        #expect(seen.count == 1)
        #expect(await consumer.expected == ["f"])
        #expect(await consumer.received == [routes])
        #expect(await tap.keep() == false)
    }

    @Test("Tables of files and folders are whole, those of routers are not", arguments: FeedState.Kind.allCases)
    func tables(kind: FeedState.Kind) async {
        let tap = RouteTap(consumer: consumer, seen: seen)
        await tap.receive([routes, .tablesComplete, .tablesComplete], of: "f", kind)
        #expect(seen.count == (kind == .file || kind == .folder ? 0 : 1))
    }
}
