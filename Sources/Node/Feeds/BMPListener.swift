internal import BGPMessages
internal import FoundationEssentials
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import NumberResources
internal import ServiceLifecycle
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Listens for routers that send what they have by BMP (RFC 7854), and tells the watch.
///
/// A router that says nothing, does not finish what it says, or says what is no BMP is dropped. What it says is taken no
/// faster than the watch takes it.
struct BMPListener: Service {
    let configuration: NodeConfiguration.Watch.BMP
    let hearer: any FeedHearer
    let places: RouterPlaces
    let logger: Logger
    let clock: @Sendable () -> Date
    /// Called with the name of a limit that was reached, and what was refused.
    let onLimit: @Sendable (StaticString, String) -> Void
    /// Called for each address when it listens.
    let onListening: @Sendable () -> Void

    init(
        configuration: NodeConfiguration.Watch.BMP, hearer: any FeedHearer, logger: Logger,
        clock: @escaping @Sendable () -> Date,
        onLimit: @escaping @Sendable (StaticString, String) -> Void = { _, _ in },
        onListening: @escaping @Sendable () -> Void = {}
    ) {
        self.configuration = configuration
        self.hearer = hearer
        self.logger = logger
        self.clock = clock
        self.onLimit = onLimit
        self.onListening = onListening
        places = RouterPlaces(
            most: configuration.maxConnections, mostOfOne: configuration.maxConnectionsPerAddress,
            patience: configuration.initiationTimeout)
    }

    typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    func run() async throws {
        let listeners = try await listen()
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for listener in listeners { group.addTask { try await serve(listener) } }
                do {
                    while try await group.next() != nil {}
                } catch is CancellationError {}
            }
        }
    }

    private func listen() async throws -> [NIOAsyncChannel<Connection, Never>] {
        var listeners: [NIOAsyncChannel<Connection, Never>] = []
        for address in configuration.listen {
            do {
                let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                    .serverChannelOption(.backlog, value: 256)
                    .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                    .childChannelOption(.socketOption(.so_keepalive), value: 1)
                    // A router that is gone without a word is noticed in two minutes: BMP has no keepalive of its own.
                    .childChannelOption(.socket(.init(IPPROTO_TCP), .init(TCP_KEEPIDLE)), value: 60)
                    .childChannelOption(.socket(.init(IPPROTO_TCP), .init(TCP_KEEPINTVL)), value: 10)
                    .childChannelOption(.socket(.init(IPPROTO_TCP), .init(TCP_KEEPCNT)), value: 6)
                    .childChannelOption(
                        .recvAllocator,
                        value: AdaptiveRecvByteBufferAllocator(minimum: 2048, initial: 65_536, maximum: 1 << 18)
                    )
                    .bind(host: address.host, port: address.port) { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try Connection(wrappingChannelSynchronously: channel)
                        }
                    }
                logger.info(
                    "listening for routers with BMP",
                    metadata: ["address": "\(address.host):\(listener.channel.localAddress?.port ?? address.port)"])
                listeners.append(listener)
                onListening()
            } catch {
                for listener in listeners { try? await listener.channel.close() }
                throw ListenError(key: "watch.bmp.listen", address: "\(address)", error)
            }
        }
        return listeners
    }

    private func serve(_ listener: NIOAsyncChannel<Connection, Never>) async throws {
        try await listener.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                for try await connection in connections {
                    group.addTask { await serve(connection) }
                }
            }
        }
    }

    // MARK: A router

    private func serve(_ connection: Connection) async {
        let remote = connection.channel.remoteAddress?.ipAddress ?? "unknown"
        // A socket of IPv6 shows an IPv4 address as ::ffff:192.0.2.1.
        let address = IPAddress(remote).map { "\($0.unmapped)" } ?? remote
        guard isAllowed(address) else {
            logger.notice("router refused", metadata: ["router": "\(address)", "reason": "not-allowed"])
            return await close(connection)
        }
        let name: String
        do throws(RouterPlaces.Refusal) {
            name = try places.take(address) { [channel = connection.channel] in channel.close(promise: nil) }
        } catch {
            logger.notice("router refused", metadata: ["router": "\(address)", "reason": "\(error.rawValue)"])
            report(error, address)
            return await close(connection)
        }
        logger.info("router connected by BMP", metadata: ["router": "\(address)"])
        let router = ConnectedRouter(
            name: name, configuration: configuration, hearer: hearer, clock: clock,
            onUse: { [places] in places.isUseful(name) })
        let end = await router.serve(connection)
        logger.notice("router gone", metadata: ["router": "\(address)", "reason": "\(end)"])
        // A router that came back before its old connection was given up is heard by the new one: the old is not silent.
        if places.release(name, of: address) { await hearer.hear([.ended], of: name, .bmp) }
    }

    private func report(_ refusal: RouterPlaces.Refusal, _ address: String) {
        switch refusal {
        case .connectionLimit:
            onLimit(
                "watch.bmp.max-connections",
                "refused a router at \(address): \(configuration.maxConnections) are connected already")
        case .addressLimit:
            onLimit(
                "watch.bmp.max-connections-per-address",
                "refused a router at \(address): \(configuration.maxConnectionsPerAddress) connections are from there already"
            )
        }
    }

    private func close(_ connection: Connection) async {
        try? await connection.executeThenClose { _, _ in }
    }

    private func isAllowed(_ text: String) -> Bool {
        guard !configuration.allow.isEmpty else { return true }
        guard let address = IPAddress(text) else { return false }
        return configuration.allow.contains { $0.contains(address) }
    }
}
