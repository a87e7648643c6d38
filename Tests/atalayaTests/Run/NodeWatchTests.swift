import Foundation
import LocalServers
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// A node that watches routes beside all else.
@Suite(
    "run with a watch",
    .enabled(if: InspectProgram.executable != nil && NodeOfTest.isPossible, "\(NodeOfTest.impossible)"))
struct NodeWatchTests {
    private func node(_ lines: String) async throws -> NodeOfTest {
        let node = try NodeOfTest()
        _ = try await node.program.end()
        let text = lines.split(separator: "\n").map { "  \($0)\n" }.joined()
        try node.configure {
            $0 + "\nwatch:\n  asns: [AS64496]\n  prefixes: {198.51.100.0/24: [AS64496]}\n" + text
        }
        return node
    }

    @Test("files as the only feed are read, and the node goes on") func files() async throws {
        let node = try await node("files: [updates.mrt, none.mrt]")
        try WatchFileTests.incident().write(to: node.sandbox("updates.mrt"))
        try node.sandbox.write("this is no file of routes", to: "none.mrt")
        try node.restart()
        try await eventually { node.program.output.contains("read a route file") }
        try await eventually { try node.vrps() == NodeOfTest.both }
        try await stays(for: .seconds(2)) { node.program.isRunning }
        let alerts = try InspectProgram.run(
            "bgp", "alerts", "list", "--all", "--config", node.sandbox("atalaya.yaml"))
        #expect(alerts.output.contains("AS64666"), "\(alerts.output) \(alerts.errors)")
        #expect(node.program.output.contains("could not read a route file"))
        #expect(try await node.program.end() == 0)
    }

    @Test("a feed that cannot be had is an alarm, and the others and the node go on") func busyAddress() async throws {
        let node = try await node("folders: [in]\nsettle: 100ms\nbmp: {enabled: true, listen: '127.0.0.1:PORT'}")
        let taken = try TakenPort()
        try node.configure { $0.replacing("PORT", with: "\(taken.port)") }
        try FileManager.default.createDirectory(atPath: node.sandbox("in"), withIntermediateDirectories: true)
        try node.restart()
        try await eventually { node.program.output.contains("a route feed failed; retrying") }
        try WatchFileTests.incident().write(to: node.sandbox("in/updates.mrt"))
        try await eventually { node.program.output.contains("read a route file") }
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(try node.get("/api/v1/status").body.contains("the feed failed; retrying"))
        withExtendedLifetime(taken) {}
        #expect(try await node.program.end() == 0)
    }

    @Test("SIGHUP has payloads of the watch read from another place") func payloads() async throws {
        let node = try await node("payloads: one.csv\nfolders: [in]\nsettle: 100ms")
        try FileManager.default.createDirectory(atPath: node.sandbox("in"), withIntermediateDirectories: true)
        for name in ["one", "two"] {
            try node.sandbox.write("ASN,IP Prefix,Max Length,Trust Anchor\n", to: name + ".csv")
        }
        try node.restart()
        try await eventually {
            node.program.output.contains("one.csv") && node.program.output.contains("payloads read")
        }
        try node.configure { $0.replacing("one.csv", with: "two.csv") }
        node.program.signal(SIGHUP)
        try await eventually { node.program.output.matches(of: #/payloads read.*two\.csv/#).count == 1 }
        #expect(try await node.program.end() == 0)
    }

    @Test("a file that crashed the node is set aside with an alarm at the next start") func crash() async throws {
        let node = try await node("files: [pipe]")
        try #require(mkfifo(node.sandbox("pipe"), 0o600) == 0)
        try node.restart()
        try await eventually { ReadingPlaces.isAnyTaken(node.sandbox) }
        #expect(try await node.program.end(SIGSEGV) == SIGSEGV)
        try node.restart()
        try await eventually { node.program.output.contains("file set aside") }
        try await eventually { try node.vrps() == NodeOfTest.both }
        let status = try node.get("/api/v1/status").body
        #expect(status.contains("unreadable-file") && status.contains("/pipe"))
        #expect(try await node.program.end() == 0)
    }
}

/// A port of loopback that somebody listens at.
private final class TakenPort {
    let port: Int
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 1) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        try #require(isBound)
    }

    deinit { close(descriptor) }
}
