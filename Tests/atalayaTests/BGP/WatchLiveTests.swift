import Foundation
import LocalServers
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// The watch with routers of others.
@Suite(
    "bgp watch with routers", .serialized,
    .enabled(if: GoBGPLaboratory.isPossible, "gobgpd is not installed"))
struct WatchLiveTests {
    /// A watch with a collector and two speakers, of whom both have our two prefixes by our upstream.
    private func quiet() async throws -> (WatchLaboratory, GoBGPLaboratory) {
        let watch = try WatchLaboratory()
        try await watch.start()
        let routers = try await GoBGPLaboratory(station: watch.port, speakers: 2)
        for speaker in 1...2 {
            for prefix in ["198.51.100.0/24", "203.0.113.0/24"] {
                try routers.announce(speaker, prefix, "64602 64496")
            }
        }
        try await stays(for: .seconds(2.5)) { try watch.events.isEmpty }
        return (watch, routers)
    }

    /// Does something, and wants exactly one alert, of that class, within two seconds; then undoes it, and wants its end.
    private func raises(
        _ alertClass: String, in watch: WatchLaboratory, _ action: () throws -> Void, undone: () throws -> Void
    ) async throws {
        let before = try watch.raised.count
        try action()
        let begun = ContinuousClock.now
        try await eventually { try watch.raised.count > before }
        #expect(begun.duration(to: .now) < .seconds(10), "\(alertClass)")
        try await stays(for: .seconds(1)) { try Array(watch.raised.dropFirst(before)) == [alertClass] }
        try undone()
        try await eventually { try watch.changes(alertClass).last == "ended" }
        #expect(try watch.changes(alertClass) == ["raised", "dormant", "ended"])
    }

    @Test("A hijack, a more specific one, a leak and a withdrawal raise one alert each, and it ends with the route")
    func incidents() async throws {
        let (watch, routers) = try await quiet()
        try await raises("exact-prefix-origin", in: watch) {
            try routers.announce(2, "198.51.100.0/24", "64666")
        } undone: {
            try routers.announce(2, "198.51.100.0/24", "64602 64496")
        }
        try await raises("sub-prefix-origin", in: watch) {
            try routers.announce(2, "203.0.113.128/25", "64666")
        } undone: {
            try routers.withdraw(2, "203.0.113.128/25")
        }
        try await raises("route-leak", in: watch) {
            try routers.announce(2, "198.51.100.0/24", "64601 64700 64602 64496")
        } undone: {
            try routers.announce(2, "198.51.100.0/24", "64602 64496")
        }
        let before = try watch.raised.count
        for speaker in 1...2 { try routers.withdraw(speaker, "203.0.113.0/24") }
        let begun = ContinuousClock.now
        try await eventually { try watch.raised.count > before }
        // On a machine that does something else, too.
        #expect(begun.duration(to: .now) < .seconds(10))
        #expect(try Array(watch.raised.dropFirst(before)) == ["visibility-lost"])
        for speaker in 1...2 { try routers.announce(speaker, "203.0.113.0/24", "64602 64496") }
        try await eventually { try watch.changes("visibility-lost").last == "ended" }
        #expect(try watch.raised.count == before + 1)
        #expect(try await watch.program?.end() == 0)
        let list = try watch.alerts("list", "--all", "--format", "json")
        #expect(list.status == 0)
        #expect(try list.objects().compactMap { $0["state"] as? String } == Array(repeating: "ended", count: 4))
    }

    private static let tables = SharedPayloads.folder.deletingLastPathComponent().appending(path: "bgp/ris")

    @Test(
        "Real routes that GoBGP was given from a table dump come by BMP, and are all read",
        .enabled(
            if: FileManager.default.fileExists(atPath: tables.appending(path: "rib.20100701.gz").path),
            "the shared data are not here"))
    func realRoutes() async throws {
        let watch = try WatchLaboratory()
        try await watch.start()
        let routers = try await GoBGPLaboratory(station: watch.port, speakers: 1)
        // GoBGP reads plain files only.
        let plain = watch.sandbox("rib")
        let gzip = try RunningProgram(
            "/bin/sh",
            [
                "-c",
                "gzip -dc \(Self.tables.appending(path: "rib.20100701.gz").path) 2>/dev/null | head -c 3000000 >\(plain)",
            ])
        gzip.waitUntilExit()
        try routers.inject(1, plain, 3_000)
        func accepted() throws -> Int {
            try routers.run(0, "neighbor").split(separator: "\n").last.flatMap { line in
                line.split(separator: " ").last.flatMap { Int($0) }
            } ?? 0
        }
        try await eventually { try accepted() > 1_000 }
        try await stays(for: .seconds(1)) { try accepted() > 1_000 }
        let routes = try accepted()
        #expect(try await watch.program?.end() == 0)
        let output = try #require(watch.program).output
        let heard = output.firstMatch(of: #/routes received.*feed=bmp:\S+.*? routes=(\d+)/#).flatMap { Int($0.1) } ?? 0
        #expect(heard >= routes)
        #expect(output.contains("faults=0"))
        #expect(try watch.events.isEmpty)
    }

    private static let bgpd = installed("bgpd", ["/usr/lib/frr"])

    @Test(
        "FRR's BMP is read; killed and started again, the watch neither repeats nor forgets an alert whose route stays",
        .enabled(
            if: bgpd != nil && installed("vtysh") != nil
                && FileManager.default.fileExists(atPath: "/usr/lib/x86_64-linux-gnu/frr/modules/bgpd_bmp.so"),
            "frr is not installed"))
    func frr() async throws {
        // For so long after a restart a route may be missing that is not told again yet.
        let watch = try WatchLaboratory(
            networks: WatchLaboratory.networks.replacing("{end-after", with: "{table-window: 5s, end-after"))
        try await watch.start()
        let bgp = try LocalPort.free()
        let file = try watch.sandbox.write(
            """
            router bgp 64500
             bgp router-id 127.0.0.1
             no bgp ebgp-requires-policy
             neighbor 127.0.0.2 remote-as 64511
             neighbor 127.0.0.2 passive
             neighbor 127.0.0.2 ebgp-multihop
             neighbor 127.0.0.2 disable-connected-check
             bmp targets station
              bmp monitor ipv4 unicast post-policy
              bmp connect 127.0.0.1 port \(watch.port) min-retry 100 max-retry 500
             exit
            exit

            """, to: "bgpd.conf")
        let folder = watch.sandbox("frr")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let daemon = try RunningProgram(
            try #require(Self.bgpd),
            [
                "-f", file, "-M", "bmp", "-Z", "-n", "-S", "-p", "\(bgp)", "-l", "127.0.0.1", "--vty_socket", folder,
                "-i", folder + "/pid", "-A", "127.0.0.1", "-P", "0", "--log", "stdout",
            ])
        let speaker = try watch.sandbox.write(
            """
            [global.config]
              as = 64511
              router-id = "127.0.0.2"
              port = -1
            [[neighbors]]
              [neighbors.config]
                neighbor-address = "127.0.0.1"
                peer-as = 64500
              [neighbors.transport.config]
                remote-port = \(bgp)
                local-address = "127.0.0.2"
              [neighbors.timers.config]
                connect-retry = 1
              [neighbors.ebgp-multihop.config]
                enabled = true
            """, to: "speaker.toml")
        let api = try LocalPort.free()
        let gobgpd = try RunningProgram(
            try #require(installed("gobgpd")), ["-f", speaker, "--api-hosts", "127.0.0.1:\(api)", "--pprof-disable"])
        func gobgp(_ words: String...) throws -> String {
            let client = try RunningProgram(try #require(installed("gobgp")), ["-p", "\(api)"] + words)
            client.waitUntilExit()
            return client.output
        }
        try await eventually { try gobgp("neighbor").contains("Establ") }
        _ = try gobgp("global", "rib", "add", "198.51.100.0/24", "aspath", "64602 64496", "nexthop", "192.0.2.2")
        try await stays(for: .seconds(2)) { try watch.events.isEmpty }
        _ = try gobgp("global", "rib", "add", "198.51.100.0/25", "aspath", "64666", "nexthop", "192.0.2.2")
        try await eventually { try watch.raised == ["sub-prefix-origin"] }
        watch.program?.signal(SIGKILL)
        watch.program?.waitUntilExit()
        try await watch.start()
        try await eventually { watch.program?.output.contains("BMP router connected") ?? false }
        try await stays(for: .seconds(8)) {
            try watch.events.filter { $0.change != "updated" }.map(\.change) == ["raised"]
        }
        #expect(try watch.alerts("list", "--format", "json").objects().count == 1)
        _ = try gobgp("global", "rib", "del", "198.51.100.0/25")
        try await eventually { try watch.changes("sub-prefix-origin").last == "ended" }
        #expect(try watch.changes("sub-prefix-origin") == ["raised", "dormant", "ended"])
        #expect(Set(try watch.events.map(\.alert)).count == 1)
        #expect(daemon.isRunning && gobgpd.isRunning)
    }
}
