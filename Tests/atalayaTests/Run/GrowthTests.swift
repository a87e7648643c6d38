import Foundation
import LocalServers
import NumberResources
import RPKITesting
import TestSupport
import Testing

@Suite(
    "A CA that grows", .enabled(if: NodeOfTest.isPossible, "\(NodeOfTest.impossible)"), .serialized,
    .timeLimit(.minutes(10)))
struct GrowthTests {
    private func grow(_ node: NodeOfTest, _ count: Int) throws {
        var plan = node.laboratory.plan
        for index in 0..<count {
            plan.addROA(
                in: node.laboratory.isp, asn: 64497, [ROAPrefix(stringLiteral: "192.0.2.\(index)/32")],
                name: "grown-\(index).roa")
        }
        // Another CA's news are not held.
        plan.addROA(in: plan.authority(named: "customer"), asn: 64500, ["192.0.2.0/27"])
        plan.reissue(node.laboratory.isp, at: node.nextIssue())
        plan.reissue(plan.authority(named: "customer"), at: node.nextIssue())
        node.laboratory.plan = plan
        try node.laboratory.publish()
    }

    private static let news = NodeOfTest.both.union(["AS64500,192.0.2.0/27"])

    @Test(
        "What it added is held, over a restart too, and goes through when an operator says so; others' news are served")
    func hold() async throws {
        let node = try NodeOfTest(rpki: "alarm: {growth: 10, growth-floor: 15, hold: true}")
        try await eventually { try node.vrps() == NodeOfTest.both }
        try await eventually { node.program.output.contains("refreshed") }
        try grow(node, 20)
        try await eventually { try node.vrps() == Self.news }
        #expect(node.program.output.contains("the number of VRPs of a CA has grown"))
        let status = try node.get("/api/v1/status").body
        #expect(status.contains("growth") && status.contains("isp/isp.mft"))
        #expect(try await node.program.end() == 0)
        try node.restart()
        try await eventually { node.program.output.contains("refreshed") }
        #expect(try node.vrps() == Self.news)
        node.program.signal(SIGUSR2)
        try await eventually { try node.vrps().count == 23 }
        try await eventually { try !node.get("/api/v1/status").body.contains("growth") }
    }

    @Test("Without holding it back the alarm is raised, and the VRPs are served")
    func alarm() async throws {
        let node = try NodeOfTest(rpki: "alarm: {growth: 10, growth-floor: 15}")
        try await eventually { try node.vrps() == NodeOfTest.both }
        try grow(node, 20)
        try await eventually { try node.vrps().count == 23 }
        #expect(try node.get("/metrics").body.contains("kind=\"growth\""))
    }

    @Test("A limit that the walk reaches is counted, and an alarm")
    func limit() async throws {
        let node = try NodeOfTest(rpki: "validation: {authority-vrps: 10}")
        try await eventually { try node.vrps() == NodeOfTest.both }
        try grow(node, 20)
        try await eventually { try node.vrps() == ["AS64500,192.0.2.0/26", "AS64500,192.0.2.0/27"] }
        #expect(try node.get("/metrics").body.contains("atalaya_limit_reached_total{limit=\"authorityVRPs\"}"))
        #expect(try node.get("/api/v1/status").body.contains("authorityVRPs"))
    }
}
