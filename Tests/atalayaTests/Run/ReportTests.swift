import Foundation
import LocalServers
import NumberResources
import RPKIObjects
import RPKITesting
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("What a node reports", .enabled(if: NodeOfTest.isPossible, "\(NodeOfTest.impossible)")) struct ReportTests {
    @Test("A trust anchor whose key is another is reported once, by name, URI, reason and RFC")
    func refusedTrustAnchor() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        // The key of a registry, and the place of the laboratory's certificate.
        let key = try #require(try TrustAnchorLocator.registries().first).subjectPublicKeyInfo
        _ = try node.sandbox.write(
            "\(node.laboratory.server.uri("lab.cer"))\n\n\(Data(key).base64EncodedString())\n", to: "bad.tal")
        try node.configure { $0.replacing("tals: [lab.tal]", with: "tals: [bad.tal]") }
        node.program.signal(SIGHUP)
        try await eventually { node.program.output.contains("no valid certificate of a trust anchor") }
        try await eventually { node.program.output.components(separatedBy: "refresh failed").count > 3 }
        let lines = node.program.output.split(separator: "\n").filter {
            $0.contains("no valid certificate of a trust anchor")
        }
        #expect(lines.count == 1)
        #expect(lines.first?.contains("name=bad") == true)
        #expect(lines.first?.contains("reason=trust-anchor-key-mismatch") == true)
        #expect(lines.first?.contains("rfc=\"RFC 8630 section 3\"") == true, "\(lines)")
        #expect(node.program.output.contains("alarm raised"))
        #expect(try node.get("/metrics").body.contains("atalaya_ta_found{name=\"bad\"} 0"))
        #expect(try node.get("/metrics").body.contains("reason=\"trust-anchor-key-mismatch\""))
        #expect(try node.get("/health").body.contains("trust-anchor-key-mismatch"))
        let rejections = try node.get("/api/v1/rejections?code=trust-anchor-key-mismatch").body
        #expect(rejections.contains("\"trustAnchor\": \"bad\""))
        #expect(rejections.contains("no trust anchor could be validated"))
        let listed = try InspectProgram.run("rpki", "rejected", "--state", node.sandbox("state"), "--format", "json")
        #expect(listed.status == 0)
        #expect(listed.output.contains("\"reason\":\"trust-anchor-key-mismatch\""))
        #expect(listed.errors.contains("the last run failed"))
    }

    @Test("A clock that is wrong is asked about, and no validation is said to be under way after it failed")
    func clock() async throws {
        let node = try NodeOfTest()
        node.program.signal(SIGKILL)
        node.program.waitUntilExit()
        try node.restart(after: -5 * 365 * 86_400)
        try await eventually { node.program.output.contains("check the clock") }
        let answer = try node.get("/json").body
        #expect(!answer.contains("under way"))
        #expect(answer.contains("check the clock"))
    }

    @Test("A rejected object is logged once, listed, and explains a route that it would have covered")
    func rejectedObject() async throws {
        let laboratory = try Laboratory()
        var plan = laboratory.plan
        plan.addROA(in: laboratory.isp, asn: 64497, ["192.0.2.0/25"], name: "wrong.roa") {
            $0.signerInfos[0].signature = .corrupted
        }
        laboratory.plan = plan
        try laboratory.publish()
        let node = try NodeOfTest(laboratory: laboratory)
        try await eventually { node.program.output.components(separatedBy: "refreshed").count > 3 }
        let lines = node.program.output.split(separator: "\n").filter { $0.contains("object rejected") }
        #expect(lines.count == 1, "\(lines)")
        #expect(lines.first?.contains("wrong.roa") == true)
        #expect(lines.first?.contains("reason=signature") == true)
        let all = try node.get("/api/v1/rejections")
        #expect(all.status == 200)
        #expect(all.body.contains("\"total\": 1"))
        #expect(all.body.contains("\"trustAnchor\": \"lab\""))
        #expect(try node.get("/api/v1/rejections?code=overclaim").body.contains("\"total\": 0"))
        #expect(try node.get("/api/v1/rejections?code=nonsense").status == 400)
        #expect(try node.get("/api/v1/rejections?limit=0").body.contains("\"rejections\": []"))
        let explained = try node.get("/api/v1/explain/AS64497/192.0.2.0/25").body
        #expect(explained.contains("\"state\": \"invalid\""))
        #expect(explained.contains("wrong.roa"))
        #expect(explained.contains("\"relation\": \"other-as\""))
        let repositories = try node.get("/api/v1/repositories?transport=rrdp").body
        #expect(repositories.contains("notification.xml"))
        #expect(repositories.contains("\"serial\": "))
        for format in ["table", "json", "csv"] {
            let listed = try InspectProgram.run(
                "rpki", "rejected", "--config", node.file, "--format", format, "--code", "signature")
            #expect(listed.status == 0, "\(listed.errors)")
            #expect(listed.output.contains("wrong.roa"), "\(format)")
        }
        #expect(try InspectProgram.run("rpki", "rejected", "--config", node.file, "--ta", "x").output.isEmpty)
        #expect(try InspectProgram.run("rpki", "rejected", "--config", node.file, "--code", "x").status == 2)
    }

    @Test("A publication point that gives nothing explains the routes in its CA's space, and no others")
    func lostPoint() async throws {
        let laboratory = try Laboratory()
        var plan = laboratory.plan
        let lost = plan.addCA("lost", in: laboratory.isp, resources: "AS64499 192.0.2.192/26")
        plan.addROA(in: lost, asn: 64499, ["192.0.2.192/26"])
        plan[lost].publishesManifest = false
        laboratory.plan = plan
        try laboratory.publish()
        let node = try NodeOfTest(laboratory: laboratory)
        try await eventually { try node.vrps() == NodeOfTest.both }
        let explained = try node.get("/api/v1/explain/AS64499/192.0.2.192/27").body
        #expect(explained.contains("lost.mft"), "\(explained)")
        #expect(!explained.contains("\"rejected\": []"))
        let other = try node.get("/api/v1/explain/AS64496/192.0.2.0/25").body
        #expect(other.contains("\"rejected\": []"), "\(other)")
    }

    @Test("A loss that is not held went, and its alarm lasts until the VRPs are back")
    func loss() async throws {
        let laboratory = try Laboratory()
        let node = try NodeOfTest(laboratory: laboratory, rpki: "alarm: {removed-share: 30%}")
        try await eventually { try node.vrps() == NodeOfTest.both }
        let before = laboratory.plan
        var plan = laboratory.plan
        plan.revoke(laboratory.isp)
        plan.reissue(plan.trustAnchor, at: node.nextIssue())
        laboratory.plan = plan
        try laboratory.publish()
        try await eventually { try node.get("/health").body.contains("VRPs went") }
        #expect(try !node.get("/health").body.contains("would be removed"))
        let refreshes = node.program.output.components(separatedBy: " refreshed").count
        try await eventually { node.program.output.components(separatedBy: " refreshed").count > refreshes + 2 }
        #expect(try node.get("/health").body.contains("VRPs went"))
        #expect(node.program.output.contains("examples="))
        laboratory.plan = before
        // With a number above that of the manifest that revoked.
        for _ in 0..<2 { laboratory.plan.reissue(before.trustAnchor, at: node.nextIssue()) }
        try laboratory.publish()
        try await eventually { try !node.get("/health").body.contains("VRPs went") }
    }

    @Test("A port in use is named with its key and address, in the log's format", arguments: ["text", "json"])
    func portInUse(format: String) async throws {
        let node = try NodeOfTest()
        try await eventually { try node.get("/version").status == 200 }
        try await eventually { node.program.output.contains("listening for routers") }
        for (key, port, other) in [("http.listen", node.web, "rtr.listen"), ("rtr.listen", node.router, "http.listen")]
        {
            let free = try LocalPort.free()
            let late = try InspectProgram.run(
                "run", "--set", "state=\(node.sandbox("late"))", "--set", "rpki.tals=\(node.sandbox("lab.tal"))",
                "--set", "\(key)=127.0.0.1:\(port)", "--set", "\(other)=127.0.0.1:\(free)", "--set",
                "log.format=\(format)")
            #expect(late.status == 1)
            #expect(late.errors.contains("\(key): 127.0.0.1:\(port): the port is in use"), "\(late.errors)")
            #expect(!late.errors.contains("errno") && !late.errors.contains("Error"), "\(late.errors)")
            if format == "json" {
                for line in late.errors.split(separator: "\n") { #expect(line.hasPrefix("{"), "\(line)") }
            }
        }
    }

    @Test("Signals in the first moments are kept, and an emptied configuration is refused")
    func firstMoments() async throws {
        let node = try NodeOfTest()
        node.program.signal(SIGKILL)
        node.program.waitUntilExit()
        try node.restart()
        // As soon as the program can catch anything at all.
        try await eventually { try SignalMask.catches(SIGHUP, node.program.identifier) }
        for signal in [SIGHUP, SIGUSR1, SIGUSR2, SIGHUP] { node.program.signal(signal) }
        try await eventually { node.program.output.contains("reloaded the configuration") }
        try await eventually { try node.vrps() == NodeOfTest.both }
        try node.configure { _ in "# nothing\n\n" }
        node.program.signal(SIGHUP)
        try await eventually {
            node.program.output.contains("refused the new configuration; still using the previous one")
        }
        #expect(node.program.output.contains("no key is set"))
        #expect(try node.vrps() == NodeOfTest.both)
        let fresh = try InspectProgram.run("run", "--config", node.file)
        #expect(fresh.status == 1)
        #expect(fresh.errors.contains("no key is set"))
        #expect(try InspectProgram.run("config", "check", node.file).status == 1)
    }

    @Test("Nobody else can read what a node keeps, also files of before")
    func modes() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(try await node.program.end() == 0)
        let state = node.sandbox("state")
        for name in ["", "/serving.sqlite", "/desk.sqlite", "/rpki.sqlite"] {
            try FileManager.default.setAttributes(
                [.posixPermissions: name.isEmpty ? 0o755 : 0o644], ofItemAtPath: state + name)
        }
        try node.restart()
        try await eventually { try node.vrps() == NodeOfTest.both }
        try await eventually { node.program.output.contains("refreshed") }
        for name in try FileManager.default.subpathsOfDirectory(atPath: state) + [""] {
            let attributes = try FileManager.default.attributesOfItem(atPath: state + "/" + name)
            let mode = try #require(attributes[.posixPermissions] as? Int)
            let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
            #expect(mode == (isFolder ? 0o700 : 0o600), "\(name): \(String(mode, radix: 8))")
        }
    }

    @Test("A value that cannot be ends neither the node nor the list of alerts")
    func damagedColumn() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(try await node.program.end() == 0)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [
            "-c",
            """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1], isolation_level=None)
            version = db.execute("PRAGMA schema_version").fetchone()[0]
            db.execute("PRAGMA writable_schema = ON")
            db.execute("UPDATE sqlite_master SET sql = replace(sql, ' STRICT', '') WHERE name = 'served'")
            db.execute("PRAGMA schema_version = %d" % (version + 1))
            db.close()
            db = sqlite3.connect(sys.argv[1], isolation_level=None)
            db.execute("UPDATE served SET serial = 'x'")
            """, node.sandbox("state/serving.sqlite"),
        ]
        try process.run()
        process.waitUntilExit(atMost: 300)
        try #require(process.terminationStatus == 0)
        let listed = try InspectProgram.run("bgp", "alerts", "list", "--config", node.file)
        #expect(listed.status == 0 || listed.errors.contains("damaged"), "\(listed.errors)")
        try node.restart()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(node.program.output.contains("a database is damaged; created a new one"))
        #expect(try node.get("/health").body.contains("\"kind\": \"damage\""))
        #expect(FileManager.default.fileExists(atPath: node.sandbox("state/serving.sqlite.damaged")))
    }
}

/// Which signals a process catches.
private enum SignalMask {
    static func catches(_ signal: Int32, _ process: Int32) throws -> Bool {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("SigCgt:") }),
            let mask = UInt64(line.split(separator: "\t").last ?? "", radix: 16)
        else { return false }
        return mask & 1 << UInt64(signal - 1) != 0
    }
}
