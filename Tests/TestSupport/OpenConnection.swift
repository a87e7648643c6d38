internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#endif

/// A connection on which a test sends something and reads nothing.
package final class OpenConnection: Sendable {
    private let handle: Int32

    package init(port: Int, sending text: String) {
        handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let handle = handle
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(handle, $0, size) }
        }
        let octets = Array(text.utf8)
        if !octets.isEmpty { _ = send(handle, octets, octets.count, Int32(MSG_NOSIGNAL)) }
    }

    /// Whether the server has closed it.
    package var isClosed: Bool {
        var octet: UInt8 = 0
        let count = recv(handle, &octet, 1, Int32(MSG_DONTWAIT) | Int32(MSG_PEEK))
        return count == 0 || (count < 0 && errno != EAGAIN)
    }

    package func close() {
        _ = shutdown(handle, Int32(SHUT_RDWR))
        closeHandle(handle)
    }
}

/// `close(2)`, which a method of the same name hides.
private func closeHandle(_ handle: Int32) {
    close(handle)
}
