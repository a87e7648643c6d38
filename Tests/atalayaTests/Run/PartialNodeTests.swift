import Foundation
import LocalServers
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Nodes that do a part of what a node can do.
@Suite(
    "run with some of the services",
    .enabled(if: InspectProgram.executable != nil && installed("curl") != nil, "the program or curl is not there"))
struct PartialNodeTests {
    private let sandbox: Sandbox
    private let web: Int

    init() throws {
        sandbox = try Sandbox()
        web = try LocalPort.free()
    }

    private func start(_ lines: String) throws -> RunningProgram {
        let file = try sandbox.write("state: state\nhttp: {listen: '127.0.0.1:\(web)'}\n\(lines)\n", to: "atalaya.yaml")
        return try RunningProgram(try #require(InspectProgram.executable).path, ["run", "--config", file])
    }

    /// The status of an answer; 0 where there is none.
    private func status(_ path: String) throws -> Int {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: try #require(installed("curl")))
        process.arguments = [
            "-s", "-m", "10", "-o", "/dev/null", "-w", "%{http_code}", "http://127.0.0.1:\(web)\(path)",
        ]
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit(atMost: 300)
        return Int(text) ?? 0
    }

    @Test("without the RPKI, a node watches routes, and is healthy") func watchAlone() async throws {
        try WatchFileTests.incident().write(to: sandbox("updates.mrt"))
        let node = try start("rpki: {tals: []}\nwatch: {prefixes: {198.51.100.0/24: [AS64496]}, files: [updates.mrt]}")
        try await eventually { node.output.contains("read a route file") }
        try await eventually { try status("/health") == 200 }
        #expect(try status("/ready") == 200)
        #expect(try status("/api/v1/alerts") == 200)
        #expect(try status("/metrics") == 200)
        #expect(try status("/csv") == 503)
        #expect(!FileManager.default.fileExists(atPath: sandbox("state/rpki.sqlite")))
        node.signal(SIGHUP)
        try await eventually { node.output.contains("reloaded the configuration") }
        #expect(try await node.end() == 0)
    }

    @Test("without routers, a node serves the RPKI over HTTP, and is not healthy without payloads")
    func withoutRouters() async throws {
        let node = try start("rpki: {tals: [ripe], rrdp: false, rsync: false}\nrtr: {listen: []}")
        try await eventually { try status("/health") == 503 }
        #expect(try status("/ready") == 503)
        try await eventually { node.output.contains("refresh failed") }
        #expect(try await node.end() == 0)
    }

    @Test(
        "a store with a value that cannot be is set aside when the node starts, which goes on with a new one",
        .enabled(if: installed("python3") != nil, "python3 is not there"))
    func damagedStore() async throws {
        let lines = "rpki: {tals: [ripe], rrdp: false, rsync: false}\nrtr: {listen: []}"
        let first = try start(lines)
        try await eventually { first.output.contains("refresh failed") }
        #expect(try await first.end() == 0)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(installed("python3")))
        process.arguments = [
            "-c",
            """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            db.execute("INSERT INTO repository (uri, transport, changed) VALUES ('https://a.example/n.xml', 'rrdp', -1)")
            db.commit()
            """, sandbox("state/rpki.sqlite"),
        ]
        try process.run()
        process.waitUntilExit(atMost: 300)
        try #require(process.terminationStatus == 0)
        let node = try start(lines)
        try await eventually { node.output.contains("a database is damaged; created a new one") }
        try await eventually { node.output.contains("refresh failed") }
        #expect(FileManager.default.fileExists(atPath: sandbox("state/rpki.sqlite.damaged")))
        #expect(try await node.end() == 0)
    }

    @Test("with nothing to do, a node does not start") func nothing() async throws {
        let node = try start("rpki: {tals: []}")
        try await eventually { !node.isRunning }
        #expect(node.output.contains("rpki.tals: nothing to do: rpki.tals, watch.asns and watch.prefixes are empty"))
    }
}
