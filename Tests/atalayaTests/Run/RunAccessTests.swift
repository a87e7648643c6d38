import Foundation
import LocalServers
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Who may use the HTTP API of a node, and how that changes while it runs.
@Suite("The node and who may use it", .enabled(if: NodeOfTest.isPossible, "\(NodeOfTest.impossible)"))
struct RunAccessTests {
    /// Puts members into the section `http`, and has them read.
    private func configure(_ node: NodeOfTest, _ lines: String) throws {
        try node.configure { text in
            let start = text.range(of: "\nhttp:")?.lowerBound ?? text.endIndex
            return text[..<start] + "\nhttp:\n  listen: [\"127.0.0.1:\(node.web)\"]\n" + lines
        }
    }

    @Test("http.tokens, http.cors and http.allow follow SIGHUP") func reload() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        let alerts = "http://127.0.0.1:\(node.web)/api/v1/alerts"
        // Who may gets 404: this node does not monitor routes.
        #expect(try node.get("/api/v1/alerts").status == 404)
        #expect(try node.curl(["-H", "X-Forwarded-For: 203.0.113.9", alerts]).status == 401)
        let made = try InspectProgram.run(
            "config", "token", "--name", "soc", "--scope", "alerts", "--expires", "9999-12-31")
        let token = String(try #require(made.output.split(separator: "\n").first))
        let bearer = ["-H", "Authorization: Bearer \(token)", alerts]
        #expect(try node.curl(bearer).status == 401)
        let lines = try #require(made.output.range(of: "  tokens:").map { String(made.output[$0.lowerBound...]) })
        try configure(node, lines + "\n  cors: [https://portal.example.net]\n")
        node.program.signal(SIGHUP)
        try await eventually { try node.curl(bearer).status == 404 }
        #expect(node.program.output.contains("http.tokens changed"))
        #expect(!node.program.output.contains(token))
        let headers = try node.curl(
            ["-D", "-", "-H", "Origin: https://portal.example.net", "-o", "/dev/null"]
                + ["http://127.0.0.1:\(node.web)/version"]
        ).body
        #expect(headers.lowercased().contains("access-control-allow-origin: https://portal.example.net"))
        #expect(node.program.output.contains("access refused"))
        // The audit has both, by the command, while the node runs.
        func audit(_ options: [String] = []) throws -> [String] {
            let result = try InspectProgram.run(
                "config", "audit", "--config", node.file, "--format", "csv", files: options)
            #expect(result.status == 0, "\(result.errors)")
            #expect(!result.output.contains(token))
            return result.output.split(separator: "\n").dropFirst().map {
                $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst(3).joined(separator: ",")
            }
        }
        try await eventually { try audit().contains("granted,token soc,127.0.0.1,read alerts,TLP:RED,") }
        let refused = try audit(["--refused"])
        #expect(refused.contains("refused,anyone,127.0.0.1,read alerts,TLP:RED,no-credentials"))
        #expect(refused.contains("refused,anyone,127.0.0.1,read alerts,TLP:RED,unknown-token"))
        #expect(refused.allSatisfy { $0.hasPrefix("refused,") })
        #expect(try audit(["--since", "9999-01-01T00:00:00Z"]).isEmpty)
        try configure(node, "  allow: [192.0.2.0/24]\n")
        node.program.signal(SIGHUP)
        try await eventually { try node.get("/version").status == 0 }
        #expect(try await node.program.end() == 0)
    }

    @Test("Routers that connect after SIGHUP get a renewed certificate; a pair that does not fit is refused")
    func routers() async throws {
        let node = try NodeOfTest()
        let port = try LocalPort.free()
        let authority = try TestAuthority()
        func install(_ server: TestAuthority.Server, keyOf other: TestAuthority.Server? = nil) throws {
            for (file, target) in [(server.certificate, "rtr.pem"), ((other ?? server).key, "rtr.key")] {
                _ = try node.sandbox.write(try String(contentsOfFile: file, encoding: .utf8), to: target)
            }
        }
        func fetches(_ name: String) throws -> Bool {
            try InspectProgram.run(
                "rtr", "fetch", "127.0.0.1:\(port)", "--tls", "--ca", authority.file, "--server-name", name, "--figures"
            ).status == 0
        }
        let (one, two) = (try authority.server("one.test"), try authority.server("two.test"))
        try install(one)
        try node.configure { text in
            text.replacing(
                "rtr: {", with: "rtr: {tls: {listen: ['127.0.0.1:\(port)'], certificate: rtr.pem, key: rtr.key}, ")
        }
        _ = try await node.program.end()
        try node.restart()
        try await eventually { try fetches("one.test") }
        #expect(try !fetches("two.test"))
        try install(one, keyOf: two)
        node.program.signal(SIGHUP)
        try await eventually { node.program.output.contains("refused the new configuration") }
        #expect(node.program.output.contains("rtr.pem"))
        #expect(try fetches("one.test"))
        try install(two)
        node.program.signal(SIGHUP)
        try await eventually { try fetches("two.test") }
        #expect(try !fetches("one.test"))
        #expect(try await node.program.end() == 0)
    }

    @Test("HTTPS is served, and a renewed certificate counts after SIGHUP") func tls() async throws {
        let node = try NodeOfTest()
        let port = try LocalPort.free()
        let authority = try TestAuthority()
        func install(_ name: String) throws {
            let server = try authority.server(name)
            for (file, target) in [(server.certificate, "web.pem"), (server.key, "web.key")] {
                _ = try node.sandbox.write(try String(contentsOfFile: file, encoding: .utf8), to: target)
            }
        }
        func version(_ name: String) throws -> Int {
            try node.curl(
                [
                    "--cacert", authority.file, "--resolve", "\(name):\(port):127.0.0.1",
                    "https://\(name):\(port)/version",
                ]
            ).status
        }
        try install("one.test")
        try configure(
            node,
            "  hosts: [one.test, two.test]\n  tls: {listen: ['127.0.0.1:\(port)'], certificate: web.pem, key: web.key}\n"
        )
        _ = try await node.program.end()
        try node.restart()
        try await eventually { try version("one.test") == 200 }
        #expect(try version("two.test") == 0)
        try install("two.test")
        node.program.signal(SIGHUP)
        try await eventually { try version("two.test") == 200 }
        #expect(try version("one.test") == 0)
        #expect(try node.get("/version").status == 200)
        #expect(try await node.program.end() == 0)
    }
}
