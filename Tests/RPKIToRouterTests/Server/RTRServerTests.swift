import Foundation
import Logging
import RPKIToRouter
import Synchronization
import TestSupport
import Testing
import ValidatedPayloads

@Suite(.serialized) struct RTRServerTests {
    private func client(
        _ port: Int, _ version: ProtocolVersion = .two, isFollowing: Bool = false, keepsPayloads: Bool = true
    ) throws -> RTRClient {
        var configuration = RTRClientConfiguration(host: "127.0.0.1", port: port)
        configuration.version = version
        configuration.isFollowing = isFollowing
        configuration.keepsPayloads = keepsPayloads
        configuration.timeout = 10
        return try RTRClient(configuration: configuration)
    }

    private let payloads = Samples.set(
        [Samples.vrp("192.0.2.0/24", 26), Samples.vrp("2001:db8::/32")], aspas: [Samples.aspa(1, 2, 3)],
        keys: [Samples.key(5)])

    @Test("Our client gets from our server what it serves", arguments: ProtocolVersion.allCases)
    func roundTrip(version: ProtocolVersion) async throws {
        let cache = RTRCache()
        cache.serve(payloads)
        try await withServer(cache) { server, port in
            let client = try client(port, version)
            let seen = Seen<RTRUpdate>()
            try await client.run { event in
                if case .updated(let update) = event { seen.append(update) }
            }
            let update = try #require(seen.all.last)
            #expect(update.version == version)
            #expect(update.serial == 1)
            #expect(update.session == cache.sessions[version])
            let got = await client.payloads(source: Samples.source)
            #expect(got.hasSameContent(as: payloads.limited(to: version)))
            try await eventually { server.counters.resetQueries == 1 && server.peers.isEmpty }
            #expect(server.counters.octetsSent == update.transfer.octets)
            #expect(server.counters.pdusSent == update.transfer.pdus)
        }
    }

    @Test("Before there are data a client is told so, and afterwards it is notified")
    func noData() async throws {
        let cache = RTRCache()
        try await withServer(cache) { _, port in
            let once = try client(port)
            await #expect(throws: RTRClientError.noData) { try await once.run { _ in } }
            let following = try client(port, isFollowing: true)
            let events = Seen<RTRClientEvent>()
            let task = Task { try await following.run { event in events.append(event) } }
            try await eventually { !events.all.isEmpty }
            cache.serve(payloads)
            try await eventually { events.all.count == 2 }
            task.cancel()
            try await task.value
            #expect(await following.payloads(source: Samples.source).hasSameContent(as: payloads))
        }
    }

    @Test("What changes reaches every router that stays, as a difference")
    func follow() async throws {
        let cache = RTRCache()
        cache.serve(payloads)
        try await withServer(cache, configure: { $0.notifyInterval = 0.2 }) { server, port in
            let updates = Seen<RTRUpdate>()
            let clients = try (0..<20).map { _ in try client(port, isFollowing: true) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in clients {
                    group.addTask {
                        try await client.run { event in
                            if case .updated(let update) = event { updates.append(update) }
                        }
                    }
                }
                try await eventually { updates.all.count == 20 }
                cache.serve(Samples.set([Samples.vrp("192.0.2.0/24", 26)]))
                try await eventually { updates.all.count { $0.serial == 2 } == 20 }
                // Within the interval there is one notification for both.
                cache.serve(Samples.set([Samples.vrp("10.0.0.0/8")]))
                cache.serve(Samples.set([Samples.vrp("10.0.0.0/8"), Samples.vrp("198.51.100.0/24")]))
                try await eventually { updates.all.count { $0.serial == 4 } == 20 }
                #expect(updates.all.allSatisfy { $0.serial == 1 || !$0.isFull })
                #expect(server.peers.count == 20)
                #expect(server.peers.allSatisfy { $0.serial == 4 && $0.version == .two })
                #expect(server.counters.notifications <= 60)
                group.cancelAll()
                try await group.waitForAll()
            }
            let got = await clients[7].payloads(source: Samples.source)
            #expect(got.vrps == [Samples.vrp("10.0.0.0/8"), Samples.vrp("198.51.100.0/24")])
        }
    }

    @Test(
        "A version that the server does not speak is given up for the highest that it does",
        arguments: [ProtocolVersion.zero, .one])
    func lowerVersion(version: ProtocolVersion) async throws {
        let cache = RTRCache()
        cache.serve(payloads)
        try await withServer(cache, configure: { $0.access.maximumVersion = version }) { _, port in
            let client = try client(port)
            try await client.run { _ in }
            let got = await client.payloads(source: Samples.source)
            #expect(got.hasSameContent(as: payloads.limited(to: version)))
        }
    }

    @Test("A large set reaches many routers whole, encoded once")
    func many() async throws {
        let vrps = (0..<60_000).map { Samples.vrp("10.\($0 / 256).\($0 % 256).0/24") }
        let cache = RTRCache()
        cache.serve(Samples.set(vrps))
        try await withServer(cache) { server, port in
            let updates = Seen<RTRUpdate>()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<30 {
                    let client = try client(port, .one, keepsPayloads: number == 0)
                    group.addTask {
                        try await client.run { event in
                            if case .updated(let update) = event { updates.append(update) }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let octets = 8 + 60_000 * 20 + 24
            #expect(updates.all.map(\.transfer.octets) == Array(repeating: octets, count: 30))
            #expect(updates.all.allSatisfy { $0.transfer.pdus == 60_002 })
            try await eventually { server.counters.octetsSent == 30 * octets }
        }
    }

    @Test("The server ends when its task is cancelled, and lets go of the port")
    func ending() async throws {
        let cache = RTRCache()
        cache.serve(payloads)
        let used = Seen<Int>()
        try await withServer(cache) { _, port in
            used.append(port)
            let router = try RawRouter(port: port)
            router.send(Samples.octets(.resetQuery, .one))
            _ = router.read(atLeast: 8)
        }
        let port = try #require(used.all.first)
        try await withServer(cache, configure: { $0.listeners = [RTRListener(host: "127.0.0.1", port: port)] }) {
            _, again in
            #expect(again == port)
            let late = RTRServer(
                cache: cache,
                configuration: RTRServerConfiguration(listeners: [RTRListener(host: "127.0.0.1", port: port)]),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { Date() })
            await #expect(throws: RTRSetupError.self) { try await late.run() }
        }
    }
}

/// What came, in the order in which it did.
private final class Seen<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    func append(_ element: Element) {
        elements.withLock { $0.append(element) }
    }

    var all: [Element] { elements.withLock { $0 } }
}
