import Delivery
import DeskStore
import Logging
import NumberResources
import RouteSecurity
import SecurityEvents

@testable import Node

extension ReloadObservation {
    /// What is watched, and who is told.
    static let watched: [ReloadObservation] = [
        detecting("watch.asns", "[AS3333, AS64499]", \.asns),
        detecting("watch.prefixes", "{193.0.0.0/16: , 192.0.2.0/24: [AS3333]}", \.prefixes),
        detecting("watch.upstreams", "[AS1299, AS174]", \.upstreams),
        detecting("watch.peers", "[AS64501]", \.peers),
        detecting("watch.customers", "[AS64502]", \.customers),
        detecting("watch.peering", "open", \.peering),
        checking("watch.checks.new-prefix", .newPrefix),
        checking("watch.checks.not-ours", .notOurs),
        checking("watch.checks.new-downstream", .newDownstream),
        checking("watch.checks.super-prefix", .superPrefixOrigin),
        checking("watch.checks.roa-missing", .roaMissing),
        checking("watch.checks.roa-unused", .roaUnused),
        checking("watch.checks.upstream-lost", .upstreamLost),
        detecting("watch.forbidden-in-path", "[AS64506]", \.forbiddenInPath),
        detecting("watch.required-in-path", "[AS1299]", \.requiredInPath),
        detecting("watch.links", "{AS1299: [AS64503]}", \.links),
        detecting("watch.transit-free", "[AS174]", \.transitFree),
        detecting("watch.excluded-peers", "[AS64504]", \.excludedPeers),
        detecting("watch.contacts", "{AS1299: NOC}", \.contacts),
        detecting("watch.maintenance", "[2026-12-01T22:00:00Z/2026-12-02T04:00:00Z]", \.maintenance),
        hearing("watch.ris.url", "'https://ris.example/stream'", \.service.url),
        hearing("watch.ris.client", "other", \.service.client),
        hearing("watch.ris.collectors", "[rrc00]", \.service.collectors),
        hearing("watch.ris.prefixes", "[192.0.2.0/24]", \.prefixes),
        hearing("watch.ris.https-ca", "[ca.pem]", \.service.httpsCA),
        hearing("watch.ris.liveness", "7s", \.service.liveness),
        hearing("watch.ris.retry", "7s", \.service.retry),
        .init("watch.mutes", "[193.0.0.0/16]") { node in
            let before = try node.network.queued("all").count
            await hijack(node)
            return "\(try node.network.queued("all").count - before)"
        },
        .init("watch.tlp", "'TLP:RED'") { node in
            await hijack(node)
            let last = try node.network.store.alerts.outbox.waiting(for: "all", limit: 1_000).last
            return last?.message.content.record.contains("TLP:RED") == true ? "red" : "not red"
        },
        .init("watch.keep", "1m") { node in
            await node.network.announce("193.0.0.0/16", [1299, 666])
            await node.network.withdraw("193.0.0.0/16")
            await node.network.wait(600)
            await node.network.wait(600)
            await node.network.engine.prune()
            return try node.network.store.alerts.alerts().isEmpty ? "gone" : "kept"
        },
        registering("watch.irr", "[route.rpsl]", "route objects of RIPE"),
        registering("watch.delegated", "[holders.txt]", "have one holder"),
        .init("watch.payloads", "two.csv") { node in
            let supply = PayloadSupply(
                settings: node.network.settings, payloadsState: node.state.payloads, engine: node.network.engine,
                dropsExpired: true,
                record: nil, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                clock: { APIFixture.start })
            let isThere = await supply.begin()
            return "\(isThere) \(node.network.settings.configuration.payloads ?? "")"
        },
    ]

    /// When something is worth an alert.
    static let thresholds: [ReloadObservation] = [
        detecting("watch.thresholds.end-after", "7s", \.thresholds.endDelay),
        detecting("watch.thresholds.reopen-within", "7s", \.thresholds.reopenWithin),
        detecting("watch.thresholds.update-interval", "7s", \.thresholds.updateInterval),
        detecting("watch.thresholds.reset-window", "7s", \.thresholds.resetWindow),
        detecting("watch.thresholds.table-quiet", "7s", \.thresholds.tableQuiet),
        detecting("watch.thresholds.table-window", "7s", \.thresholds.tableWindow),
        detecting("watch.thresholds.visibility-share", "7%", \.thresholds.visibilityShare),
        detecting("watch.thresholds.visibility-delay", "7s", \.thresholds.visibilityDelay),
        detecting("watch.thresholds.roa-expiry-notice", "7s", \.thresholds.roaExpiryNotice),
        detecting("watch.thresholds.payload-expiry-notice", "7s", \.thresholds.payloadExpiryNotice),
        detecting("watch.thresholds.roa-unused-after", "7s", \.thresholds.roaUnusedAfter),
        detecting("watch.thresholds.feed-silence", "7s", \.thresholds.feedSilence),
        detecting("watch.thresholds.trust-anchor-loss", "7", \.thresholds.trustAnchorLoss),
        detecting("watch.thresholds.trust-anchor-loss-share", "7%", \.thresholds.trustAnchorLossShare),
        detecting("watch.thresholds.min-peers", "7", \.thresholds.minPeers),
        detecting("watch.thresholds.adjacency-age", "70s", \.thresholds.adjacencyAge),
        detecting("watch.thresholds.campaign-window", "7s", \.thresholds.campaignWindow),
    ]

    /// A network announces a part of an own prefix, each time another network and another part.
    private static func hijack(_ node: ReloadedNode) async {
        node.turns += 1
        await node.network.announce("193.0.\(node.turns).0/24", [1299, ASN(600 + UInt32(node.turns))])
    }

    /// A key that the detector judges by.
    private static func detecting<Value>(
        _ key: String, _ value: String, _ member: any KeyPath<DetectionConfiguration, Value> & Sendable
    ) -> ReloadObservation {
        .init(key, value) { "\(await $0.network.engine.detector.configuration[keyPath: member])" }
    }

    /// A key with files of registries: whether an alert says what they say.
    private static func registering(_ key: String, _ value: String, _ words: String) -> ReloadObservation {
        .init(key, value) { node in
            await RegistrySupply(
                settings: node.network.settings, engine: node.network.engine,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            ).begin()
            await hijack(node)
            let last = try node.network.store.alerts.outbox.waiting(for: "all", limit: 1_000).last
            return last?.message.content.record.contains(words) == true ? "known" : "not known"
        }
    }

    /// A key that switches a class.
    private static func checking(_ key: String, _ alertClass: AlertClass) -> ReloadObservation {
        .init(key, "false") { "\(await $0.network.engine.detector.configuration.checks.contains(alertClass))" }
    }

    /// A key of what RIS Live is asked for: the client begins anew whenever that changes.
    private static func hearing<Value>(
        _ key: String, _ value: String, _ member: any KeyPath<RoutesSection.RISSubscription, Value> & Sendable
    ) -> ReloadObservation {
        .init(key, value) { "\($0.network.settings.configuration.risSubscription[keyPath: member])" }
    }
}
