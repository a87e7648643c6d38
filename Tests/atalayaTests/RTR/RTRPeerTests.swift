import Foundation
import LocalServers
import NumberResources
import RPKITesting
import TestSupport
import Testing

/// What the field's routers make of what we serve, and we of what its caches do.
@Suite("rtr with peers", .serialized, .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct RTRPeerTests {
    private static let vrps = [
        ("192.0.2.0/24", 26, 64_496), ("10.0.0.0/8", 8, 64_498), ("10.0.0.0/8", 24, 64_499),
        ("2001:db8::/32", 48, 64_497),
    ]

    private func served() async throws -> ServedFiles {
        let sandbox = try Sandbox()
        try sandbox.writePayloads("a.json", RTRPeerTests.vrps)
        let served = try await ServedFiles(
            ["--payloads", sandbox("a.json"), "--refresh-interval", "2"], sandbox: sandbox)
        try await served.serves(1)
        return served
    }

    /// Takes the first VRP away and brings another.
    private func change(_ served: ServedFiles) async throws {
        try served.sandbox.writePayloads(
            "a.json", Array(RTRPeerTests.vrps.dropFirst()) + [("203.0.113.0/24", 24, 64_500)])
        try await served.serves(2)
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

    @Test("BIRD has what is served, and follows", .enabled(if: installed("bird") != nil, "bird2 is not installed"))
    func bird() async throws {
        let served = try await served()
        let configuration = """
            log stderr all;
            router id 192.0.2.1;
            roa4 table r4; roa6 table r6;
            protocol device {}
            protocol rpki cache {
                roa4 { table r4; }; roa6 { table r6; };
                remote 127.0.0.1 port \(served.port); retry keep 2; refresh keep 3600; expire keep 7200;
            }
            """
        let file = try served.sandbox.write(configuration, to: "bird.conf")
        let socket = served.sandbox("bird.ctl")
        let bird = try RunningProgram(try #require(installed("bird")), ["-f", "-c", file, "-s", socket])
        let birdc = try #require(installed("birdc"))
        func routes() throws -> Set<String> {
            let output = try run(birdc, "-r", "-s", socket, "show", "route")
            return Set(output.matches(of: #/(?m)^([0-9a-f.:\/]+-\d+ AS\d+) /#).map { String($0.1) })
        }
        let expected: Set = [
            "192.0.2.0/24-26 AS64496", "10.0.0.0/8-8 AS64498", "10.0.0.0/8-24 AS64499", "2001:db8::/32-48 AS64497",
        ]
        try await eventually { try routes() == expected }
        try await change(served)
        try await eventually {
            try routes() == expected.subtracting(["192.0.2.0/24-26 AS64496"]).union(["203.0.113.0/24-24 AS64500"])
        }
        #expect(bird.isRunning)
    }

    @Test("GoBGP has what is served, and follows", .enabled(if: installed("gobgpd") != nil, "gobgpd is not installed"))
    func gobgp() async throws {
        let served = try await served()
        let configuration = """
            [global.config]
              as = 64500
              router-id = "192.0.2.1"
              port = -1
            [[rpki-servers]]
              [rpki-servers.config]
                address = "127.0.0.1"
                port = \(served.port)
            """
        let file = try served.sandbox.write(configuration, to: "gobgpd.conf")
        let port = try LocalPort.free()
        let daemon = try RunningProgram(
            try #require(installed("gobgpd")), ["-f", file, "--api-hosts", "127.0.0.1:\(port)"])
        let client = try #require(installed("gobgp"))
        func rows() throws -> Set<String> {
            var rows: Set<String> = []
            for family in ["ipv4", "ipv6"] {
                let output = try run(client, "-p", "\(port)", "rpki", "table", "-a", family)
                for match in output.matches(of: #/(?m)^([0-9a-f.:]+\/\d+) +(\d+) +(\d+) /#) {
                    rows.insert("\(match.1)-\(match.2) AS\(match.3)")
                }
            }
            return rows
        }
        let expected: Set = [
            "192.0.2.0/24-26 AS64496", "10.0.0.0/8-8 AS64498", "10.0.0.0/8-24 AS64499", "2001:db8::/32-48 AS64497",
        ]
        try await eventually { try rows() == expected }
        try await change(served)
        try await eventually {
            try rows() == expected.subtracting(["192.0.2.0/24-26 AS64496"]).union(["203.0.113.0/24-24 AS64500"])
        }
        #expect(daemon.isRunning)
    }

    private static let bgpd = installed("bgpd", ["/usr/lib/frr"])
    private static let hasFRR =
        bgpd != nil && installed("vtysh") != nil
        && FileManager.default.fileExists(atPath: "/usr/lib/x86_64-linux-gnu/frr/modules/bgpd_rpki.so")

    @Test("FRR has what is served, and follows", .enabled(if: hasFRR, "frr with frr-rpki-rtrlib is not installed"))
    func frr() async throws {
        let served = try await served()
        // Newer versions want the word tcp; what a version does not know it passes over.
        let file = try served.sandbox.write(
            """
            rpki
             rpki cache 127.0.0.1 \(served.port) preference 1
             rpki cache tcp 127.0.0.1 \(served.port) preference 1
            exit

            """, to: "bgpd.conf")
        let folder = served.sandbox("frr")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let daemon = try RunningProgram(
            try #require(RTRPeerTests.bgpd),
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
        let expected: Set = [
            "192.0.2.0/24-26 AS64496", "10.0.0.0/8-8 AS64498", "10.0.0.0/8-24 AS64499", "2001:db8::/32-48 AS64497",
        ]
        try await eventually { try rows() == expected }
        try await change(served)
        try await eventually {
            try rows() == expected.subtracting(["192.0.2.0/24-26 AS64496"]).union(["203.0.113.0/24-24 AS64500"])
        }
        #expect(daemon.isRunning)
    }

    /// What rtrclient writes: prefix, length, maximum length, AS.
    private func exported(_ port: Int, _ file: String) throws -> Set<String> {
        _ = try run(
            try #require(installed("rtrclient")), "-e", "-t", "csv", "-o", file, "tcp", "127.0.0.1", "\(port)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        return Set(
            text.matches(of: #/(?m)^([0-9a-f.:]+), (\d+), (\d+), (\d+)/#).map { "\($0.1)/\($0.2)-\($0.3) AS\($0.4)" })
    }

    @Test("rtrclient exports what is served", .enabled(if: installed("rtrclient") != nil, "rtr-tools is not installed"))
    func rtrclient() async throws {
        let served = try await served()
        #expect(
            try exported(served.port, served.sandbox("export")) == [
                "192.0.2.0/24-26 AS64496", "10.0.0.0/8-8 AS64498", "10.0.0.0/8-24 AS64499", "2001:db8::/32-48 AS64497",
            ])
    }

    @Test(
        "The payloads of captured repositories reach rtrclient and our client whole",
        .enabled(if: installed("rtrclient") != nil, "rtr-tools is not installed"),
        .enabled(if: !SharedPayloads.largest(1).isEmpty, "the shared data are not here"))
    func captured() async throws {
        let files = SharedPayloads.largest(2)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            let rows = text.matches(of: #/(?m)^(AS\d+),([0-9a-f.:]+)\/(\d+),(\d+),/#)
            try #require(!rows.isEmpty)
            let served = try await ServedFiles(["--ignore-expiry", "--payloads", file.path])
            try await served.serves(1)
            let expected = Set(rows.map { "\($0.2)/\($0.3)-\($0.4) \($0.1)" })
            #expect(try exported(served.port, served.sandbox("export")) == expected, "\(file.path)")
            let ours = Set(
                try served.lines().map { line in
                    let fields = line.split(separator: ",")
                    return "\(fields[1])-\(fields[2]) \(fields[0])"
                })
            #expect(ours == expected, "\(file.path)")
        }
    }

    @Test(
        "StayRTR reads our JSON, and our client StayRTR",
        .enabled(if: installed("stayrtr") != nil, "stayrtr is not installed"))
    func stayRTR() async throws {
        let served = try await served()
        let first = try served.fetch("--format", "rpki-client-json")
        try served.sandbox.write(first.output, to: "ours.json")
        let (port, metrics) = (try LocalPort.free(), try LocalPort.free())
        let daemon = try RunningProgram(
            try #require(installed("stayrtr")),
            [
                "-bind", "127.0.0.1:\(port)", "-metrics.addr", "127.0.0.1:\(metrics)", "-cache",
                served.sandbox("ours.json"), "-checktime=false",
            ])
        for version in 0...2 {
            var result: InspectProgram.Result?
            try await eventually {
                result = try InspectProgram.run("rtr", "fetch", "127.0.0.1:\(port)", "--version", "\(version)")
                return result?.status == 0 && result?.output.contains("AS64497") == true
            }
            #expect(result?.output == (try served.fetch("--version", "\(version)").output))
        }
        #expect(daemon.isRunning)
    }
}

/// Payload files that others gave.
enum SharedPayloads {
    static let folder = SharedData.root.appending(path: "rpki")

    /// The largest of the `expected.csv` beside captured repositories.
    static func largest(_ count: Int) -> [URL] {
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        let files = names.filter { $0.hasSuffix("expected.csv") }.sorted().map { folder.appending(path: $0) }
        func size(_ file: URL) -> Int {
            (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? 0
        }
        return Array(files.sorted { size($0) > size($1) }.prefix(count))
    }
}
