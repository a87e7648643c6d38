import NIOCore
import NumberResources
import RPKIToRouter
import TestSupport
import Testing
import ValidatedPayloads

/// Routers that send garbage, half a PDU, the wrong version, never read, never speak or come in flocks.
@Suite(.serialized) struct HostileRouterTests {
    private static let query = Samples.octets(.resetQuery, .one)

    private func cache(_ count: Int = 3) -> RTRCache {
        let cache = RTRCache(sessions: Samples.sessions)
        cache.serve(
            Samples.set(
                (0..<count).map {
                    VRP(prefix: IPPrefix(truncating: IPAddress(ipv4: UInt32($0) << 8), length: 24), asn: 64_496)
                }))
        return cache
    }

    private var quick: RTRServerLimits {
        var limits = RTRServerLimits()
        limits.queryTimeout = 1
        limits.pduTimeout = 1
        limits.writeTimeout = 1
        limits.endTimeout = 1
        return limits
    }

    /// Whether a well-behaved router is still served.
    private func isServing(_ port: Int) -> Bool {
        guard let router = try? RawRouter(port: port) else { return false }
        router.send(HostileRouterTests.query)
        return router.read(atLeast: 8 + 3 * 20 + 24).starts(with: [1, 3, 0, 11])
    }

    @Test(
        "Garbage is answered with one Error Report and the end",
        arguments: [
            ([UInt8](repeating: 0xff, count: 4_096), RTRErrorCode.unsupportedVersion),
            (Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8), .unsupportedVersion),
            ([1, 99, 0, 0, 0, 0, 0, 8], .unsupportedType), ([1, 2, 0, 0, 0, 0, 0, 7], .corruptData),
            ([1, 2, 0, 0, 0xff, 0xff, 0xff, 0xff], .corruptData), ([2, 3, 0, 0, 0, 0, 0, 8], .invalidRequest),
        ])
    func garbage(octets: [UInt8], code: RTRErrorCode) async throws {
        try await withServer(cache()) { server, port in
            let router = try RawRouter(port: port)
            router.send(octets)
            let answer = router.readToEnd()
            try #require(answer.count >= 16)
            #expect(answer[1] == 10)
            #expect(UInt16(answer[2]) << 8 | UInt16(answer[3]) == code.rawValue)
            #expect(UInt32(answer[6]) << 8 | UInt32(answer[7]) == answer.count)
            #expect(isServing(port))
            try await eventually { server.counters.closed[.violation] == 1 }
        }
    }

    @Test("A connection that the router resets is logged in the system's words") func reset() async throws {
        let log = LineLog()
        try await withServer(cache(), log: log) { server, port in
            do {
                let router = try RawRouter(port: port)
                router.send(HostileRouterTests.query)
                _ = router.read(atLeast: 8 + 3 * 20 + 24)
                router.resetAtEnd()
            }
            try await eventually { server.counters.closed[.failed] == 1 }
            try await eventually { log.lines.contains { $0.contains("detail=Connection reset by peer ") } }
        }
    }

    @Test("An Error Report ends the connection without an answer, and is counted")
    func report() async throws {
        try await withServer(cache()) { server, port in
            let router = try RawRouter(port: port)
            router.send(Samples.octets(.errorReport(ErrorReport(.duplicateAnnouncement)), .one))
            #expect(router.readToEnd().isEmpty)
            try await eventually { server.counters.closed[.reported] == 1 }
        }
    }

    @Test("A router that says nothing is dropped in time")
    func silent() async throws {
        try await withServer(cache(), limits: quick) { server, port in
            let router = try RawRouter(port: port)
            #expect(router.readToEnd().isEmpty)
            try await eventually { server.counters.closed[.silent] == 1 }
            #expect(isServing(port))
        }
    }

    @Test("Half a PDU is not waited for for ever, and a PDU in pieces is one")
    func halfPDU() async throws {
        try await withServer(cache(), limits: quick) { server, port in
            let router = try RawRouter(port: port)
            router.send(Array(HostileRouterTests.query.prefix(4)))
            try await eventually { server.peers.count == 1 }
            router.send(Array(HostileRouterTests.query.dropFirst(4)))
            #expect(router.read(atLeast: 92).count == 92)
            router.send(Array(HostileRouterTests.query.prefix(7)))
            #expect(router.readToEnd().isEmpty)
            try await eventually { server.counters.closed[.incompletePDU] == 1 }
        }
    }

    @Test(
        "A router that asks and never reads is dropped in time, holds next to nothing, and others are served meanwhile")
    func neverReads() async throws {
        // More than the socket takes in.
        let cache = cache(300_000)
        _ = cache.generation?.full(.one)
        try await withServer(cache, limits: quick) { server, port in
            let router = try RawRouter(port: port, receiveBuffer: 4_096)
            let many = (0..<1_000).flatMap { _ in HostileRouterTests.query }
            let flood = Task.detached {
                // Ends when the cache does not want to hear any more.
                for _ in 0..<100_000 where !router.send(many) { return }
            }
            #expect(isServing(port))
            try await eventually { server.counters.closed[.stalled] == 1 }
            #expect(server.counters.octetsReceived < 4 << 20)
            await flood.value
        }
    }

    @Test("Beyond the limit connections are closed at once, and there is room again when others go")
    func flood() async throws {
        var limits = RTRServerLimits()
        limits.connections = 10
        try await withServer(cache(), limits: limits) { server, port in
            var routers = try (0..<10).map { _ in try RawRouter(port: port) }
            for router in routers { router.send(HostileRouterTests.query) }
            for router in routers { #expect(router.read(atLeast: 92).count == 92) }
            let late = try (0..<30).map { _ in try RawRouter(port: port) }
            for router in late { #expect(router.readToEnd().isEmpty) }
            #expect(server.peers.count == 10)
            #expect(server.counters.closed[.connectionLimit] == 30)
            routers.removeAll()
            try await eventually { server.peers.isEmpty }
            #expect(isServing(port))
        }
    }

    @Test("One source cannot take every place, and its places return")
    func sourceFlood() async throws {
        var limits = RTRServerLimits()
        limits.connections = 6
        limits.connectionsPerSource = 3
        try await withServer(cache(), limits: limits) { server, port in
            var routers = try (0..<5).map { _ in try RawRouter(port: port) }
            for router in routers[3...] { #expect(router.readToEnd().isEmpty) }
            #expect(server.counters.closed[.sourceLimit] == 2)
            #expect(server.counters.closed[.connectionLimit] == nil)
            let elsewhere = try RawRouter(port: port, from: 0x7f00_0002)
            elsewhere.send(HostileRouterTests.query)
            #expect(elsewhere.read(atLeast: 92).count == 92)
            routers.removeAll()
            try await eventually { server.peers.count == 1 }
            #expect(isServing(port))
        }
    }

    @Test("A flood of wrong connections is one line in the log, and then their number")
    func log() async throws {
        let log = LineLog()
        try await withServer(cache(), log: log) { server, port in
            for _ in 0..<200 {
                let router = try RawRouter(port: port)
                router.send([UInt8](repeating: 0xff, count: 8))
            }
            try await eventually { server.counters.closed.values.reduce(0, +) == 200 && server.peers.isEmpty }
        }
        let lines = log.lines
        // A connection may also end before its octets are read.
        #expect(lines.count { $0.contains("router dropped") || $0.contains("router disconnected") } <= 3)
        #expect(lines.count { $0.contains("suppressed similar log lines") } <= 3)
        #expect(lines.contains { $0.contains("suppressed=") })
    }

    @Test("What routers of an address did is known after they left, for as many addresses as the limit says")
    func figures() async throws {
        var limits = RTRServerLimits()
        limits.routers = 2
        try await withServer(cache(), limits: limits) { server, port in
            for host in UInt32(1)...3 {
                let router = try RawRouter(port: port, from: 0x7f00_0000 + host)
                router.send(HostileRouterTests.query)
                #expect(router.read(atLeast: 92).count == 92)
                if host == 3 {
                    router.send(Samples.octets(.serialQuery(session: 11, serial: 1), .one))
                    #expect(router.read(atLeast: 32).count == 32)
                    #expect(server.routers.first { $0.address == "127.0.0.3" }?.connections == 1)
                }
                withExtendedLifetime(router) {}
            }
            try await eventually { server.peers.isEmpty }
            #expect(server.routers.map(\.address) == ["127.0.0.2", "127.0.0.3"])
            let last = try #require(server.routers.last)
            #expect(last.connections == 0)
            #expect(last.accepted == 1)
            #expect(last.version == .one)
            #expect(last.serial == 1)
            #expect(last.resetQueries == 1)
            #expect(last.serialQueries == 1)
            #expect(last.octetsSent == 92 + 32)
            #expect(try #require(last.lastUpdate) >= #require(last.lastReset))
            #expect(last.lastEnd != nil)
        }
    }

    @Test("Who may connect can change while routers are connected")
    func accessChange() async throws {
        let elsewhere = try #require(IPPrefix("192.0.2.0/24"))
        let host = try #require(IPPrefix("::ffff:127.0.0.1/128"))
        try await withServer(cache()) { server, port in
            let router = try RawRouter(port: port)
            router.send(Samples.octets(.resetQuery, .two))
            #expect(router.read(atLeast: 92).count == 92)
            let other = try RawRouter(port: port, from: 0x7f00_0002)
            other.send(Samples.octets(.resetQuery, .two))
            #expect(other.read(atLeast: 92).count == 92)
            var access = RTRAccess()
            access.versions = [host: .one]
            server.use(access)
            #expect(router.readToEnd().isEmpty, "it speaks version 2")
            #expect(isServing(port))
            let again = try RawRouter(port: port)
            again.send(Samples.octets(.resetQuery, .two))
            let answer = again.read(atLeast: 16)
            #expect(answer.starts(with: [1, 10, 0, 4]))
            #expect(server.peers.contains { $0.address == "127.0.0.2" })
            access.allowed = [elsewhere]
            server.use(access)
            #expect(other.readToEnd().isEmpty)
            #expect(try RawRouter(port: port).readToEnd().isEmpty)
        }
    }

    @Test("Routers from elsewhere are not let in")
    func notAllowed() async throws {
        let elsewhere = try #require(IPPrefix("192.0.2.0/24"))
        try await withServer(cache(), configure: { $0.access.allowed = [elsewhere] }) { server, port in
            let router = try RawRouter(port: port)
            #expect(router.readToEnd().isEmpty)
            #expect(server.counters.closed[.notAllowed] == 1)
        }
        let loopback = try #require(IPPrefix("127.0.0.0/8"))
        try await withServer(cache(), configure: { $0.access.allowed = [elsewhere, loopback] }) { _, port in
            #expect(isServing(port))
        }
    }

    @Test("What a router asked before it stopped talking is answered")
    func pipelined() async throws {
        try await withServer(cache()) { _, port in
            let router = try RawRouter(port: port)
            let again = Samples.octets(.serialQuery(session: 11, serial: 1), .one)
            router.send(HostileRouterTests.query + (0..<100).flatMap { _ in again })
            #expect(router.read(atLeast: 92 + 100 * 32).count == 92 + 100 * 32)
        }
    }
}
