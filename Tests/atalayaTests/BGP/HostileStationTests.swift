import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Routers that are none.
@Suite(
    "bgp watch with hostile routers", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct HostileStationTests {
    /// A connection to the station, and what to say over it.
    private func connect(_ port: Int, _ octets: [UInt8]) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        try #require(isConnected)
        #expect(octets.isEmpty || send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL)) == octets.count)
        return descriptor
    }

    /// Whether the other end has closed the connection.
    private func isClosed(_ descriptor: Int32) -> Bool {
        var octet: UInt8 = 0
        return recv(descriptor, &octet, 1, Int32(MSG_DONTWAIT)) == 0 || errno != EAGAIN && errno != EWOULDBLOCK
    }

    /// An Initiation message with a name.
    private static let initiation: [UInt8] = [3, 0, 0, 0, 6 + 4 + 2, 4, 0, 2, 0, 2, 0x72, 0x31]

    @Test("Noise ends the connection at once, silence and half a message in time, and the others are served")
    func bad() async throws {
        let watch = try WatchLaboratory(
            "bmp: {enabled: true, listen: '127.0.0.1:1', initiation-timeout: 1s, message-timeout: 1s}", bmp: false)
        let text = try watch.sandbox.text("atalaya.yaml")
        try watch.sandbox.write(text.replacing("127.0.0.1:1'", with: "127.0.0.1:\(watch.port)'"), to: "atalaya.yaml")
        try await watch.start()
        try await eventually { watch.program?.output.contains("listening for BMP routers") ?? false }
        let noise = try connect(watch.port, (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 91) })
        let silent = try connect(watch.port, [])
        let half = try connect(watch.port, Self.initiation + [3, 0, 0, 1, 0, 0, 1, 2])
        let good = try connect(watch.port, Self.initiation)
        defer { for descriptor in [noise, silent, half, good] { close(descriptor) } }
        try await eventually { isClosed(noise) }
        try await eventually { isClosed(silent) }
        try await eventually { isClosed(half) }
        try await stays(for: .seconds(1)) { !isClosed(good) }
        let output = try #require(watch.program).output
        #expect(output.contains("bmp-version"))
        #expect(output.contains("it sent nothing"))
        #expect(output.contains("a message was not complete in time"))
        #expect(try watch.events.isEmpty)
        #expect(try await watch.program?.end() == 0)
    }

    @Test("Only so many are served at once, and only from where it is allowed")
    func limits() async throws {
        for line in ["max-connections: 1", "allow: [192.0.2.0/24]"] {
            let watch = try WatchLaboratory("bmp: {enabled: true, listen: 'HERE', \(line)}", bmp: false)
            let text = try watch.sandbox.text("atalaya.yaml")
            try watch.sandbox.write(
                text.replacing("HERE", with: "127.0.0.1:\(watch.port)"), to: "atalaya.yaml")
            try await watch.start()
            try await eventually { watch.program?.output.contains("listening for BMP routers") ?? false }
            let first = try connect(watch.port, Self.initiation)
            try await eventually {
                isClosed(first) || watch.program?.output.contains("BMP router connected") == true
            }
            let second = try connect(watch.port, Self.initiation)
            defer { for descriptor in [first, second] { close(descriptor) } }
            try await eventually { isClosed(second) }
            #expect(isClosed(first) == line.hasPrefix("allow"))
        }
    }
}
