import ConfigurationKeys
import Fetching
import HTTPService
import RPKIToRouter
import TestSupport
import Testing

@testable import Node

@Suite("A configuration that is read again") struct ReloadTests {
    @Test("Each key that is taken while the node runs has its effect observed here")
    func keys() {
        let reloadable = NodeConfiguration.keys.filter { $0.effect == .reload }.map(\.name)
        let observed = ReloadObservation.all.map(\.key)
        #expect(Set(reloadable).symmetricDifference(observed) == [])
        #expect(Set(observed).count == observed.count)
    }

    @Test("A key that is taken while the node runs has its effect then", arguments: ReloadObservation.all)
    func effect(of observation: ReloadObservation) async throws {
        try await ReloadedNode.run { node in
            _ = try await node.report([:])
            let before = try await observation.effect(node)
            let report = try await node.report([observation.key: observation.value])
            #expect(report.effective.map(\.key) == [observation.key])
            #expect(report.waiting.isEmpty)
            let after = try await observation.effect(node)
            #expect(after != before)
            // And back.
            _ = try await node.report([:])
            #expect(try await observation.effect(node) == before)
        }
    }

    @Test("A key that takes a restart is told as waiting at each reload, until it is as it was")
    func waiting() async throws {
        try await ReloadedNode.run { node in
            for _ in 0..<2 {
                let report = try await node.report(["rtr.listen": "['127.0.0.1:1']", "log.level": "error"])
                #expect(report.effective.isEmpty)
                #expect(report.waiting.map(\.key) == ["log.level", "rtr.listen"])
            }
            let report = try await node.report([:])
            #expect(report.effective.isEmpty && report.waiting.isEmpty)
        }
    }

    @Test("Keys of a service that does not run wait for the next start")
    func absent() async throws {
        try await ReloadedNode.run { node in
            let source = ConfigurationSource<NodeConfiguration>(path: node.folder("a.yaml"))
            let reloader = ConfigurationReloader(
                source, started: try source.load().configuration, services: [node.network.engine])
            _ = try await node.report(["rpki.refresh": "5m", "watch.peers": "[AS64501]"])
            guard case .done(let report) = await reloader.reload() else {
                Issue.record("it was refused")
                return
            }
            #expect(report.effective.map(\.key) == ["watch.peers"])
            #expect(report.waiting.map(\.key) == ["rpki.refresh"])
        }
    }

    @Test(
        "What cannot be used is refused with its reasons, and nothing of it is taken",
        arguments: [
            ["rpki.refresh": "soon", "watch.peers": "[AS64501]"], ["rpki.tals": "[]", "watch.peers": "[AS64501]"],
        ])
    func refused(values: [String: String]) async throws {
        try await ReloadedNode.run { node in
            guard case .refused(let reasons) = try await node.reload(values) else {
                Issue.record("it was taken")
                return
            }
            #expect(
                reasons.count == 1 && reasons[0].contains(values["rpki.tals"] == nil ? "rpki.refresh" : "rpki.tals"))
            #expect(await node.network.engine.configuration.peers.isEmpty)
            #expect(await node.engine.loaded.configuration.rpki.tals == [.registry("ripe")])
        }
    }
}

extension ReloadTests {
    @Test(
        "A certificate that does not belong to its key is refused, and nothing else of the configuration is taken",
        arguments: ["rtr.tls.certificate", "http.tls.certificate"])
    func mixed(key: String) async throws {
        try await ReloadedNode.run { node in
            let (router, web) = (node.routers.tls, node.api.certificate?.files)
            guard case .refused(let reasons) = try await node.reload([key: "ca.pem", "http.allow": "[192.0.2.0/24]"])
            else {
                Issue.record("it was taken")
                return
            }
            #expect(reasons.count == 1 && reasons[0].contains("ca.pem"))
            #expect(node.routers.tls == router && node.api.certificate?.files == web)
            #expect(try await node.clientGets("/version").hasPrefix("200"))
        }
    }
}

extension ReloadedNode {
    /// What a reload did that was not refused.
    func report(_ values: [String: String]) async throws -> ReloadOutcome.Report {
        guard case .done(let report) = try await reload(values) else {
            throw Refusal(description: "\(values) was refused")
        }
        return report
    }

    private struct Refusal: Error, CustomStringConvertible {
        let description: String
    }
}
