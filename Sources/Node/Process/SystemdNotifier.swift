internal import TextFormats

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Tells systemd how the node does (sd_notify(3)): a datagram to the socket that the service manager names. Where there is
/// none, nothing is sent.
public struct SystemdNotifier: Sendable {
    /// The socket's name: a path, or `@` and an abstract name.
    public let socket: String?

    /// - Parameter environment: The program's; `NOTIFY_SOCKET` counts.
    public init(environment: [String: String]) {
        socket = environment["NOTIFY_SOCKET"].flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
    }

    /// The node serves.
    ///
    /// - Parameter status: One line for `systemctl status`.
    @discardableResult
    public func ready(_ status: String) -> Bool { send("READY=1\nSTATUS=\(SystemdNotifier.line(status))") }

    /// One line for `systemctl status`.
    @discardableResult
    public func status(_ status: String) -> Bool { send("STATUS=\(SystemdNotifier.line(status))") }

    /// The node begins to end.
    @discardableResult
    public func stopping() -> Bool { send("STOPPING=1") }

    private static func line(_ text: String) -> String {
        String(text.prefix(500)).singleLine
    }

    /// True if the datagram was sent; a service manager that does not listen is not a failure of the node.
    private func send(_ message: String) -> Bool {
        guard let socket else { return false }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(socket.utf8)
        if name[0] == UInt8(ascii: "@") { name[0] = 0 }
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        #if canImport(Glibc)
            let type = Int32(SOCK_DGRAM.rawValue)
        #else
            let type = SOCK_DGRAM
        #endif
        let descriptor = Self.open(type)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // An abstract name has no zero at its end, and a path may have one.
        let length = socklen_t((MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2) + name.count)
        let octets = Array(message.utf8)
        let sent = withUnsafePointer(to: address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                sendto(descriptor, octets, octets.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL), address, length)
            }
        }
        return sent == octets.count
    }

    private static func open(_ type: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.socket(AF_UNIX, type, 0)
        #elseif canImport(Musl)
            Musl.socket(AF_UNIX, type, 0)
        #else
            Darwin.socket(AF_UNIX, type, 0)
        #endif
    }
}
