import Foundation
import LocalServers
import TestSupport
import Testing

@Suite(
    "atalaya demo", .serialized,
    .enabled(if: InspectProgram.executable != nil && installed("curl") != nil, "the program or curl is not there"))
struct DemoTests {
    private static let moment = "2026-03-16T07:00:00Z"

    @Test("It requests every path that needs no parameter, ends by itself, and leaves nothing behind") func once()
        throws
    {
        let sandbox = try Sandbox()
        let result = try InspectProgram.run("demo", "--once", "--json", "--truth", sandbox("truth.json"))
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        let report = try #require(result.errors.wholeMatch(of: /(\d+) paths requested, 0 failed\n/), "\(result.errors)")
        #expect(try #require(Int(report.output.1)) >= 20)
        let said = try #require(try result.objects().first)
        let files = try #require(said["files"] as? String)
        #expect(!FileManager.default.fileExists(atPath: files))
        #expect(FileManager.default.fileExists(atPath: sandbox("truth.json")))
    }

    @Test("All that is planted is found in the API, and no alert is about anything else") func truth() async throws {
        let demo = try DemoOfTest("--speed", "0", "--at", DemoTests.moment)
        let said = try await demo.begin()
        #expect(said["at"] as? String == DemoTests.moment && said["invented"] as? Bool == true)
        let planted = try demo.planted()
        #expect(planted.count >= 15)
        var alerts = try demo.alerts()
        try await eventually {
            alerts = try demo.alerts()
            return alerts.contains { $0.class == "roa-expiring" }
        }
        for item in planted where item.alertClass != nil {
            #expect(alerts.contains { item.isSubject(of: $0) }, "\(item.id)")
        }
        for alert in alerts {
            #expect(planted.contains { $0.isSubject(of: alert) }, "\(alert.class) \(alert.subject)")
        }
        for item in planted {
            guard let prefix = item.prefix, let origin = item.origin, let validity = item.validity else { continue }
            let answer = try demo.get("/api/v1/validity/\(origin)/\(prefix)")
            #expect(answer.contains("\"\(validity)\""), "\(item.id): \(answer)")
        }
        let rejections = try demo.get("/api/v1/rejections")
        for item in planted {
            guard let uri = item.uri, let reason = item.reason else { continue }
            let found = rejections.range(of: "\"\(uri)\"").map { rejections[$0.upperBound...].prefix(300) }
            #expect(found?.contains("\"reason\": \"\(reason)\"") ?? false, "\(item.id)")
        }
        #expect(try await demo.program.end() == 0)
    }

    @Test("Two demos of one seed and moment have the same payloads, alerts and truth") func repeatable() async throws {
        var seen: [[String]] = []
        for _ in 0..<2 {
            let demo = try DemoOfTest("--speed", "0", "--at", DemoTests.moment, "--seed", "7")
            _ = try await demo.begin()
            try await eventually { try demo.alerts().contains { $0.class == "roa-expiring" } }
            let alerts = try demo.alerts().map { "\($0.class) \($0.subject) \($0.offender ?? "") \($0.raised)" }
            let truth = try String(contentsOfFile: demo.sandbox("truth.json"), encoding: .utf8)
            seen.append([try demo.get("/csv"), alerts.sorted().joined(separator: "\n"), truth])
            #expect(try await demo.program.end(SIGINT) == 0)
        }
        #expect(seen[0] == seen[1])
        #expect(seen[0][0].contains("10.16.0.0/16"))
    }

    @Test("A replay comes to the hijack when its clock does, and goes on after the moment") func replay() async throws {
        let demo = try DemoOfTest("--speed", "1200", "--at", DemoTests.moment)
        let said = try await demo.begin()
        let hijack = try #require(try demo.planted().first { $0.kind == "origin-hijack" && $0.alertClass != nil })
        // It begins an hour after the start of the replay, three seconds of this one.
        try await eventually { try demo.alerts().contains { hijack.isSubject(of: $0) } }
        let alert = try #require(try demo.alerts().first { hijack.isSubject(of: $0) })
        #expect(alert.raised.prefix(16) == hijack.begins?.prefix(16))
        try await eventually(within: .seconds(60)) { try demo.alerts().allSatisfy { !hijack.isSubject(of: $0) } }
        try await eventually(within: .seconds(60)) {
            try demo.get("/api/v1/status").contains("\"now\": \"2026-03-16T07:0")
        }
        #expect(try await demo.program.end() == 0)
        let files = try #require(said["files"] as? String)
        #expect(!FileManager.default.fileExists(atPath: files))
    }

    @Test("A port that is in use is named where it was asked for, and passed over where it was not") func ports()
        async throws
    {
        let (descriptor, port) = try LocalPort.listen()
        defer { close(descriptor) }
        let refused = try InspectProgram.run("demo", "--listen", "127.0.0.1:\(port)")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("127.0.0.1:\(port)"))
        #expect(refused.output.isEmpty)
        // Whichever ports others use: two demos have two addresses.
        var addresses: Set<String> = []
        var running: [RunningProgram] = []
        for _ in 0..<2 {
            let program = try RunningProgram(path, ["demo", "--json"])
            try await eventually(within: .seconds(60)) { program.output.contains("}") || !program.isRunning }
            let address = try #require(program.output.firstMatch(of: /"address":"http:..127.0.0.1:(\d+)"/))
            #expect(try #require(Int(address.output.1)) >= 8324)
            addresses.insert(String(address.output.1))
            running.append(program)
        }
        #expect(addresses.count == 2)
        for program in running { #expect(try await program.end() == 0) }
    }

    private var path: String { InspectProgram.executable?.path ?? "" }

    @Test("An address of other machines is wrong usage") func loopback() throws {
        let result = try InspectProgram.run("demo", "--listen", "192.0.2.1:8324")
        #expect(result.status == 2)
        #expect(result.errors.contains("192.0.2.1 is not on loopback"))
    }

    @Test("A folder of the user is kept, and used again; one with other files is left alone") func state() throws {
        let sandbox = try Sandbox()
        for _ in 0..<2 {
            let result = try InspectProgram.run("demo", "--once", "--speed", "0", "--state", sandbox("demo"))
            #expect(result.status == 0, "\(result.errors)")
            #expect(FileManager.default.fileExists(atPath: sandbox("demo/state/desk.sqlite")))
            #expect(FileManager.default.fileExists(atPath: sandbox("demo/registry/delegated-xf-extended")))
        }
        try FileManager.default.createDirectory(atPath: sandbox("other"), withIntermediateDirectories: true)
        _ = try sandbox.write("mine", to: "other/file")
        let refused = try InspectProgram.run("demo", "--state", sandbox("other"))
        #expect(refused.status == 1 && refused.errors.contains("name a new folder"))
    }

    @Test("A signal that comes before the node runs ends it in good order, too") func early() async throws {
        let sandbox = try Sandbox()
        let program = try RunningProgram(path, ["demo", "--state", sandbox("demo")])
        try await eventually(within: .seconds(60)) {
            FileManager.default.fileExists(atPath: sandbox("demo")) || !program.isRunning
        }
        #expect(try await program.end(SIGINT) == 0)
    }
}
