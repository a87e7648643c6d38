import Foundation
import Testing

@testable import Node

#if canImport(Glibc)
    import Glibc
#endif

@Suite("What systemd is told") struct SystemdNotifierTests {
    @Test("Without a socket, or with one that nobody reads, nothing happens")
    func nobody() {
        #expect(!SystemdNotifier(environment: [:]).ready("serving"))
        #expect(!SystemdNotifier(environment: ["NOTIFY_SOCKET": "relative"]).ready("serving"))
        #expect(!SystemdNotifier(environment: ["NOTIFY_SOCKET": "/nonexistent/socket"]).ready("serving"))
        let long = "/" + String(repeating: "x", count: 200)
        #expect(!SystemdNotifier(environment: ["NOTIFY_SOCKET": long]).stopping())
    }

    #if canImport(Glibc)
        @Test("States arrive as sd_notify writes them, by path and by abstract name", arguments: [false, true])
        func states(isAbstract: Bool) throws {
            let name = isAbstract ? "@atalaya-\(UUID())" : NSTemporaryDirectory() + "atalaya-\(UUID())"
            let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            try #require(descriptor >= 0)
            defer {
                close(descriptor)
                if !isAbstract { unlink(name) }
            }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            var octets = Array(name.utf8)
            if isAbstract { octets[0] = 0 }
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: octets) }
            let bound = withUnsafePointer(to: address) { address in
                address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(2 + octets.count))
                }
            }
            try #require(bound == 0)
            var limit = [5, 0]
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))

            let notifier = SystemdNotifier(environment: ["NOTIFY_SOCKET": name])
            #expect(notifier.ready("serial 1,\n5 VRPs") && notifier.status("serial 2") && notifier.stopping())
            let messages = (0..<3).map { _ in
                var buffer = [UInt8](repeating: 0, count: 1000)
                let count = recv(descriptor, &buffer, buffer.count, 0)
                return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
            }
            #expect(messages == ["READY=1\nSTATUS=serial 1, 5 VRPs", "STATUS=serial 2", "STOPPING=1"])
        }
    #endif
}
