import ConfigurationKeys
import RPKIObjects
import RPKIRepository
import RPKIToRouter
import RPKIValidation
import ValidatedPayloads

@testable import Node

extension ReloadObservation {
    /// What is served, and to whom.
    static let served: [ReloadObservation] = [
        .init("rtr.max-version", "1") { try await $0.routerHears() },
        .init("rtr.versions", "{127.0.0.0/8: 0}") { try await $0.routerHears() },
        .init("rtr.allow", "[192.0.2.0/24]") { try await $0.routerHears() },
        .init("rtr.tls.certificate", "renewed.pem") { "\($0.routers.tls?.certificateFile ?? "")" },
        .init("rtr.tls.key", "same.key") { "\($0.routers.tls?.keyFile ?? "")" },
        .init("rtr.tls.client-ca", "ca.pem") { "\($0.routers.tls?.clientAuthorityFile ?? "none")" },
        .init("http.stale-after", "11m") { node in
            node.state.serve(ServedPayloads(payloads: PayloadSet(), serial: 1, date: APIFixture.start))
            return node.state.freshness(at: APIFixture.at(1_200)).word
        },
    ]

    /// What a refresh does.
    static let refreshed: [ReloadObservation] = [
        .init("log.rejections", "all") { node in
            try await node.engine.refresh()
            // The second refuses nothing that the first did not.
            let lines = try await node.logged { try await node.engine.refresh() }
            return "\(lines.count { $0.contains("object rejected") })"
        },
        .init("log.changes", "true") { node in
            node.turns += 1
            let set = APIFixture.set(["10.0.\(node.turns).0/24 AS64496"], trustAnchor: "ripe")
            let lines = await node.logged { await node.engine.serve(set, isStored: false, statistics: nil) }
            return "\(lines.count { $0.contains("VRP announced") })"
        },
        .init("rpki.tals", "[ripe, arin]") { node in
            try await node.engine.refresh()
            return node.state.rpki.snapshot.trustAnchors.map(\.name).joined(separator: " ")
        },
        .init("rpki.constraints", "[ripe.constraints]") {
            await $0.engine.loaded.inputs.rpki.policy.constraints.keys.sorted().joined(separator: " ")
        },
        .init("rpki.skiplist", "skip") {
            await $0.engine.loaded.inputs.rpki.policy.skipList.hosts.sorted().joined(separator: " ")
        },
        .init("rpki.slurm", "[slurm.json]") { node in
            let exceptions = await node.engine.loaded.inputs.rpki.exceptions
            return "\(exceptions?.applied(to: PayloadSet()).0.vrps.count ?? 0)"
        },
        .init("rpki.refresh", "5m") { "\(await $0.engine.pause(0))" },
        .init("rpki.jitter", "50%") { "\(await $0.engine.pause(1))" },
        .init("rpki.alarm.removed-share", "50%") { node in
            let ten = set(10)
            await node.engine.serve(ten, isStored: false, statistics: nil)
            _ = await node.engine.mayServe(ten, at: APIFixture.start)
            _ = await node.engine.mayServe(set(7), at: APIFixture.start)
            return alarms(node)
        },
        .init("rpki.alarm.hold", "true") { node in
            await node.engine.serve(set(10), isStored: false, statistics: nil)
            return "\(await node.engine.mayServe(set(7), at: APIFixture.start))"
        },
        .init("rpki.alarm.growth", "100", grown),
        .init("rpki.alarm.growth-floor", "1000", grown),
    ]

    private static func set(_ count: Int) -> PayloadSet {
        APIFixture.set((0..<count).map { "10.0.\($0).0/24 AS64496" }, trustAnchor: "ripe")
    }

    private static func alarms(_ node: ReloadedNode) -> String {
        node.state.snapshot(at: APIFixture.start).alarms.map(\.kind).joined(separator: " ")
    }

    /// The alarms after a CA has twenty times as many VRPs as before.
    private static func grown(_ node: ReloadedNode) async throws -> String {
        let now = GrowthGuardTests.now
        _ = await node.engine.boundGrowth(try await GrowthGuardTests.run(1), at: now)
        await node.engine.keepCounts(at: now)
        _ = await node.engine.boundGrowth(try await GrowthGuardTests.run(20), at: now)
        return alarms(node)
    }
}
