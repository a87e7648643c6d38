import BGPMessages
import Delivery
import DeskStore
import Foundation
import Logging
import NumberResources
import RouteSecurity
import SecurityEvents
import ValidatedPayloads

@testable import Node

/// A watch engine over a store of its own, with a clock that a test sets, a feed, and sinks that nobody empties.
final class WatchedNetwork {
    static let start = Date(timeIntervalSince1970: 1_780_000_000)

    /// The sinks, by the least severity that they get.
    static let sinks: [(name: String, severity: EventSeverity)] = [
        ("all", .information), ("high", .high), ("critical", .critical),
    ]

    let folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-watch-\(UUID().uuidString)").path
    let clock = Locked(WatchedNetwork.start)
    var configuration: RoutesSection
    let settings: WatchSettings
    private(set) var store: DeskDatabase
    private(set) var engine: WatchEngine

    /// AS3333 with 193.0.0.0/16 behind AS1299.
    init(_ change: (inout RoutesSection) -> Void = { _ in }) throws {
        var configuration = RoutesSection()
        configuration.asns = [3333]
        configuration.prefixes = [
            WatchedNetwork.prefix("193.0.0.0/16"): nil, WatchedNetwork.prefix("2001:67c::/32"): nil,
        ]
        configuration.upstreams = [1299]
        configuration.thresholds.minPeers = 1
        configuration.thresholds.campaignWindow = .zero
        change(&configuration)
        self.configuration = configuration
        settings = WatchSettings(configuration)
        store = try DeskDatabase.open(folder: folder)
        engine = try WatchedNetwork.engine(configuration, settings, store, clock)
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func engine(
        _ configuration: RoutesSection, _ settings: WatchSettings, _ store: DeskDatabase, _ clock: Locked<Date>
    ) throws -> WatchEngine {
        try WatchEngine(
            configuration, settings: settings, store: store.alerts,
            receivers: sinks.map { .init(name: $0.name, severity: $0.severity, wake: {}) }, clockKind: .live,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { clock.withLock { $0 } })
    }

    static func prefix(_ text: String) -> IPPrefix {
        IPPrefix(text) ?? IPPrefix(IPAddress(ipv4: 0))
    }

    static func payloads(_ vrps: [(String, UInt8, ASN)]) -> PayloadSet {
        var builder = PayloadSetBuilder()
        for (text, length, asn) in vrps {
            builder.add(
                VRP(prefix: prefix(text), maxLength: length, asn: asn), source: .object(.init(trustAnchor: "ripe")))
        }
        return builder.build()
    }

    /// Ends the engine as the node does, and starts another on what it kept.
    func restart() async throws {
        await engine.save()
        try store.close()
        store = try DeskDatabase.open(folder: folder)
        engine = try Self.engine(configuration, settings, store, clock)
    }

    /// Lets time pass.
    func wait(_ seconds: Double) async {
        clock.withLock { $0 += seconds }
        await engine.tick()
        // What waits for its turn to be written.
        await engine.save()
    }

    func announce(_ text: String, _ path: [ASN], by peer: UInt32 = 1) async {
        var attributes = PathAttributes()
        attributes.asPath = ASPath([ASN(50_000 + peer)] + path)
        await receive(text, .announce(attributes), peer)
    }

    func withdraw(_ text: String, by peer: UInt32 = 1) async {
        await receive(text, .withdraw, peer)
    }

    private func receive(_ text: String, _ action: RouteEvent.Action, _ peer: UInt32) async {
        let event = RouteEvent(
            time: BGPTime(clock.withLock { $0 }),
            peer: BGPPeer(address: IPAddress(ipv4: 0x5000_0000 + peer), asn: ASN(50_000 + peer)),
            prefix: Self.prefix(text), action: action)
        await engine.receive([.routes([event])], of: "updates", .file)
        await engine.save()
    }

    /// Does something as another process does that answers alerts.
    func asOperator(_ body: (AlertStore) throws -> Void) throws {
        let other = try DeskDatabase.open(existingIn: folder)
        try body(other.alerts)
        try other.close()
    }

    /// What a sink is to get, in order: `raised sub-prefix-origin`.
    func queued(_ sink: String) throws -> [String] {
        try store.alerts.outbox.waiting(for: sink, limit: 1_000).map {
            "\($0.message.content.change) \($0.message.content.kind)"
        }
    }

    /// What was noted of an alert: all that happened to it.
    func noted(_ id: String) throws -> [String] {
        try store.alerts.revisions(of: id).map(\.change)
    }

    /// The alert of a class.
    func alert(_ alertClass: AlertClass) throws -> StoredAlert? {
        try store.alerts.alerts().first { $0.kind == alertClass.rawValue }
    }
}
