import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("bgp watch over files", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct WatchFileTests {
    static let start: UInt32 = 1_780_000_000

    /// Our prefix by us, a hijack of it a minute later, its end a minute after that, and a word long after.
    static func incident() -> RouteDump {
        var dump = RouteDump()
        dump.add("198.51.100.0/24", [64_602, 64_496], at: start)
        dump.add("203.0.113.0/24", [64_602, 64_496], at: start)
        dump.add("198.51.100.0/24", [64_666], at: start + 60)
        dump.add("198.51.100.0/24", [64_602, 64_496], at: start + 120)
        dump.add("203.0.113.0/24", [64_602, 64_496], at: start + 3_600)
        return dump
    }

    @Test("The clock is that of the routes: an alert is raised, and ends, when they say; and the same again")
    func replay() throws {
        let watch = try WatchLaboratory(bmp: false)
        let file = watch.sandbox("updates.mrt")
        try Self.incident().write(to: file)
        let result = try watch.read(file)
        #expect(result.status == 0, "\(result.errors)")
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("2026-05-28T20:27:40Z raised "))
        #expect(lines[1].hasPrefix("2026-05-28T20:28:40Z dormant "))
        #expect(lines[2].hasPrefix("2026-05-28T20:28:42Z ended "))
        #expect(lines.allSatisfy { $0.contains(" exact-prefix-origin ") && $0.contains("AS64666") })
        #expect(result.errors.contains("5 announcements and withdrawals"))
        let again = try watch.read(file)
        #expect(again.output == result.output)
        #expect(try watch.changes("exact-prefix-origin") == ["raised", "dormant", "ended"])
        let json = try watch.read(file, options: ["--format", "json"])
        #expect(try json.objects().count == 3)
    }

    @Test("Files that overlap in time are merged: the same for every order of the arguments")
    func overlapping() throws {
        var files: [RouteDump] = [RouteDump(), RouteDump(), RouteDump()]
        for (number, peer) in [UInt8(11), 12, 13].enumerated() {
            files[number].add("198.51.100.0/24", [64_602, 64_496], at: Self.start, peer: peer)
            files[number].add("203.0.113.0/24", [64_602, 64_496], at: Self.start + 3_600, peer: peer)
        }
        var hijack = RouteDump()
        hijack.add("198.51.100.0/24", [64_666], at: Self.start + 60, peer: 14)
        hijack.add("198.51.100.0/24", [64_602, 64_496], at: Self.start + 660, peer: 14)
        files.append(hijack)
        var outputs: Set<String> = []
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
            let watch = try WatchLaboratory(bmp: false)
            for (number, file) in files.enumerated() { try file.write(to: watch.sandbox("rrc0\(number).mrt")) }
            let result = try watch.read(options: order.map { watch.sandbox("rrc0\($0).mrt") })
            #expect(result.status == 0, "\(result.errors)")
            outputs.insert(result.output)
        }
        #expect(outputs.count == 1)
        let lines = outputs.first?.split(separator: "\n") ?? []
        try #require(lines.count == 3)
        #expect(lines[0].hasPrefix("2026-05-28T20:27:40Z raised "))
        #expect(lines[1].hasPrefix("2026-05-28T20:37:40Z dormant information "))
        #expect(lines[1].contains(" gone: hijack of 198.51.100.0/24 by AS64666"))
        #expect(lines[2].hasPrefix("2026-05-28T20:37:42Z ended information "))
    }

    @Test("A file that is missing, or is none, is one line, and the exit is 1")
    func wrong() throws {
        let watch = try WatchLaboratory(bmp: false)
        let missing = try watch.read(watch.sandbox("missing.mrt"))
        #expect(missing.status == 1)
        #expect(missing.errors.split(separator: "\n").count == 1)
        #expect(missing.errors.contains("missing.mrt: No such file"))
        let none = try watch.sandbox.write("this is no file of routes at all, not at all", to: "none.mrt")
        let result = try watch.read(none)
        #expect(result.status == 1)
        #expect(result.errors.split(separator: "\n").last?.contains("none.mrt") ?? false)
        let nothing = try WatchLaboratory(networks: "peers: [AS1]", bmp: false).read(none)
        #expect(nothing.status == 1)
        #expect(nothing.errors.contains("nothing to monitor"))
        #expect(try InspectProgram.run("bgp", "watch", "--format", "xml").status == 2)
    }

    @Test("A folder that fills: each file once, in order, also after a kill; what is being written waits")
    func folder() async throws {
        let watch = try WatchLaboratory("folders: [in]\nsettle: 300ms", bmp: false)
        let folder = watch.sandbox("in")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try await watch.start()
        var first = RouteDump()
        first.add("198.51.100.0/24", [64_602, 64_496], at: Self.start)
        first.add("198.51.100.0/24", [64_666], at: Self.start + 60)
        try first.write(to: folder + "/updates.1")
        try Data(first.octets).write(to: URL(fileURLWithPath: folder + "/updates.0.tmp"))
        try await eventually { try watch.raised == ["exact-prefix-origin"] }
        watch.program?.signal(SIGKILL)
        watch.program?.waitUntilExit()
        try await watch.start()
        try await stays(for: .seconds(1)) { try watch.raised == ["exact-prefix-origin"] }
        var second = RouteDump()
        second.add("203.0.113.0/25", [64_666], at: Self.start + 70)
        try second.write(to: folder + "/updates.2")
        try await eventually { try watch.raised == ["exact-prefix-origin", "sub-prefix-origin"] }
        let output = try #require(watch.program).output
        #expect(output.contains("updates.2") && !output.contains("updates.1") && !output.contains("updates.0"))
        #expect(try await watch.program?.end() == 0)
    }

    @Test("A configuration is proposed from what was seen, and is one")
    func learn() throws {
        let watch = try WatchLaboratory(networks: "asns: [AS64496]", bmp: false)
        let file = watch.sandbox("updates.mrt")
        var dump = RouteDump()
        for peer in [11, 12, 13] as [UInt8] {
            dump.add("198.51.100.0/24", [64_602, 64_496], at: Self.start, peer: peer)
            dump.add("203.0.113.0/24", [64_602, 64_496], at: Self.start, peer: peer)
        }
        try dump.write(to: file)
        let result = try watch.read(file, options: ["--learn"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("198.51.100.0/24: "))
        #expect(result.output.contains("upstreams: [AS64602]"))
        let proposal = try watch.sandbox.write(result.output, to: "proposal.yaml")
        #expect(try InspectProgram.run("config", "check", proposal).status == 0)
    }
}
