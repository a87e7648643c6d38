internal import NIOCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Why an address cannot be listened on, in an operator's words.
package enum ListenFault {
    package static func reason(of error: any Error) -> String {
        guard let error = error as? IOError else {
            return error is SocketAddressError ? "the name has no address" : "\(error)"
        }
        return switch error.errnoCode {
        case EADDRINUSE: "the port is in use"
        case EADDRNOTAVAIL: "this machine does not have the address"
        case EACCES, EPERM: "not allowed; ports below 1024 need root or CAP_NET_BIND_SERVICE"
        default: String(cString: strerror(error.errnoCode))
        }
    }
}
