import Foundation
import LocalServers
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Tables that routers write just now, which `bgp routes` reads.
@Suite("MRT dumps of routers", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct RouterDumpTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    /// What is in a dump; nothing while it is being written.
    private func prefixes(_ file: String) throws -> Set<String> {
        guard FileManager.default.fileExists(atPath: file) else { return [] }
        let result = try InspectProgram.run("bgp", "routes", "--format", "json", file)
        guard result.status == 0, result.errors.isEmpty else { return [] }
        return Set(try result.objects().compactMap { $0["prefix"] as? String })
    }

    @Test("BIRD's of both families", .enabled(if: installed("birdc") != nil, "bird2 is not installed"))
    func bird() async throws {
        let file = try sandbox.write(
            """
            router id 192.0.2.1;
            protocol device { }
            protocol static { ipv4; route 203.0.113.0/24 blackhole; route 198.51.100.0/24 blackhole; }
            protocol static { ipv6; route 2001:db8::/32 blackhole; }
            """, to: "bird.conf")
        let socket = sandbox("bird.ctl")
        let bird = try RunningProgram(try #require(installed("bird")), ["-f", "-c", file, "-s", socket])
        try await eventually { FileManager.default.fileExists(atPath: socket) }
        let birdc = try #require(installed("birdc"))
        for (table, expected) in [
            ("master4", ["203.0.113.0/24", "198.51.100.0/24"]), ("master6", ["2001:db8::/32"]),
        ] {
            let dump = sandbox(table + ".mrt")
            let client = try RunningProgram(birdc, ["-s", socket, "mrt dump table \"\(table)\" to \"\(dump)\""])
            try await eventually { try prefixes(dump) == Set(expected) }
            #expect(client.output.contains("ready"))
        }
        #expect(bird.isRunning)
    }

    @Test(
        "OpenBGPD's, in three formats",
        .enabled(if: installed("bgpctl") != nil && getuid() == 0, "openbgpd is not installed, or this is not root"),
        arguments: ["table", "table-mp", "table-v2"])
    func openbgpd(format: String) async throws {
        // Where its children are locked in, which systemd would make.
        try FileManager.default.createDirectory(atPath: "/run/openbgpd", withIntermediateDirectories: true)
        let dump = sandbox("openbgpd.mrt")
        let file = try sandbox.write(
            """
            AS 64500
            router-id 192.0.2.1
            listen on 127.0.0.1 port \(try LocalPort.free())
            socket "\(sandbox("bgpd.sock"))"
            fib-update no
            network 203.0.113.0/24
            network 198.51.100.0/24
            dump \(format) "\(dump)" 1
            """, to: "bgpd.conf")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        let bgpd = try RunningProgram(try #require(installed("bgpd")), ["-d", "-f", file])
        try await eventually { try prefixes(dump) == ["203.0.113.0/24", "198.51.100.0/24"] }
        #expect(bgpd.isRunning)
    }
}
