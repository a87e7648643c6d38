import Foundation
import LocalServers
import Testing

/// Routers read the files that are written for them.
@Suite("Files for routers", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct RouterFileTests {
    private func check(_ program: String, _ arguments: String...) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: try #require(installed(program)))
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit(atMost: 300)
        return (process.terminationStatus, output)
    }

    @Test("BIRD parses bird2", .enabled(if: installed("bird") != nil, "bird2 is not installed"))
    func bird() throws {
        let sandbox = try Sandbox()
        let made = try sandbox.validate("--format", "bird2")
        let routes = made.output.split(separator: "\n").map(String.init)
        #expect(routes.count == 3)
        let static4 = routes.filter { !$0.contains("::") }.joined(separator: "\n")
        let static6 = routes.filter { $0.contains("::") }.joined(separator: "\n")
        func configuration(_ ipv4: String) -> String {
            """
            router id 192.0.2.1;
            roa4 table r4;
            roa6 table r6;
            protocol static { roa4 { table r4; }; \(ipv4) }
            protocol static { roa6 { table r6; }; \(static6) }
            """
        }
        let good = try check("bird", "-p", "-c", try sandbox.write(configuration(static4), to: "bird.conf"))
        #expect(good.status == 0, "\(good.output)")
        let wrong = static4.replacing(" as ", with: " from ")
        let bad = try check("bird", "-p", "-c", try sandbox.write(configuration(wrong), to: "bird.conf"))
        #expect(bad.status != 0, "the parser of the test takes everything")
    }

    @Test("OpenBGPD parses openbgpd", .enabled(if: installed("bgpctl") != nil, "openbgpd is not installed"))
    func openbgpd() throws {
        let sandbox = try Sandbox()
        let made = try sandbox.validate("--format", "openbgpd")
        func parse(_ text: String) throws -> (status: Int32, output: String) {
            let file = try sandbox.write("AS 64496\nrouter-id 192.0.2.1\n" + text, to: "bgpd.conf")
            // It reads no configuration that others may.
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            return try check("bgpd", "-n", "-f", file)
        }
        let good = try parse(made.output)
        #expect(good.status == 0, "\(good.output)")
        #expect(made.output.components(separatedBy: "source-as").count == 4)
        #expect(try parse(made.output.replacing("source-as", with: "from-as")).status != 0)
    }
}
