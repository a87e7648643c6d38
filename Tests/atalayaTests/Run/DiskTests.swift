import Foundation
import LocalServers
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite(
    "A node whose disk cannot be written",
    .enabled(if: NodeOfTest.isPossible && NodeOfTest.mayMount, "\(NodeOfTest.impossible), or only root may mount"))
struct DiskTests {
    private func stopped() async throws -> NodeOfTest {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(try await node.program.end() == 0)
        return node
    }

    private func expectServed(_ node: NodeOfTest) async throws {
        try await eventually { try node.vrps() == NodeOfTest.both }
        let fetched = try InspectProgram.run("rtr", "fetch", "127.0.0.1:\(node.router)")
        #expect(fetched.output.contains("AS64496,192.0.2.0/24"), "\(fetched.errors)")
        #expect(fetched.errors.contains("serial 1"), "\(fetched.errors)")
        let health = try node.get("/health")
        #expect(health.status == 200)
        #expect(health.body.contains("\"kind\": \"store\""), "\(health.body)")
        #expect(node.program.output.contains("could not write to a database"), "\(node.program.output)")
        #expect(node.program.output.contains("alarm raised"))
    }

    @Test("On a full disk it serves what is stored, and goes on as usual once there is room")
    func full() async throws {
        let node = try await stopped()
        let place = try node.restart(
            mounting: """
                mount -t tmpfs -o size=16m tmpfs "$MNT"; cp -a "$STATE/." "$MNT/"
                dd if=/dev/zero of="$MNT/fill" bs=4k 2>/dev/null || true
                """)
        try await expectServed(node)
        try node.laboratory.addROA(asn: 64497, at: node.nextIssue())
        try FileManager.default.removeItem(atPath: place + "/fill")
        node.program.signal(SIGUSR1)
        try await eventually { try node.vrps() == NodeOfTest.more }
        try await eventually { try !node.get("/health").body.contains("\"kind\": \"store\"") }
        #expect(node.program.output.contains("alarm cleared"))
        #expect(try await node.program.end() == 0)
    }

    @Test("On a full disk after a kill, too")
    func killed() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        node.program.signal(SIGKILL)
        node.program.waitUntilExit()
        _ = try node.restart(
            mounting: """
                mount -t tmpfs -o size=16m tmpfs "$MNT"; cp -a "$STATE/." "$MNT/"; rm -f "$MNT"/*-shm
                dd if=/dev/zero of="$MNT/fill" bs=4k 2>/dev/null || true
                """)
        try await eventually { try node.vrps() == NodeOfTest.both }
        try await eventually { try node.get("/health").body.contains("\"kind\": \"store\"") }
    }

    @Test("In a folder that is read-only it serves what is stored, and the alerts can be listed")
    func readOnly() async throws {
        let node = try await stopped()
        _ = try node.restart(
            mounting: "mount --bind \"$STATE\" \"$MNT\"; mount -o remount,ro,bind \"$MNT\"")
        try await expectServed(node)
        #expect(try await node.program.end() == 0)
    }

    @Test("Without anything stored it does not start, and says why")
    func nothing() async throws {
        let node = try NodeOfTest()
        node.program.signal(SIGKILL)
        node.program.waitUntilExit()
        _ = try node.restart(
            mounting: "mount -t tmpfs -o size=16m tmpfs \"$MNT\"; mount -o remount,ro \"$MNT\"")
        try await eventually { !node.program.isRunning }
        #expect(node.program.status == 1)
        #expect(node.program.output.contains("node failed"), "\(node.program.output)")
    }
}
