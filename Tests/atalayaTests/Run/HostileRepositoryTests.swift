import Foundation
import LocalServers
import RPKIRepository
import RPKITesting
import TestSupport
import Testing

/// The node beside a repository whose server wants to stop it.
@Suite("The node and a hostile repository", .enabled(if: NodeOfTest.isPossible, "\(NodeOfTest.impossible)"))
struct HostileRepositoryTests {
    /// A laboratory with a CA whose repository is at `evil/notification.xml`.
    private func laboratory() throws -> Laboratory {
        let laboratory = try Laboratory()
        let evil = laboratory.plan.addCA("evil", in: laboratory.isp, resources: "AS64499 192.0.2.192/26")
        laboratory.plan[evil].notify = laboratory.server.uri("evil/notification.xml")
        laboratory.plan.reissue(laboratory.isp, at: Laboratory.now)
        try laboratory.publish()
        try FileManager.default.createDirectory(
            atPath: laboratory.server.root + "/evil", withIntermediateDirectories: true)
        return laboratory
    }

    private func metric(_ name: String, _ node: NodeOfTest) throws -> Double {
        try node.get("/metrics").body.split(separator: "\n").first { $0.hasPrefix(name + " ") }
            .flatMap { Double($0.dropFirst(name.count + 1)) } ?? 0
    }

    @Test(
        "A notification of 250,000 attributes or namespaces holds up nothing, is counted, and raises an alarm",
        arguments: [("a%d=\"\"", "attributes"), ("xmlns:a%d=\"u\"", "namespaces")])
    func attributes(format: String, limit: String) async throws {
        let laboratory = try laboratory()
        let attributes = (0..<250_000).map { format.replacingOccurrences(of: "%d", with: "\($0)") }
        try laboratory.server.write(
            Array(
                ("<notification xmlns=\"http://www.ripe.net/rpki/rrdp\" version=\"1\" "
                    + attributes.joined(separator: " ") + "/>").utf8),
            to: "evil/notification.xml")
        let node = try NodeOfTest(laboratory: laboratory)
        try await eventually { try node.vrps() == NodeOfTest.both }
        let start = ContinuousClock.now
        #expect(try node.get("/health").status == 200)
        #expect(start.duration(to: .now) < .seconds(5))
        try await eventually { try self.metric("atalaya_limit_reached_total{limit=\"\(limit)\"}", node) > 0 }
        let status = try node.get("/api/v1/status").body
        #expect(status.contains("\"\(limit)\""))
        #expect(status.contains("evil/notification.xml"))
        let end = ContinuousClock.now
        #expect(try await node.program.end() == 0)
        #expect(end.duration(to: .now) < .seconds(40))
    }

    @Test("A repository with more objects than it may have keeps what it had, is counted, and raises an alarm")
    func objects() async throws {
        let laboratory = try Laboratory()
        let node = try NodeOfTest(
            laboratory: laboratory, rpki: "limits: {repository-objects: \(laboratory.writer.objects.count)}")
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(try metric("atalaya_limit_reached_total{limit=\"repositoryObjects\"}", node) == 0)
        try laboratory.addROA(asn: 64497, at: node.nextIssue())
        try await eventually {
            try self.metric("atalaya_limit_reached_total{limit=\"repositoryObjects\"}", node) > 0
        }
        #expect(try node.vrps() == NodeOfTest.both)
        #expect(try node.get("/api/v1/status").body.contains("the limit repositoryObjects"))
        #expect(try await node.program.end() == 0)
    }
}
