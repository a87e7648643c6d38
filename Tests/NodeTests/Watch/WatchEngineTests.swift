import Delivery
import DeskStore
import Foundation
import NumberResources
import RouteSecurity
import Testing
import ValidatedPayloads

@testable import Node

/// Which changes of alerts sinks are to get; all of them are noted.
@Suite("What the watch passes on") struct WatchEngineTests {
    private static let seen = StoredAlert.Acknowledgement(time: WatchedNetwork.start, author: "noc")

    @Test("Of an alert that somebody acknowledged sinks get the end and the return, and nothing between")
    func acknowledged() async throws {
        let network = try WatchedNetwork()
        await network.announce("193.0.128.0/24", [1299, 666])
        let id = try #require(try network.alert(.subPrefixOrigin)?.id)
        try network.asOperator { _ = try $0.acknowledge(id, Self.seen) }
        await network.announce("193.0.128.0/24", [1299, 666], by: 2)
        await network.wait(60)
        for peer in [UInt32(1), 2] { await network.withdraw("193.0.128.0/24", by: peer) }
        await network.announce("193.0.128.0/24", [1299, 666])
        await network.withdraw("193.0.128.0/24")
        await network.wait(600)
        #expect(try network.noted(id) == ["raised", "updated", "dormant", "resumed", "dormant", "ended"])
        #expect(try network.queued("all") == ["raised sub-prefix-origin", "ended sub-prefix-origin"])
        await network.announce("193.0.128.0/24", [1299, 666])
        await network.withdraw("193.0.128.0/24")
        #expect(try network.noted(id).suffix(2) == ["reopened", "dormant"])
        #expect(try network.queued("all").suffix(2) == ["ended sub-prefix-origin", "reopened sub-prefix-origin"])
    }

    @Test("What nobody acknowledged is passed on as it changes, and the acknowledgement of one is none of another")
    func notAcknowledged() async throws {
        let network = try WatchedNetwork()
        await network.announce("193.0.0.0/16", [1299, 667], by: 3)
        let other = try #require(try network.alert(.exactPrefixOrigin)?.id)
        try network.asOperator { _ = try $0.acknowledge(other, Self.seen) }
        await network.announce("193.0.128.0/24", [1299, 666])
        await network.announce("193.0.128.0/24", [1299, 666], by: 2)
        await network.wait(60)
        for peer in [UInt32(1), 2] { await network.withdraw("193.0.128.0/24", by: peer) }
        #expect(
            try network.queued("all") == [
                "raised exact-prefix-origin", "raised sub-prefix-origin", "updated sub-prefix-origin",
                "dormant sub-prefix-origin",
            ])
    }

    @Test("An acknowledged alert that turns out to be false is withdrawn aloud") func withdrawn() async throws {
        let network = try WatchedNetwork()
        await network.engine.use(WatchedNetwork.payloads([("193.0.0.0/16", 16, 3333)]))
        await network.announce("193.0.128.0/24", [1299, 666])
        let id = try #require(try network.alert(.subPrefixOrigin)?.id)
        try network.asOperator { _ = try $0.acknowledge(id, Self.seen) }
        await network.wait(1)
        await network.engine.use(
            WatchedNetwork.payloads([("193.0.0.0/16", 16, 3333), ("193.0.128.0/24", 24, 666)]))
        await network.engine.save()
        #expect(try network.queued("all").contains("withdrawn sub-prefix-origin"))
    }

    @Test("A sink gets what is as severe as it asks for, and no less") func severity() async throws {
        let network = try WatchedNetwork()
        await network.announce("193.0.128.0/24", [1299, 666])
        await network.announce("193.0.0.0/16", [1299, 667], by: 2)
        await network.announce("2001:67c:1::/64", [1299, 668], by: 3)
        #expect(
            try network.queued("all") == [
                "raised sub-prefix-origin", "raised exact-prefix-origin", "raised sub-prefix-origin",
            ])
        #expect(try network.queued("high") == ["raised sub-prefix-origin", "raised exact-prefix-origin"])
        #expect(try network.queued("critical") == ["raised sub-prefix-origin"])
    }

    @Test(
        "Who got an alert gets its end too, though it is less severe by then; over a restart as well",
        arguments: [false, true])
    func peak(restarts: Bool) async throws {
        let network = try WatchedNetwork()
        await network.announce("193.0.128.0/24", [1299, 666])
        let alert = try #require(try network.alert(.subPrefixOrigin))
        #expect(alert.severity == 4 && alert.peak == 4)
        if restarts {
            try await network.restart()
            await network.announce("193.0.128.0/24", [1299, 666])
        }
        // Those who validate do not take it any more, so that it is high; with a ROA for its origin it is low.
        await network.engine.use(WatchedNetwork.payloads([("193.0.0.0/16", 16, 3333)]))
        await network.engine.use(
            WatchedNetwork.payloads([("193.0.0.0/16", 16, 3333), ("193.0.128.0/24", 24, 666)]))
        await network.engine.save()
        let after = try #require(try network.alert(.subPrefixOrigin))
        #expect(after.id == alert.id)
        #expect(after.severity == 1 && after.peak == 4)
        for sink in ["all", "high", "critical"] {
            let changes = try network.queued(sink).filter { $0.hasSuffix("sub-prefix-origin") }
            #expect(changes == ["raised sub-prefix-origin", "withdrawn sub-prefix-origin"], "\(sink)")
        }
        // One that was never critical is not for the last one.
        await network.announce("193.0.200.0/24", [1299, 777], by: 9)
        #expect(try network.queued("high").count == 3)
        #expect(try network.queued("critical").count == 2)
    }

    @Test("A revision is one more than the last that was noted, over a restart too") func revisions() async throws {
        let network = try WatchedNetwork()
        await network.announce("193.0.128.0/24", [1299, 666])
        await network.withdraw("193.0.128.0/24")
        try await network.restart()
        await network.wait(600)
        let alert = try #require(try network.alert(.subPrefixOrigin))
        #expect(alert.revision == 3)
        #expect(try network.noted(alert.id) == ["raised", "dormant", "ended"])
        #expect(try network.store.alerts.outbox.waiting(for: "all", limit: 9).map(\.message.revision) == [1, 2, 3])
    }

    @Test("What is muted in the configuration is noted and not passed on, until the mute ends, to the second")
    func mute() async throws {
        let network = try WatchedNetwork {
            $0.mutes = [.init(AlertFilter(offenders: [666]), until: WatchedNetwork.start + 100)]
        }
        await network.announce("193.0.128.0/24", [1299, 666])
        await network.announce("193.0.0.0/16", [1299, 667], by: 2)
        #expect(try network.queued("all") == ["raised exact-prefix-origin"])
        #expect(try network.alert(.subPrefixOrigin) != nil)
        await network.wait(99)
        await network.withdraw("193.0.128.0/24")
        #expect(try network.queued("all").count == 1)
        await network.wait(1)
        await network.announce("193.0.128.0/24", [1299, 666])
        #expect(try network.queued("all").last == "resumed sub-prefix-origin")
    }

    @Test("A mute of an operator counts from its begin to its end, the first second included and the last not")
    func suppression() async throws {
        let network = try WatchedNetwork()
        await network.wait(0)
        try network.asOperator { store in
            _ = try store.add(
                Suppression(
                    kind: .mute, alertClass: "exact-prefix-origin", begins: WatchedNetwork.start + 10,
                    ends: WatchedNetwork.start + 20, reason: "r", author: "x"))
        }
        var queued: [Int] = []
        for (peer, seconds) in [9.0, 1, 9, 1].enumerated() {
            await network.wait(seconds)
            await network.announce("193.0.0.0/16", [1299, ASN(600 + UInt32(peer))], by: UInt32(peer))
            queued.append(try network.queued("all").count)
        }
        // At 9, 10, 19 and 20 seconds.
        #expect(queued == [1, 1, 1, 2])
        #expect(try network.store.alerts.alerts().count == 4)
    }

    @Test("A mute of another class or of another prefix is none") func otherSuppression() async throws {
        let network = try WatchedNetwork()
        await network.wait(0)
        try network.asOperator { store in
            for (alertClass, prefix) in [("bogon", nil), (nil, "2001:67c::/32"), ("no-such-class", nil)]
                as [(String?, String?)]
            {
                _ = try store.add(
                    Suppression(
                        kind: .mute, alertClass: alertClass, prefix: prefix, begins: WatchedNetwork.start - 1,
                        reason: "r", author: "x"))
            }
        }
        await network.wait(1)
        await network.announce("193.0.0.0/16", [1299, 666])
        await network.announce("2001:67c::/32", [1299, 666], by: 2)
        #expect(try network.queued("all") == ["raised exact-prefix-origin"])
    }

    @Test("Maintenance that an operator adds holds an alert back, and it is raised when that is over")
    func maintenance() async throws {
        let network = try WatchedNetwork()
        await network.wait(0)
        try network.asOperator { store in
            _ = try store.add(
                Suppression(
                    kind: .maintenance, begins: WatchedNetwork.start, ends: WatchedNetwork.start + 100, reason: "r",
                    author: "x"))
        }
        await network.wait(1)
        await network.announce("193.0.0.0/16", [1299, 666])
        #expect(try network.store.alerts.alerts().isEmpty)
        await network.wait(98)
        #expect(try network.store.alerts.alerts().isEmpty)
        await network.wait(1)
        #expect(try network.queued("all") == ["raised exact-prefix-origin"])
    }

    @Test("What waits for a sink is bounded: the oldest goes, and the alert is kept") func queue() async throws {
        let network = try WatchedNetwork { $0.queue = 2 }
        for origin in [UInt32(666), 667, 668] {
            await network.announce("193.0.0.0/16", [1299, ASN(origin)], by: origin)
        }
        #expect(try network.queued("all").count == 2)
        #expect(try network.store.alerts.alerts().count == 3)
    }

    @Test("Alerts are kept as long as the configuration says after their end, to the second") func keep() async throws {
        let network = try WatchedNetwork { $0.keep = .seconds(1_000) }
        await network.announce("193.0.0.0/16", [1299, 666])
        await network.withdraw("193.0.0.0/16")
        await network.wait(600)
        await network.wait(1_000)
        await network.engine.prune()
        #expect(try network.store.alerts.alerts().count == 1)
        await network.wait(1)
        await network.engine.prune()
        #expect(try network.store.alerts.alerts().isEmpty)
    }
}
