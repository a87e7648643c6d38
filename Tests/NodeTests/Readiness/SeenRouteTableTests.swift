import BGPMessages
import NumberResources
import RouteSecurity
import Testing

@testable import Node

@Suite("Routes that peers have now") struct SeenRouteTableTests {
    private var table = SeenRouteTable()
    private static let prefix = ReadinessFixture.prefix("193.0.0.0/16")

    private mutating func announce(_ peer: UInt32, _ origin: UInt32, _ prefix: IPPrefix = Self.prefix) {
        table.receive(ReadinessFixture.announcement(prefix, origin, peer: peer), of: "f")
    }

    private mutating func withdraw(_ peer: UInt32) {
        table.receive(ReadinessFixture.withdrawal(Self.prefix, peer: peer), of: "f")
    }

    private mutating func routes(_ least: Int = 1) -> [String] {
        table.routes(minimumPeers: least).map { "\($0.prefix) \($0.origin) \($0.peers)" }
    }

    @Test("A route is there as long as a peer has it, with the number of peers") mutating func withdrawal() {
        for peer: UInt32 in 1...3 { announce(peer, 65_001) }
        announce(3, 65_001)
        #expect(routes() == ["193.0.0.0/16 AS65001 3"])
        #expect(routes(4).isEmpty)
        withdraw(1)
        withdraw(1)
        withdraw(9)
        #expect(routes() == ["193.0.0.0/16 AS65001 2"])
        withdraw(2)
        withdraw(3)
        #expect(routes().isEmpty)
        #expect(table.count == 0)
    }

    @Test("A peer has one origin of a prefix: the last that it announced") mutating func origins() {
        announce(1, 65_001)
        announce(2, 65_002)
        announce(3, 65_003)
        #expect(routes() == ["193.0.0.0/16 AS65001 1", "193.0.0.0/16 AS65002 1", "193.0.0.0/16 AS65003 1"])
        announce(1, 65_002)
        #expect(routes() == ["193.0.0.0/16 AS65002 2", "193.0.0.0/16 AS65003 1"])
        announce(2, 65_003)
        announce(1, 65_003)
        #expect(routes() == ["193.0.0.0/16 AS65003 3"])
        announce(2, 65_001)
        withdraw(1)
        withdraw(3)
        #expect(routes() == ["193.0.0.0/16 AS65001 1"])
    }

    @Test("A table that is complete replaces what the peer had") mutating func tables() {
        let other = ReadinessFixture.prefix("193.1.0.0/16")
        announce(1, 65_001)
        announce(1, 65_001, other)
        announce(2, 65_001, other)
        table.completeTables(in: "f")
        #expect(routes().count == 2)
        announce(1, 65_001)
        table.completeTable(of: ReadinessFixture.peer(1), in: "f")
        #expect(routes() == ["193.0.0.0/16 AS65001 1", "193.1.0.0/16 AS65001 1"])
        table.completeTables(in: "another")
        #expect(routes().count == 2)
        table.completeTables(in: "f")
        #expect(routes().isEmpty)
    }

    @Test("The routes of a peer go with it, and its place is another one's") mutating func places() {
        for peer: UInt32 in 1...40 { announce(peer, 65_001) }
        #expect(routes() == ["193.0.0.0/16 AS65001 32"])
        #expect(table.ignoredPeerCount == 8)
        for peer: UInt32 in 1...31 { table.end(ReadinessFixture.peer(peer), of: "f") }
        #expect(routes() == ["193.0.0.0/16 AS65001 1"])
        announce(40, 65_002)
        #expect(routes() == ["193.0.0.0/16 AS65001 1", "193.0.0.0/16 AS65002 1"])
        table.end(feed: "f")
        #expect(routes().isEmpty)
        #expect(table.count == 0)
    }

    @Test("Beyond its limits it counts what it leaves out") mutating func limits() {
        var limits = ReadinessLimits()
        (limits.seenPrefixes, limits.seenOrigins) = (1, 2)
        table = SeenRouteTable(limits: limits)
        announce(1, 65_001)
        announce(1, 65_001, ReadinessFixture.prefix("193.1.0.0/16"))
        announce(2, 65_002)
        announce(3, 65_003)
        #expect(routes() == ["193.0.0.0/16 AS65001 1", "193.0.0.0/16 AS65002 1"])
        #expect(table.droppedCount == 2)
    }

    @Test("A router that sends its table again loses nothing; one that comes back begins again") func routers() {
        let seen = SeenRoutes()
        func count() -> Int { seen.list(minimumPeers: 1, at: APIFixture.start).routes.count }
        let routes = FeedMessage.routes([ReadinessFixture.announcement(Self.prefix, 65_001, peer: 1)])
        let complete = FeedMessage.tableComplete(ReadinessFixture.peer(1))
        seen.receive([.connected(description: nil), routes, complete, complete], of: "bmp", isRecording: false)
        #expect(count() == 1)
        seen.receive([.connected(description: nil)], of: "bmp", isRecording: false)
        #expect(count() == 0)
        seen.receive([routes, complete, complete], of: "folder", isRecording: true)
        #expect(count() == 0)
    }

    @Test("Look-ups by origin and around a prefix") func lists() {
        let texts: [(prefix: String, origin: UInt32)] = [
            ("193.0.0.0/9", 1), ("193.0.0.0/16", 2), ("193.0.0.0/16", 3), ("193.0.1.0/24", 2), ("194.0.0.0/9", 2),
        ]
        let list = SeenRouteList(
            texts.map { SeenRoute(prefix: ReadinessFixture.prefix($0.prefix), origin: ASN($0.origin), peers: 1) },
            at: APIFixture.start)
        func text(_ routes: [SeenRoute]) -> [String] { routes.map { "\($0.prefix) \($0.origin)" } }
        let second = ["193.0.0.0/16 AS2", "193.0.1.0/24 AS2", "194.0.0.0/9 AS2"]
        #expect(text(list.routes(of: 2, limit: 9)) == second)
        #expect(text(list.routes(of: 2, limit: 2)) == Array(second.prefix(2)))
        #expect(text(list.routes(of: 2, after: Self.prefix, limit: 9)) == Array(second.dropFirst()))
        #expect(list.routes(of: 4, limit: 9).isEmpty)
        #expect(
            text(list.routes(around: Self.prefix, limit: 9))
                == ["193.0.0.0/9 AS1", "193.0.0.0/16 AS2", "193.0.0.0/16 AS3", "193.0.1.0/24 AS2"])
        #expect(
            text(list.routes(around: ReadinessFixture.prefix("193.0.1.1/32"), limit: 9)).last == "193.0.1.0/24 AS2")
    }
}
