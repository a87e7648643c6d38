import BGPMessages
import NumberResources
import Testing

@testable import RouteSecurity

@Suite("Detection: the table of routes") struct RouteTableTests {
    private static func key(_ number: UInt32, pathID: UInt32? = nil) -> RouteKey {
        RouteKey(prefix: IPPrefix(truncating: IPAddress(ipv4: number << 8), length: 24), pathID: pathID)
    }

    private static func attributes(_ path: [ASN]) -> PathAttributes {
        var attributes = PathAttributes()
        attributes.asPath = ASPath(path)
        return attributes
    }

    private static func table(_ change: (inout DetectionLimits) -> Void = { _ in }) -> RouteTable {
        var limits = DetectionLimits()
        change(&limits)
        var routes = RouteTable(limits: limits)
        routes.addPeer(0)
        routes.addPeer(1)
        return routes
    }

    @discardableResult
    private static func follow(
        _ routes: inout RouteTable, _ key: RouteKey, of peer: Int = 0, path: [ASN] = [1], incident: Int? = nil,
        own: Int32 = 0
    ) -> (route: TrackedRoute, replaced: TrackedRoute?) {
        routes.follow(
            key, of: peer, attributes(path), incident: incident, own: own, session: 1, isValid: false)
    }

    @Test("rightful routes and those of incidents are counted apart, whatever replaces what") func counts() {
        var routes = Self.table()
        Self.follow(&routes, Self.key(1))
        Self.follow(&routes, Self.key(1, pathID: 1))
        Self.follow(&routes, Self.key(2), incident: 7)
        Self.follow(&routes, Self.key(3), own: -1)
        #expect(routes.count == 4)
        #expect(routes.rightful(of: 0) == [0: 2, -1: 1])
        #expect(Self.follow(&routes, Self.key(1), path: [2], incident: 7).replaced?.incident == -1)
        #expect(Self.follow(&routes, Self.key(2), path: [2]).replaced?.incident == 7)
        #expect(routes.count == 4)
        #expect(routes.rightful(of: 0) == [0: 2, -1: 1])
        #expect(routes.remove(Self.key(1), of: 0)?.incident == 7)
        #expect(routes.remove(Self.key(1), of: 0) == nil)
        #expect(routes.remove(Self.key(3), of: 0)?.own == -1)
        #expect(routes.count == 2)
        #expect(routes.rightful(of: 0) == [0: 2])
        #expect(routes.isEmpty(1) && !routes.isEmpty(0))
    }

    @Test("a prefix with its origin is announced as long as a route that is not suspect says so") func announced() {
        func announced(_ routes: RouteTable) -> Set<OriginatedPrefix> {
            var found: Set<OriginatedPrefix> = []
            routes.forEachAnnounced(0) { found.insert($0) }
            return found
        }
        let pair = OriginatedPrefix(prefix: Self.key(1).prefix, origin: 2)
        var routes = Self.table()
        Self.follow(&routes, Self.key(1), path: [1, 2])
        Self.follow(&routes, Self.key(1), of: 1, path: [3, 2])
        Self.follow(&routes, Self.key(2), path: [1, 2], own: -1)
        #expect(announced(routes) == [pair])
        // Of two routes, one becomes suspect, and is not any more.
        _ = routes.move(Self.key(1), of: 0, to: 7, isValid: false, isSuspect: true)
        #expect(announced(routes) == [pair])
        _ = routes.move(Self.key(1), of: 1, to: 7, isValid: false, isSuspect: true)
        #expect(announced(routes).isEmpty)
        _ = routes.move(Self.key(1), of: 1, to: nil, isValid: true)
        #expect(announced(routes) == [pair])
        // The suspect route does not count when it goes.
        _ = routes.remove(Self.key(1), of: 0)
        #expect(announced(routes) == [pair])
        _ = routes.remove(Self.key(1), of: 1)
        #expect(announced(routes).isEmpty)
    }

    @Test("a path is kept as long as a route has it") func paths() {
        var routes = Self.table()
        let (first, _) = Self.follow(&routes, Self.key(1), path: [1, 2])
        let (second, _) = Self.follow(&routes, Self.key(2), of: 1, path: [1, 2])
        #expect(first.path == second.path && routes.paths.count == 1)
        Self.follow(&routes, Self.key(1), path: [3])
        #expect(routes.paths.count == 2)
        #expect(routes.paths.has(second.path, ASPath([1, 2]), onlyToCustomer: nil))
        #expect(!routes.paths.has(second.path, ASPath([1, 2]), onlyToCustomer: 1))
        #expect(routes.attributes(of: second).asPath == ASPath([1, 2]))
        _ = routes.remove(Self.key(2), of: 1)
        #expect(routes.paths.count == 1)
        // The same path again does not lose the one that it has.
        Self.follow(&routes, Self.key(1), path: [3])
        #expect(routes.paths.count == 1)
        #expect(routes[Self.key(1), of: 0].map { routes.attributes(of: $0).asPath } == ASPath([3]))
    }

    @Test("room for rightful routes: to each own prefix from each peer, and three quarters of all") func rightfulRoom()
    {
        var routes = Self.table {
            $0.routesPerPeer = 2
            $0.trackedRoutes = 8
        }
        for number in 0..<2 { Self.follow(&routes, Self.key(UInt32(number))) }
        #expect(!routes.hasRoomForRightful(0, isExact: false, of: 0))
        #expect(routes.hasRoomForRightful(0, isExact: true, of: 0))
        #expect(routes.hasRoomForRightful(1, isExact: false, of: 0))
        #expect(routes.hasRoomForRightful(0, isExact: false, of: 1))
        for number in 2..<6 { Self.follow(&routes, Self.key(UInt32(number)), incident: 1) }
        #expect(!routes.hasRoomForRightful(1, isExact: true, of: 1))
        _ = routes.remove(Self.key(5), of: 0)
        #expect(routes.hasRoomForRightful(1, isExact: true, of: 1))
    }

    @Test("room at all: up to the limit, and for what replaces another; what finds none is counted") func room() {
        var routes = Self.table { $0.trackedRoutes = 2 }
        #expect(routes.admits(isWanted: true, replaces: false) == true)
        Self.follow(&routes, Self.key(1))
        #expect(routes.admits(isWanted: true, replaces: false) == true)
        Self.follow(&routes, Self.key(2))
        #expect(routes.untracked == 0)
        #expect(routes.admits(isWanted: true, replaces: false) == false)
        #expect(routes.admits(isWanted: true, replaces: true) == true)
        #expect(routes.admits(isWanted: false, replaces: true) == false)
        #expect(routes.untracked == 2)
    }

    @Test("a route moves between the rightful ones and incidents") func moves() {
        var routes = Self.table()
        Self.follow(&routes, Self.key(1))
        #expect(routes.move(Self.key(1), of: 0, to: 3, isValid: true)?.incident == 3)
        #expect(routes[Self.key(1), of: 0]?.isValid == true)
        #expect(routes.rightful(of: 0) == [:])
        #expect(routes.move(Self.key(1), of: 0, to: nil, isValid: false)?.incident == -1)
        #expect(routes.move(Self.key(1), of: 0, to: nil, isValid: true)?.isValid == true)
        #expect(routes.rightful(of: 0) == [0: 1])
        #expect(routes.move(Self.key(2), of: 0, to: 3, isValid: true) == nil)
        #expect(routes.count == 1)
    }

    @Test("own prefixes that are numbered otherwise: what concerns none is given up") func renumber() {
        var routes = Self.table()
        Self.follow(&routes, Self.key(1), path: [1])
        Self.follow(&routes, Self.key(2), path: [2], incident: 5)
        Self.follow(&routes, Self.key(3), path: [3], incident: 6)
        let gone = routes.renumber(0) { key, attributes in
            #expect(attributes.asPath.asns.count == 1)
            return key == Self.key(3) ? nil : 9
        }
        #expect(gone.map(\.key) == [Self.key(3)])
        #expect(gone.map(\.route.incident) == [6])
        #expect(routes.rightful(of: 0) == [9: 1])
        #expect(routes[Self.key(2), of: 0]?.own == 9)
        #expect(routes.count == 2 && routes.paths.count == 2)
    }
}

@Suite("Detection: keys of routes") struct RouteKeyTests {
    @Test("in the order of prefixes, then of path identifiers, none first") func order() {
        let prefixes = ["193.0.0.0/16", "193.0.0.0/17", "193.1.0.0/16"].map(Scenario.prefix)
        let keys = prefixes.flatMap { prefix in
            [nil, 0, 1].map { RouteKey(prefix: prefix, pathID: $0) }
        }
        for (index, key) in keys.enumerated() {
            for (other, another) in keys.enumerated() { #expect((key < another) == (index < other)) }
        }
    }
}

@Suite("Detection: learned neighbours") struct LearnedNeighboursTests {
    @Test("up to the last moment and the limit, each once") func limits() {
        let end = BGPTime(seconds: 100)
        var neighbours = LearnedNeighbours(until: end)
        #expect(neighbours.isOpen(at: end))
        #expect(!neighbours.isOpen(at: BGPTime(seconds: 100, fraction: 1)))
        #expect(neighbours.learn(64496) == true)
        #expect(neighbours.learn(64496) == false)
        for number in 1..<UInt32(LearnedNeighbours.limit) { _ = neighbours.learn(ASN(number)) }
        #expect(neighbours.asns.count == LearnedNeighbours.limit)
        #expect(neighbours.learn(70_000) == false)
        #expect(neighbours.left == 1)
        let restored = LearnedNeighbours(until: end, asns: (0..<5_000).map { ASN($0) })
        #expect(restored.asns.count == LearnedNeighbours.limit)
    }
}
