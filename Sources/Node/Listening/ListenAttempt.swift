internal import ConfigurationKeys
internal import NIOCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Whether an address could be listened at: it is bound, and let go.
enum ListenAttempt: Hashable {
    case free
    /// Something listens there.
    case taken
    /// The address is not one of this machine.
    case notHere
    /// Only root, or a program with CAP_NET_BIND_SERVICE, may use the port.
    case notPermitted
    case failed(String)

    init(_ address: ListenAddress) {
        let place: SocketAddress
        do {
            place = try SocketAddress.makeAddressResolvingHost(address.host, port: address.port)
        } catch {
            self = .failed("the host has no address")
            return
        }
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let descriptor = socket(place.protocol.rawValue, kind, 0)
        guard descriptor >= 0 else {
            self = .failed(String(cString: strerror(errno)))
            return
        }
        defer { close(descriptor) }
        var yes: Int32 = 1
        // As servers do: a connection of an earlier run that has not quite ended does not count.
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        let result = place.withSockAddr { bind(descriptor, $0, socklen_t($1)) }
        guard result != 0 else {
            self = .free
            return
        }
        switch errno {
        case EADDRINUSE: self = .taken
        case EADDRNOTAVAIL: self = .notHere
        case EACCES, EPERM: self = .notPermitted
        default: self = .failed(String(cString: strerror(errno)))
        }
    }
}
