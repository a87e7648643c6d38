import Foundation
import LocalServers
import RPKITesting
import TestSupport
import Testing

/// Routers of the field recover within a refresh from a cache that lost, copied or restored its state.
@Suite(
    "routers after a cache that is not the one it was", .serialized,
    .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct RTRRecoveryTests {
    /// What happened to the cache between two starts.
    enum Fault: String, CaseIterable {
        /// It has nothing of before.
        case lost
        /// It was started on a copy of the state of another, and has other payloads.
        case copied
        /// A backup was put in the place of its state.
        case restored
    }

    private static let before = [("192.0.2.0/24", 24, 64_496), ("10.0.0.0/8", 8, 64_498)]
    private static let middle = before + [("198.51.100.0/24", 24, 64_501)]
    private static let after = [("10.0.0.0/8", 8, 64_498), ("203.0.113.0/24", 24, 64_500)]
    private static let expected: Set = ["10.0.0.0/8-8 AS64498", "203.0.113.0/24-24 AS64500"]

    /// A cache on one port, before and after `fault`.
    private final class Cache {
        let sandbox: Sandbox
        let port: Int
        private let fault: Fault
        private var program: RunningProgram

        init(_ fault: Fault) async throws {
            self.fault = fault
            sandbox = try Sandbox()
            port = try LocalPort.free()
            try sandbox.writePayloads("a.json", RTRRecoveryTests.before)
            program = try Cache.start(sandbox, port, state: "state")
            try await eventually { [program] in program.output.contains(#/ serial=1\s/#) }
            guard fault == .restored else { return }
            try await end()
            try FileManager.default.copyItem(atPath: sandbox("state"), toPath: sandbox("backup"))
            try sandbox.writePayloads("a.json", RTRRecoveryTests.middle)
            program = try Cache.start(sandbox, port, state: "state")
            try await eventually { [program] in program.output.contains(#/ serial=2\s/#) }
            // Where sessions do not go on, the test is about nothing.
            #expect(!program.output.contains("routers start new sessions"))
        }

        private static func start(_ sandbox: Sandbox, _ port: Int, state: String) throws -> RunningProgram {
            try RunningProgram(
                try #require(InspectProgram.executable).path,
                [
                    "rtr", "serve", "--listen", "127.0.0.1:\(port)", "--poll", "1", "--refresh-interval", "3",
                    "--retry-interval", "2", "--payloads", sandbox("a.json"), "--state", sandbox(state), "--lease",
                    sandbox("lease"),
                ])
        }

        private func end() async throws {
            _ = try await program.end()
        }

        /// Ends the cache, and starts the one that is in its place now.
        func fail() async throws {
            try await end()
            try sandbox.writePayloads("a.json", RTRRecoveryTests.after)
            var state = "state"
            switch fault {
            case .lost: state = "new"
            case .copied:
                state = "copy"
                try FileManager.default.copyItem(atPath: sandbox("state"), toPath: sandbox("copy"))
            case .restored:
                // Into the files that are there, as cp does.
                for name in try FileManager.default.contentsOfDirectory(atPath: sandbox("state")) {
                    guard name.hasPrefix("serving.sqlite") else { continue }
                    let backup = FileManager.default.contents(atPath: sandbox("backup/" + name)) ?? Data()
                    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: sandbox("state/" + name)))
                    try file.truncate(atOffset: 0)
                    try file.write(contentsOf: backup)
                    try file.close()
                }
            }
            program = try Cache.start(sandbox, port, state: state)
            try await eventually { [program] in program.output.contains(" info serving") }
        }
    }

    private func run(_ executable: String, _ arguments: String...) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit(atMost: 300)
        return String(decoding: output, as: UTF8.self)
    }

    @Test(
        "BIRD recovers", .enabled(if: installed("bird") != nil, "bird2 is not installed"), arguments: Fault.allCases)
    func bird(fault: Fault) async throws {
        let cache = try await Cache(fault)
        let file = try cache.sandbox.write(
            """
            log stderr all;
            router id 192.0.2.1;
            roa4 table r4;
            protocol device {}
            protocol rpki cache { roa4 { table r4; }; remote 127.0.0.1 port \(cache.port); retry keep 2; }
            """, to: "bird.conf")
        let socket = cache.sandbox("bird.ctl")
        let bird = try RunningProgram(try #require(installed("bird")), ["-f", "-c", file, "-s", socket])
        let birdc = try #require(installed("birdc"))
        func routes() throws -> Set<String> {
            let output = try run(birdc, "-r", "-s", socket, "show", "route")
            return Set(output.matches(of: #/(?m)^([0-9a-f.:\/]+-\d+ AS\d+) /#).map { String($0.1) })
        }
        try await eventually { try routes().contains("192.0.2.0/24-24 AS64496") }
        try await cache.fail()
        try await eventually { try routes() == RTRRecoveryTests.expected }
        #expect(bird.isRunning)
    }

    private static let bgpd = installed("bgpd", ["/usr/lib/frr"])
    private static let hasFRR =
        bgpd != nil && installed("vtysh") != nil
        && FileManager.default.fileExists(atPath: "/usr/lib/x86_64-linux-gnu/frr/modules/bgpd_rpki.so")

    @Test(
        "FRR recovers", .enabled(if: hasFRR, "frr with frr-rpki-rtrlib is not installed"), arguments: Fault.allCases)
    func frr(fault: Fault) async throws {
        let cache = try await Cache(fault)
        let file = try cache.sandbox.write(
            """
            rpki
             rpki polling_period 3
             rpki retry_interval 2
             rpki cache 127.0.0.1 \(cache.port) preference 1
             rpki cache tcp 127.0.0.1 \(cache.port) preference 1
            exit

            """, to: "bgpd.conf")
        let folder = cache.sandbox("frr")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let daemon = try RunningProgram(
            try #require(RTRRecoveryTests.bgpd),
            [
                "-f", file, "-M", "rpki", "-Z", "-n", "-S", "-p", "0", "--vty_socket", folder, "-i", folder + "/pid",
                "-A", "127.0.0.1", "-P", "0", "--log", "stdout",
            ])
        let vtysh = try #require(installed("vtysh"))
        func rows() throws -> Set<String> {
            let output = try run(vtysh, "--vty_socket", folder, "-c", "show rpki prefix-table")
            return Set(
                output.matches(of: #/(?m)^([0-9a-f.:]+) +(\d+) - +(\d+) +(\d+)/#).map {
                    "\($0.1)/\($0.2)-\($0.3) AS\($0.4)"
                })
        }
        try await eventually { try rows().contains("192.0.2.0/24-24 AS64496") }
        try await cache.fail()
        try await eventually { try rows() == RTRRecoveryTests.expected }
        #expect(daemon.isRunning)
    }

    @Test(
        "GoBGP recovers", .enabled(if: installed("gobgpd") != nil, "gobgpd is not installed"),
        arguments: Fault.allCases)
    func gobgp(fault: Fault) async throws {
        let cache = try await Cache(fault)
        let file = try cache.sandbox.write(
            """
            [global.config]
              as = 64500
              router-id = "192.0.2.1"
              port = -1
            [[rpki-servers]]
              [rpki-servers.config]
                address = "127.0.0.1"
                port = \(cache.port)
            """, to: "gobgpd.conf")
        let port = try LocalPort.free()
        let daemon = try RunningProgram(
            try #require(installed("gobgpd")), ["-f", file, "--api-hosts", "127.0.0.1:\(port)"])
        let client = try #require(installed("gobgp"))
        func rows() throws -> Set<String> {
            let output = try run(client, "-p", "\(port)", "rpki", "table", "-a", "ipv4")
            return Set(
                output.matches(of: #/(?m)^([0-9a-f.:]+\/\d+) +(\d+) +(\d+) /#).map { "\($0.1)-\($0.2) AS\($0.3)" })
        }
        try await eventually { try rows().contains("192.0.2.0/24-24 AS64496") }
        try await cache.fail()
        // It waits for half a minute before it connects again.
        try await eventually(within: .seconds(60)) { try rows() == RTRRecoveryTests.expected }
        #expect(daemon.isRunning)
    }

    @Test(
        "rtrclient recovers", .enabled(if: installed("rtrclient") != nil, "rtr-tools is not installed"),
        arguments: Fault.allCases)
    func rtrclient(fault: Fault) async throws {
        let cache = try await Cache(fault)
        let client = try RunningProgram(
            try #require(installed("stdbuf")),
            ["-oL", try #require(installed("rtrclient")), "-p", "tcp", "127.0.0.1", "\(cache.port)"])
        /// What is left of what it says came and went.
        func rows() -> Set<String> {
            var rows: Set<String> = []
            for match in client.output.matches(of: #/(?m)^([+-]) +([0-9a-f.:]+) +(\d+) +- +(\d+) +(\d+)/#) {
                let row = "\(match.2)/\(match.3)-\(match.4) AS\(match.5)"
                if match.1 == "+" { rows.insert(row) } else { rows.remove(row) }
            }
            return rows
        }
        try await eventually { rows().contains("192.0.2.0/24-24 AS64496") }
        try await cache.fail()
        try await eventually { rows() == RTRRecoveryTests.expected }
        #expect(client.isRunning)
    }
}
