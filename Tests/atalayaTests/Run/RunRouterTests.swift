import Foundation
import LocalServers
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// What a node lets routers do, what it knows of them, and which sessions they find.
@Suite("The node and its routers", .enabled(if: NodeOfTest.isPossible, "\(NodeOfTest.impossible)"))
struct RunRouterTests {
    private func fetch(_ node: NodeOfTest) throws -> InspectProgram.Result {
        try InspectProgram.run("rtr", "fetch", "127.0.0.1:\(node.router)")
    }

    private func session(_ node: NodeOfTest) throws -> Substring? {
        try fetch(node).errors.firstMatch(of: #/session \d+/#)?.0
    }

    @Test("rtr.max-version, rtr.versions and rtr.allow follow SIGHUP, and close connections that no longer fit")
    func access() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(try fetch(node).errors.contains("version 2,"))
        func configure(_ lines: String) throws {
            try node.configure { text in
                let start = text.range(of: "rtr: {")?.lowerBound ?? text.startIndex
                let end = text[start...].firstIndex(of: "\n") ?? text.endIndex
                return text.replacingCharacters(
                    in: start..<end, with: "rtr: {listen: [\"127.0.0.1:\(node.router)\"]\(lines)}")
            }
            node.program.signal(SIGHUP)
        }
        let follower = try RunningProgram(
            try #require(InspectProgram.executable).path, ["rtr", "fetch", "127.0.0.1:\(node.router)", "--follow"])
        try await eventually { follower.output.contains("version 2,") }
        try configure(", max-version: 0, versions: {127.0.0.0/8: 2, 127.0.0.1/32: 1}")
        try await eventually { try fetch(node).errors.contains("version 1,") }
        // The one that spoke version 2 had to come back.
        try await eventually { follower.output.contains("the connection ended") }
        try configure(", max-version: 0")
        try await eventually { try fetch(node).errors.contains("version 0,") }
        try configure(", allow: [192.0.2.0/24]")
        try await eventually { try fetch(node).status == 1 }
        try await eventually { try node.get("/api/v1/status").body.contains("\"currentConnections\": 0") }
    }

    @Test("What a router did is known after it left, with last reset and last update")
    func figures() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(try fetch(node).status == 0)
        try await eventually {
            try node.get("/metrics").body.contains("atalaya_rtr_router_reset_queries_total{address=\"127.0.0.1\"} 1")
        }
        let metrics = try node.get("/metrics").body
        #expect(metrics.contains("atalaya_rtr_router_connections{address=\"127.0.0.1\"} 0"))
        #expect(metrics.contains("atalaya_rtr_router_last_reset_timestamp_seconds{address=\"127.0.0.1\"} "))
        #expect(metrics.contains("atalaya_rtr_router_last_update_timestamp_seconds{address=\"127.0.0.1\"} "))
        let status = try node.get("/api/v1/status").body
        #expect(status.contains(#/"127\.0\.0\.1": \{\s*"connections": 0,\s*"serial": 1,\s*"updated": "20/#))
        #expect(status.contains(#/"lastReset": "20/#))
        #expect(try node.get("/status").body.contains("127.0.0.1: connections=0, accepted=1, serial=1"))
    }

    @Test("Too many connections of one source are refused, counted and an alarm")
    func source() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        _ = try await node.program.end()
        try node.configure {
            $0.replacing("\(node.router)\"]}", with: "\(node.router)\"], max-connections-per-source: 1}")
        }
        try node.restart()
        try await eventually { try node.vrps() == NodeOfTest.both }
        let follower = try RunningProgram(
            try #require(InspectProgram.executable).path, ["rtr", "fetch", "127.0.0.1:\(node.router)", "--follow"])
        try await eventually { follower.output.contains("serial") }
        #expect(try fetch(node).status == 1)
        try await eventually {
            try node.get("/metrics").body.contains("atalaya_limit_reached_total{limit=\"rtrConnectionsPerSource\"}")
        }
        #expect(try node.get("/api/v1/status").body.contains("rtr.max-connections-per-source"))
        _ = try await follower.end()
        try await eventually { try fetch(node).status == 0 }
    }

    @Test(
        "A state folder that was copied has new sessions, for routers and for json-delta; a restart in place does not")
    func copied() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        func web() throws -> Substring? {
            try node.get("/json-delta").body.firstMatch(of: #/"session": ?"?(\d+)/#)?.1
        }
        let (first, firstWeb) = (try session(node), try web())
        #expect(first != nil && firstWeb != nil)
        _ = try await node.program.end()
        try node.restart()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(try session(node) == first)
        #expect(try web() == firstWeb)
        _ = try await node.program.end()
        let files = FileManager.default
        try files.moveItem(atPath: node.sandbox("state"), toPath: node.sandbox("original"))
        try files.copyItem(atPath: node.sandbox("original"), toPath: node.sandbox("state"))
        try node.restart()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(node.program.output.contains("routers start new sessions"))
        #expect(try session(node) != first)
        #expect(try web() != firstWeb)
    }
}
