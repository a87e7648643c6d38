import Foundation
import Logging
import RPKIToRouter
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A server on a free port of loopback for the time of a test.
func withServer(
    _ cache: RTRCache, limits: RTRServerLimits = RTRServerLimits(), log: LineLog? = nil,
    configure: (inout RTRServerConfiguration) -> Void = { _ in },
    _ body: @Sendable (RTRServer, Int) async throws -> Void
) async throws {
    var configuration = RTRServerConfiguration(listeners: [RTRListener(host: "127.0.0.1", port: 0)])
    configuration.limits = limits
    configuration.threads = 1
    configure(&configuration)
    let server = RTRServer(
        cache: cache, configuration: configuration,
        logger: Logger(label: "test") { _ in log ?? SwiftLogNoOpLogHandler() as any LogHandler }, clock: { Date() })
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run() }
        try await eventually { !server.addresses.isEmpty }
        try await body(server, try #require(server.addresses.first).port)
        group.cancelAll()
        try await group.waitForAll()
    }
}

/// A router that does what routers should not: a plain socket.
final class RawRouter: Sendable {
    private let descriptor: Int32

    /// - Parameter source: The address of loopback to come from.
    init(port: Int, receiveBuffer: Int32? = nil, from source: UInt32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var timeout = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        if let source {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = in_addr_t(source.bigEndian)
            let descriptor = descriptor
            let status = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            try #require(status == 0)
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = in_addr_t(UInt32(0x7f00_0001).bigEndian)
        let descriptor = descriptor
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(status == 0)
    }

    deinit { close(descriptor) }

    /// The connection will end with a reset.
    func resetAtEnd() {
        var value = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
    }

    /// Whether the other end still listens.
    @discardableResult
    func send(_ octets: [UInt8]) -> Bool {
        Glibc.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL)) > 0
    }

    /// What comes until the other end closes, or ten seconds have passed without any.
    func readToEnd() -> [UInt8] {
        var octets: [UInt8] = []
        while let more = read(), !more.isEmpty { octets += more }
        return octets
    }

    /// At least `count` octets, unless the other end closes first.
    func read(atLeast count: Int) -> [UInt8] {
        var octets: [UInt8] = []
        while octets.count < count, let more = read(), !more.isEmpty { octets += more }
        return octets
    }

    /// `nil` when nothing came in time, nothing at the end.
    private func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count < 0 ? nil : Array(buffer.prefix(count))
    }
}
