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
    let names = FeedNames()
    let logger: Logger
    let clock: @Sendable () -> Date
    /// Called for each address when it listens.
    var onListening: @Sendable () -> Void = {}

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
        let address = connection.channel.remoteAddress?.ipAddress ?? "unknown"
        guard isAllowed(address) else {
            logger.notice("router refused", metadata: ["router": "\(address)", "reason": "not-allowed"])
            return await close(connection)
        }
        guard let name = names.take("bmp:\(address)", most: configuration.maxConnections) else {
            logger.notice("router refused", metadata: ["router": "\(address)", "reason": "connection-limit"])
            return await close(connection)
        }
        logger.info("router connected by BMP", metadata: ["router": "\(address)"])
        let router = ConnectedRouter(name: name, configuration: configuration, hearer: hearer, clock: clock)
        let end = await router.serve(connection)
        logger.notice("router gone", metadata: ["router": "\(address)", "reason": "\(end)"])
        // A router that came back before its old connection was given up is heard by the new one: the old is not silent.
        if names.release(name, of: "bmp:\(address)") { await hearer.hear([.ended], of: name, .bmp) }
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

/// Why a feed cannot be had.
struct FeedError: Error, CustomStringConvertible {
    let description: String
}

/// The names of feeds that are connected, each once.
final class FeedNames: Sendable {
    private let taken = Mutex<Set<String>>([])

    /// `name`, or the same with a number where another has it; `nil` when there are so many already.
    func take(_ name: String, most: Int) -> String? {
        taken.withLock { taken in
            guard taken.count < most else { return nil }
            var free = name
            var number = 2
            while taken.contains(free) {
                free = "\(name)#\(number)"
                number += 1
            }
            taken.insert(free)
            return free
        }
    }

    /// - Returns: Whether another one that was made of `base` is still taken.
    func release(_ name: String, of base: String) -> Bool {
        taken.withLock { taken in
            taken.remove(name)
            return taken.contains(base) || taken.contains { $0.hasPrefix(base + "#") }
        }
    }
}
