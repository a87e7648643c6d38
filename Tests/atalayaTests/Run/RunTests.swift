import Foundation
import LocalServers
import RPKITesting
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// The node as an operator runs it: against nginx, with routers that ask, and killed when it suits nobody.
@Suite("The node", .enabled(if: NodeOfTest.isPossible, "\(NodeOfTest.impossible)")) struct RunTests {
    @Test("It serves what it fetched, follows a change within a refresh, and ends with 0 when it is told to")
    func course() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(try node.get("/ready").status == 200)
        #expect(try node.get("/health").status == 200)
        #expect(try node.get("/metrics").body.contains("lab"))
        #expect(
            try node.get("/api/v1/validity/AS64496/192.0.2.0/24").body.contains("\"state\": \"valid\""))
        try node.laboratory.addROA(asn: 64497, at: node.nextIssue())
        try await eventually { try node.vrps() == NodeOfTest.more }
        let fetched = try InspectProgram.run("rtr", "fetch", "127.0.0.1:\(node.router)")
        #expect(fetched.output.contains("AS64497,192.0.2.128/25"))
        #expect(fetched.errors.contains("serial 2"))
        #expect(try await node.program.end() == 0)
        #expect(node.program.output.contains("refreshed"))
        #expect(node.program.output.contains("stopped"))
    }

    @Test(
        "rtrclient has what the node serves", .enabled(if: installed("rtrclient") != nil, "rtr-tools is not installed"))
    func rtrclient() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        let output = Process()
        let pipe = Pipe()
        output.executableURL = URL(fileURLWithPath: try #require(installed("rtrclient")))
        output.arguments = ["-e", "-t", "csv", "-o", "/dev/stdout", "tcp", "127.0.0.1", "\(node.router)"]
        output.standardOutput = pipe
        output.standardError = FileHandle.nullDevice
        try output.run()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        output.waitUntilExit(atMost: 300)
        #expect(text.contains("192.0.2.0, 24, 24, 64496"))
        #expect(text.contains("192.0.2.0, 26, 26, 64500"))
    }

    @Test(
        "BIRD has what the node serves, and follows a change",
        .enabled(if: installed("bird") != nil, "bird2 is not installed"))
    func bird() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        let file = try node.sandbox.write(
            """
            router id 192.0.2.1;
            roa4 table r4;
            protocol device {}
            protocol rpki cache { roa4 { table r4; }; remote 127.0.0.1 port \(node.router); retry keep 2; }
            """, to: "bird.conf")
        let socket = node.sandbox("bird.ctl")
        let bird = try RunningProgram(try #require(installed("bird")), ["-f", "-c", file, "-s", socket])
        let birdc = try #require(installed("birdc"))
        func routes() throws -> Int {
            let client = try RunningProgram(birdc, ["-r", "-s", socket, "show", "route"])
            client.waitUntilExit()
            return client.output.matches(of: #/(?m)^192\.0\.2\.[0-9]+\/\d+-\d+ AS\d+/#).count
        }
        try await eventually { try routes() == 2 }
        try node.laboratory.addROA(asn: 64497, at: node.nextIssue())
        try await eventually { try routes() == 3 }
        #expect(bird.isRunning)
    }

    @Test(
        "GoBGP has what the node serves, and follows a change",
        .enabled(if: installed("gobgpd") != nil, "gobgpd is not installed"))
    func gobgp() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        let file = try node.sandbox.write(
            """
            [global.config]
              as = 64500
              router-id = "192.0.2.1"
              port = -1
            [[rpki-servers]]
              [rpki-servers.config]
                address = "127.0.0.1"
                port = \(node.router)
            """, to: "gobgpd.conf")
        let port = try LocalPort.free()
        let daemon = try RunningProgram(
            try #require(installed("gobgpd")), ["-f", file, "--api-hosts", "127.0.0.1:\(port)"])
        let gobgp = try #require(installed("gobgp"))
        func rows() throws -> Int {
            let client = try RunningProgram(gobgp, ["-p", "\(port)", "rpki", "table", "-a", "ipv4"])
            client.waitUntilExit()
            return client.output.matches(of: #/(?m)^192\.0\.2\.[0-9]+\/\d+ +\d+ +\d+ /#).count
        }
        try await eventually { try rows() == 2 }
        try node.laboratory.addROA(asn: 64497, at: node.nextIssue())
        try await eventually { try rows() == 3 }
        #expect(daemon.isRunning)
    }

    @Test(
        "After a restart without a network it serves at once what it served before, under the same session and serial")
    func stored() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        let before = try InspectProgram.run("rtr", "fetch", "127.0.0.1:\(node.router)").errors
        #expect(try await node.program.end() == 0)
        node.laboratory.server.stop()
        try node.restart()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(node.program.output.contains("serving stored payloads"))
        let after = try InspectProgram.run("rtr", "fetch", "127.0.0.1:\(node.router)").errors
        func session(_ text: String) -> Substring? { text.firstMatch(of: #/session \d+, serial \d+/#)?.0 }
        #expect(session(before) != nil && session(before) == session(after))
        try await eventually { node.program.output.contains("not fetched") }
        #expect(try node.get("/status").body.contains("lab"))
        #expect(try node.vrps() == NodeOfTest.both)
    }

    @Test("A configuration that is wrong is refused and the old one stays; local exceptions are read again")
    func reload() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        try node.configure { $0.replacing("tals: [lab.tal]", with: "tals: [lab.tal]\n  tails: 1") }
        node.program.signal(SIGHUP)
        try await eventually { node.program.output.contains("refused the new configuration") }
        #expect(try node.vrps() == NodeOfTest.both)
        let slurm = """
            {"slurmVersion":1,"validationOutputFilters":{"prefixFilters":[{"asn":64500}],"bgpsecFilters":[]},
            "locallyAddedAssertions":{"prefixAssertions":[{"asn":64999,"prefix":"198.51.100.0/24"}],"bgpsecAssertions":[]}}
            """
        _ = try node.sandbox.write(slurm, to: "local.json")
        try node.configure { $0.replacing("\n  tails: 1", with: "\n  slurm: [local.json]") }
        node.program.signal(SIGHUP)
        try await eventually {
            try node.vrps() == ["AS64496,192.0.2.0/24", "AS64999,198.51.100.0/24"]
        }
    }

    @Test("A removal of many VRPs raises an alarm, is held, and goes through when an operator says so")
    func hold() async throws {
        let node = try NodeOfTest(rpki: "alarm: {removed-share: 30%, hold: true}")
        try await eventually { try node.vrps() == NodeOfTest.both }
        var plan = node.laboratory.plan
        plan.revoke(node.laboratory.isp)
        plan.reissue(plan.trustAnchor, at: node.nextIssue())
        node.laboratory.plan = plan
        try node.laboratory.publish()
        try await eventually { node.program.output.contains("a refresh removes many VRPs") }
        #expect(try node.vrps() == NodeOfTest.both)
        #expect(try node.get("/api/v1/status").body.contains("removal"))
        node.program.signal(SIGUSR2)
        try await eventually { try node.get("/csv").body.contains("192.0.2") == false }
    }

    @Test("Stored payloads that have all expired while the node was down are not served, to routers neither")
    func expired() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(try await node.program.end() == 0)
        node.laboratory.server.stop()
        try node.restart(after: 5 * 365 * 86_400)
        try await eventually { node.program.output.contains("stored payloads have expired") }
        try await eventually { try node.get("/version").status == 200 }
        #expect(try node.vrps().isEmpty)
        let fetched = try InspectProgram.run("rtr", "fetch", "127.0.0.1:\(node.router)")
        #expect(!fetched.output.contains("192.0.2."), "\(fetched.output)")
    }

    @Test("An object that is no longer what was stored is noticed when it is read, and everything is fetched again")
    func bitRot() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(try await node.program.end() == 0)
        // Every object gets another last octet, as a failing disk may do it: no database notices.
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [
            "-c",
            """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            for id, octets in db.execute("SELECT id, octets FROM object").fetchall():
                db.execute("UPDATE object SET octets = ? WHERE id = ?", (octets[:-1] + bytes([octets[-1] ^ 1]), id))
            db.execute("DELETE FROM point")
            db.commit()
            """, node.sandbox("state/rpki.sqlite"),
        ]
        try process.run()
        process.waitUntilExit(atMost: 300)
        try #require(process.terminationStatus == 0)
        try node.restart()
        try await eventually { node.program.output.contains("a database is damaged; created a new one") }
        try await eventually { node.program.output.contains("refreshed") }
        #expect(try node.vrps() == NodeOfTest.both)
    }

    @Test("A store that was damaged while the node was down is set aside, and everything is fetched again")
    func damaged() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(try await node.program.end() == 0)
        for name in ["rpki.sqlite", "serving.sqlite"] {
            _ = try node.sandbox.write(String(repeating: "not a database ", count: 2000), to: "state/" + name)
        }
        try node.restart()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(node.program.output.contains("a database is damaged"))
        #expect(FileManager.default.fileExists(atPath: node.sandbox("state/rpki.sqlite.damaged")))
        #expect(FileManager.default.fileExists(atPath: node.sandbox("state/serving.sqlite.damaged")))
    }

    @Test("Killed again and again, whatever it is doing, it goes on from there, and the serial never goes back")
    func killed() async throws {
        let node = try NodeOfTest(laboratory: Laboratory(members: 20))
        var serial = 0
        for round in 0..<25 {
            try await randomPause(upTo: .milliseconds(400))
            node.program.signal(SIGKILL)
            node.program.waitUntilExit()
            if round % 3 == 0 { try node.laboratory.addROA(asn: 64497, at: node.nextIssue()) }
            try node.restart()
            if round % 8 == 7 {
                try await eventually { try node.get("/ready").status == 200 }
                let text = try node.get("/api/v1/status").body
                let found = try #require(text.firstMatch(of: #/"serial": (\d+)/#).flatMap { Int($0.1) })
                #expect(found >= serial)
                serial = found
            }
        }
        try await eventually { try node.vrps().isSuperset(of: NodeOfTest.more) }
        #expect(try node.vrps().count == 23)
    }
}
