internal import BGPMessages
internal import ConfigurationKeys
internal import Fetching
internal import FoundationEssentials
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import NumberResources
internal import RPKIToRouter
internal import RouteSecurity
internal import ServiceLifecycle
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Listens for routers that send what they have by BMP (RFC 7854), for the watch.
///
/// A router that sends nothing, an incomplete message or something that is not BMP is disconnected. Its messages are read no
/// faster than the watch processes them.
struct BMPListener: Service {
    let configuration: RoutesSection.BMP
    let consumer: any FeedConsumer
    let places: RouterPlaces
    let logger: Logger
    let clock: @Sendable () -> Date
    private let lines = LogLimiter()
    /// Called with the name of a limit that was reached, and what was refused.
    let onLimit: @Sendable (StaticString, String) -> Void
    /// Called when all addresses listen.
    let onListening: @Sendable () -> Void

    init(
        configuration: RoutesSection.BMP, consumer: any FeedConsumer, logger: Logger,
        clock: @escaping @Sendable () -> Date,
        onLimit: @escaping @Sendable (StaticString, String) -> Void = { _, _ in },
        onListening: @escaping @Sendable () -> Void = {}
    ) {
        self.configuration = configuration
        self.consumer = consumer
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

    private func listen() async throws -> [NIOAsyncChannel<any Channel, Never>] {
        var listeners: [NIOAsyncChannel<any Channel, Never>] = []
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
                    // Nothing is read before the connection has a consumer: see serve(_:).
                    .childChannelOption(.autoRead, value: false)
                    .bind(host: address.host, port: address.port) { channel in
                        channel.eventLoop.makeSucceededFuture(channel)
                    }
                logger.info(
                    "listening for BMP routers",
                    metadata: ["address": "\(address.host):\(listener.channel.localAddress?.port ?? address.port)"])
                listeners.append(listener)
            } catch {
                for listener in listeners { try? await listener.channel.close() }
                throw ListenError(key: "watch.bmp.listen", address: "\(address)", error)
            }
        }
        onListening()
        return listeners
    }

    private func serve(_ listener: NIOAsyncChannel<any Channel, Never>) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await listener.executeThenClose { channels in
                    try await withThrowingDiscardingTaskGroup { group in
                        for try await channel in channels {
                            group.addTask { await serve(channel) }
                        }
                    }
                }
            }
            group.addTask {
                while true {
                    try await Task.sleep(for: .seconds(5))
                    lines.flush(to: logger)
                }
            }
            defer {
                group.cancelAll()
                lines.flush(to: logger, isEnding: true)
            }
            try await group.next()
        }
    }

    // MARK: A router

    /// The connection is wrapped here and no earlier: connections that wait while the node is stopping are only closed, and a
    /// wrapped one that is not served would end the process.
    private func serve(_ channel: any Channel) async {
        // One that ended before it was accepted has no address any more, and takes no place.
        guard let remote = channel.remoteAddress?.ipAddress else { return channel.close(promise: nil) }
        // A socket of IPv6 shows an IPv4 address as ::ffff:192.0.2.1.
        let address = IPAddress(remote).map { "\($0.unmapped)" } ?? remote
        guard isAllowed(address) else {
            lines.log(
                .notice, "router refused", metadata: ["router": "\(address)", "reason": "not-allowed"],
                kind: "not-allowed", source: address, to: logger)
            return channel.close(promise: nil)
        }
        let name: String
        do throws(RouterPlaces.Refusal) {
            name = try places.take(address) { channel.close(promise: nil) }
        } catch {
            lines.log(
                .notice, "router refused", metadata: ["router": "\(address)", "reason": "\(error.rawValue)"],
                kind: error.rawValue, source: address, to: logger)
            report(error, address)
            return channel.close(promise: nil)
        }
        lines.log(
            .info, "BMP router connected", metadata: ["router": "\(address)"], kind: "connected", source: address,
            to: logger)
        let router = ConnectedRouter(
            name: name, configuration: configuration, consumer: consumer, clock: clock,
            onUse: { [places] in places.isUseful(name) })
        let end: (kind: String, reason: String)
        do {
            let connection = try await channel.eventLoop.submit {
                try Connection(wrappingChannelSynchronously: channel)
            }.get()
            channel.setOption(.autoRead, value: true).whenFailure { _ in channel.close(promise: nil) }
            end = await router.serve(connection)
        } catch {
            end = ("failed", FetchError.reason(error))
            channel.close(promise: nil)
        }
        lines.log(
            .notice, "BMP router disconnected", metadata: ["router": "\(address)", "reason": "\(end.reason)"],
            kind: "gone \(end.kind)", source: address, to: logger)
        // A router that reconnected before its old connection was closed uses the new one: the feed has not ended.
        if places.release(name, of: address) { await consumer.receive([.ended], of: name, .bmp) }
    }

    private func report(_ refusal: RouterPlaces.Refusal, _ address: String) {
        switch refusal {
        case .connectionLimit:
            onLimit(
                "watch.bmp.max-connections",
                "refused the router \(address): \(configuration.maxConnections) routers are connected already")
        case .addressLimit:
            onLimit(
                "watch.bmp.max-connections-per-address",
                "refused the router \(address): it has \(configuration.maxConnectionsPerAddress) connections already"
            )
        }
    }

    private func isAllowed(_ text: String) -> Bool {
        guard !configuration.allow.isEmpty else { return true }
        guard let address = IPAddress(text) else { return false }
        return configuration.allow.contains { $0.contains(address) }
    }
}
