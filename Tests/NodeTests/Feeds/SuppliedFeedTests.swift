import BGPMessages
import ConfigurationKeys
import DeskStore
import FoundationEssentials
import Logging
import NumberResources
import RouteSecurity
import TestSupport
import Testing

@testable import Node

@Suite("A feed that the program brings along") struct SuppliedFeedTests {
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)
    private static let prefix = WatchedNetwork.prefix("10.1.0.0/16")

    /// Reports what it is given, and stays.
    private struct ListedFeed: SuppliedFeed {
        let name = "rc00.example"
        let messages: [FeedMessage]
        let received: Locked<Int>

        func follow(_ report: @Sendable ([FeedMessage]) async -> Void) async throws {
            await report(messages)
            received.withLock { $0 += 1 }
            await untilCancelled()
            throw CancellationError()
        }
    }

    private static func route(_ path: [ASN], by peer: UInt32) -> RouteEvent {
        var attributes = PathAttributes()
        attributes.asPath = ASPath(path)
        return RouteEvent(
            time: BGPTime(now.addingTimeInterval(-600)),
            peer: BGPPeer(address: IPAddress(ipv4: 0x0aff_0000 + peer), asn: path[0]), prefix: prefix,
            action: .announce(attributes))
    }

    /// Follows a feed with these supplies until its messages are received; how the watch stands then.
    private func watch(_ routes: [RouteEvent], bogons: Bogons = Bogons()) async throws -> WatchState {
        var configuration = NodeConfiguration()
        configuration.rpki.tals = []
        configuration.watch.asns = [64_600]
        configuration.watch.prefixes = [SuppliedFeedTests.prefix: [64_600]]
        configuration.watch.upstreams = [64_700]
        let folder = try TemporaryFolder()
        configuration.state = folder.path
        let store = try DeskDatabase.open(folder: folder.path)
        defer { try? store.close() }
        let received = Locked(0)
        var supplies = NodeSupplies()
        supplies.bogons = bogons
        supplies.feeds = [ListedFeed(messages: [.connected(description: "test"), .routes(routes)], received: received)]
        let watch = try RouteWatch(
            LoadedConfiguration(configuration), supplies: supplies, store: store.alerts,
            payloadsState: PayloadsState(session: 1, staleAfter: 60, limits: StateLimits()), alarms: Alarms(),
            files: [],
            isReplay: false, endsWithFiles: false, version: "1",
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { SuppliedFeedTests.now },
            onState: { _ in })
        let running = Task { try await watch.service.run() }
        try await eventually { received.withLock { $0 } == 1 }
        let state = await watch.engine.state
        running.cancel()
        _ = await running.result
        await watch.shutdown()
        return state
    }

    @Test("Its routes enter the watch as those of a collector, by the clock of the node") func routes() async throws {
        let state = try await watch([
            Self.route([64_801, 64_666], by: 1), Self.route([64_802, 64_700, 64_600], by: 2),
        ])
        #expect(state.feeds.map(\.name) == ["rc00.example"])
        #expect(state.feeds.map(\.kind) == [.collector])
        #expect(state.feeds.first?.isConnected == true && state.feeds.first?.routes == 2)
        #expect(state.time == Self.now)
        #expect(state.alerts.map(\.key.alertClass) == [.exactPrefixOrigin])
        #expect(state.alerts.first?.raised.date == Self.now.addingTimeInterval(-600))
    }

    @Test("What is reserved follows from the registries that are supplied") func bogons() async throws {
        let routes = [Self.route([64_801, 65_100, 64_700, 64_600], by: 1)]
        #expect(try await watch(routes).alerts.isEmpty)
        let registries = SpecialRegistries.iana.handingOut([Self.prefix], [64_512...64_999])
        let state = try await watch(routes, bogons: Bogons(registries: registries))
        #expect(state.alerts.map(\.key.alertClass) == [.bogon])
    }
}
