internal import Dispatch
public import NumberResources

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Looks the addresses of hosts up.
public struct HostLookup: Sendable {
    /// The reason why a host has no address.
    public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// The message of the system.
        case unknown(String)
        case timeout
        case cancelled

        public var description: String {
            switch self {
            case .unknown(let reason): reason
            case .timeout: "the name server did not answer in time"
            case .cancelled: "cancelled"
            }
        }
    }

    /// The addresses of a host in the order in which they are to be tried, at least one, within a time.
    public let addresses: @Sendable (_ host: String, _ timeout: Duration) async throws(Failure) -> [IPAddress]

    public init(_ addresses: @escaping @Sendable (String, Duration) async throws(Failure) -> [IPAddress]) {
        self.addresses = addresses
    }

    /// The system's resolver, on threads that wait for nothing else.
    public static let system = HostLookup { (host, timeout) async throws(Failure) in
        let (results, continuation) = AsyncStream.makeStream(
            of: Result<[IPAddress], Failure>.self, bufferingPolicy: .bufferingOldest(1))
        DispatchQueue.global().async { continuation.yield(HostLookup.resolve(host)) }
        let timer = Task {
            try? await Task.sleep(for: timeout)
            continuation.yield(.failure(.timeout))
        }
        defer { timer.cancel() }
        for await result in results { return try result.get() }
        throw .cancelled
    }

    private static func resolve(_ host: String) -> Result<[IPAddress], Failure> {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        guard code == 0 else { return .failure(.unknown(String(cString: gai_strerror(code)))) }
        defer { freeaddrinfo(list) }
        var addresses: [IPAddress] = []
        var next = list
        while let entry = next?.pointee {
            next = entry.ai_next
            guard let socket = entry.ai_addr else { continue }
            let raw = UnsafeRawPointer(socket)
            switch entry.ai_family {
            case AF_INET:
                let value = raw.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr
                addresses.append(IPAddress(ipv4: UInt32(bigEndian: value)))
            case AF_INET6:
                let value = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
                let bits = withUnsafeBytes(of: value) { $0.reduce(UInt128(0)) { $0 << 8 | UInt128($1) } }
                addresses.append(IPAddress(ipv6: bits))
            default: continue
            }
        }
        return addresses.isEmpty ? .failure(.unknown("the host has no address")) : .success(addresses)
    }
}
