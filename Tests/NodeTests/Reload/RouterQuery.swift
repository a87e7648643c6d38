#if canImport(Glibc)
    import Glibc
#endif

/// A router that asks once for everything.
enum RouterQuery {
    /// The version in which the server at a port of 127.0.0.1 answers a Reset Query of version 2 (RFC 8210 section 5.4);
    /// `refused` where it answers nothing.
    static func answer(port: Int) -> String {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var wait = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(handle, $0, size) == 0 }
        }
        guard isConnected else { return "no connection" }
        let query: [UInt8] = [2, 2, 0, 0, 0, 0, 0, 8]
        _ = send(handle, query, query.count, Int32(MSG_NOSIGNAL))
        var octet: UInt8 = 0
        return recv(handle, &octet, 1, 0) == 1 ? "version \(octet)" : "refused"
    }
}
