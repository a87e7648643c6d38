internal import NIOCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Describes why a listen address cannot be used, in an operator's words.
package enum ListenFault {
    package static func reason(of error: any Error) -> String {
        guard let error = error as? IOError else {
            return error is SocketAddressError ? "the name has no address" : "\(error)"
        }
        return switch error.errnoCode {
        case EADDRINUSE: "the port is in use"
        case EADDRNOTAVAIL: "the address is not an address of this machine"
        case EACCES, EPERM: "not allowed; ports below 1024 need root or CAP_NET_BIND_SERVICE"
        default: String(cString: strerror(error.errnoCode))
        }
    }
}
