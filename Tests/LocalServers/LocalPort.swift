import Foundation
import Glibc

/// TCP ports of the loopback interface.
package enum LocalPort {
    /// A port that nobody listens on just now.
    package static func free() throws -> Int {
        let listener = try listen()
        defer { close(listener.descriptor) }
        return listener.port
    }

    /// A socket that listens on a port of its own.
    package static func listen() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && Glibc.listen(descriptor, 16) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        guard descriptor >= 0, isBound else { throw LocalProgram.Failure(description: "no free port") }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// Whether somebody answers on a port.
    package static func answers(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// Starts a server on a free port and waits until it answers; another port is tried when it does not.
    package static func starting(_ start: (Int) throws -> LocalProgram) throws -> (LocalProgram, Int) {
        for _ in 0..<5 {
            let port = try free()
            let program = try start(port)
            for _ in 0..<500 {
                if answers(port) { return (program, port) }
                guard program.isRunning else { break }
                usleep(20_000)
            }
            program.stop()
        }
        throw LocalProgram.Failure(description: "a server does not start; see its output in the test's folder")
    }
}
