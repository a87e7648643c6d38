import Foundation
import LocalServers
import TestSupport
import Testing

/// Hostile CAs, silent servers and misusing clients, all at the same time. Scripts/bench-siege.py does the same for longer and
/// measures.
@Suite(
    "A node under attack",
    .enabled(
        if: NodeOfTest.isPossible && installed("python3") != nil,
        "nginx, openssl, curl, python3 or the program is not there"),
    .timeLimit(.minutes(15)))
struct SiegeTests {
    private static let attackers = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Scripts/siege-attackers.py").standardizedFileURL.path

    @Test(
        "It serves what is right in the RPKI, answers, and ends when asked, whatever ten hostile CAs and their clients do"
    )
    func siege() async throws {
        let authority = try TestAuthority()
        let server = try NginxServer(
            authority.server("*.\(HostileRepository.domain)"),
            directives: "location ~ ^/chain { limit_rate 50k; }")
        let silent = try LocalPort.listen()
        defer { close(silent.descriptor) }
        let repository = try HostileRepository(
            at: server.root, port: server.port, silentPort: silent.port, scale: .small, date: Laboratory.now)
        let sandbox = try Sandbox()
        let (router, web, station) = (try LocalPort.free(), try LocalPort.free(), try LocalPort.free())
        try sandbox.write(repository.tal, to: "siege.tal")
        let file = try sandbox.write(
            """
            state: state
            rpki:
              tals: [siege.tal]
              https-ca: [\(authority.file)]
              resolve: {\(repository.hosts.map { "\($0): 127.0.0.1" }.joined(separator: ", "))}
              rsync: false
              refresh: 1s
              timeouts: {connect: 3s}
            rtr: {listen: ["127.0.0.1:\(router)"]}
            http: {listen: ["127.0.0.1:\(web)"]}
            watch:
              prefixes: {198.51.100.0/24: [64501]}
              bmp: {enabled: true, listen: ["127.0.0.1:\(station)"]}
            """, to: "atalaya.yaml")
        let node = try RunningProgram(
            try #require(InspectProgram.executable).path,
            ["run", "--config", file, "--at", Laboratory.now.formatted(.iso8601)])
        try await eventually { try get("/csv", web).body.contains(HostileRepository.good) }

        let python = try #require(installed("python3"))
        let attackers = try [("bmp", station), ("routers", router), ("polls", web), ("posts", web)].map { kind, port in
            try RunningProgram(python, [Self.attackers, kind, "\(port)"])
        }
        try await stays(for: .seconds(4)) { try get("/health", web).status == 200 }
        #expect(node.isRunning, "\(node.output.suffix(2_000))")
        #expect(attackers.count { !$0.isRunning } == 0)
        for attacker in attackers { _ = try await attacker.end() }
        try await eventually { try get("/csv", web).body.contains(HostileRepository.good) }
        let fetched = try InspectProgram.run("rtr", "fetch", "127.0.0.1:\(router)", "--format", "csv")
        #expect(fetched.output.contains("AS64496,192.0.2.0/24"), "\(fetched.errors)")
        #expect(try await node.end() == 0, "\(node.output.suffix(2_000))")
    }

    private func get(_ path: String, _ port: Int) throws -> (status: Int, body: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: try #require(installed("curl")))
        process.arguments = ["-s", "-m", "10", "-w", "\n%{http_code}", "http://127.0.0.1:\(port)\(path)"]
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit(atMost: 300)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let status = lines.popLast().flatMap { Int($0) } ?? 0
        return (status, lines.joined(separator: "\n"))
    }
}
