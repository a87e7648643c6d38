internal import NIOCore
internal import NIOPosix
public import NumberResources

/// Finds which of several addresses of a host answers (RFC 8305).
public enum ReachableAddress {
    /// The address of `addresses` that takes a connection at `port` first; the only one there is, without a try.
    ///
    /// - Parameter source: the address that connections start from.
    /// - Throws: why there is no connection to any.
    public static func first(
        of addresses: [IPAddress], host: String, port: Int, from source: IPAddress?, timeout: Duration
    ) async throws -> IPAddress? {
        guard addresses.count > 1 else { return addresses.first }
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        var bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.nanoseconds(Int64(timeout / .nanoseconds(1))))
            .resolver(CheckedAddresses(addresses, loop))
        if let source { bootstrap = bootstrap.bind(to: try SocketAddress(ipAddress: "\(source)", port: 0)) }
        let channel = try await bootstrap.connect(host: host, port: port).get()
        let found = channel.remoteAddress?.ipAddress.flatMap { IPAddress($0) }
        channel.close(promise: nil)
        return found
    }
}

/// Gives addresses that were looked up and checked before, for any host.
private struct CheckedAddresses: Resolver {
    private let addresses: [IPAddress]
    private let loop: any EventLoop

    init(_ addresses: [IPAddress], _ loop: any EventLoop) {
        self.addresses = addresses
        self.loop = loop
    }

    func initiateAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> { answer(.ipv4, port) }
    func initiateAAAAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> { answer(.ipv6, port) }
    func cancelQueries() {}

    private func answer(_ family: AddressFamily, _ port: Int) -> EventLoopFuture<[SocketAddress]> {
        loop.makeCompletedFuture {
            try addresses.filter { $0.family == family }.map { try SocketAddress(ipAddress: "\($0)", port: port) }
        }
    }
}
