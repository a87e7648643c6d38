public import Logging
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import Synchronization

public import struct FoundationEssentials.Date

/// Serves a cache to routers, over TCP and TLS (RFC 8210 section 9).
///
/// Routers that ask nothing, do not finish what they say or do not read what they are sent are dropped in time, counted by
/// reason; none can make it hold more than a PDU and its socket's buffer.
public final class RTRServer: Sendable {
    private let core: ServerCore
    private let bound = Mutex<[RTRAddress]>([])
    /// The TLS files of new connections, in place of those that their listener was made with.
    private let renewed = Mutex<(tls: RTRServerTLS, context: NIOSSLContext)?>(nil)

    /// - Parameter clock: The time, for ``peers``.
    public init(
        cache: RTRCache, configuration: RTRServerConfiguration, logger: Logger, clock: @escaping @Sendable () -> Date
    ) {
        core = ServerCore(cache: cache, configuration: configuration, logger: logger, clock: clock)
    }

    /// The routers that are connected now, in the order in which they came.
    public var peers: [RTRPeer] {
        core.connections.map(\.record.peer).sorted { $0.id < $1.id }
    }

    public var counters: RTRServerCounters { core.counters }

    /// The figures of the routers at each address, including those that left, in the order of the addresses' text.
    public var routers: [RTRRouterFigures] { core.routers }

    /// Changes who may connect. Connections of routers that are no longer allowed, or that use a version higher than
    /// they may, are closed.
    public func use(_ access: RTRAccess) {
        core.use(access)
        for connection in core.connections {
            connection.channel.eventLoop.execute { connection.handler.value.accessChanged() }
        }
    }

    /// Reads certificate and key again, or others, for new connections to all listeners with TLS.
    ///
    /// - Throws: ``RTRSetupError`` where they cannot be used; then new connections get those of before.
    public func use(_ tls: RTRServerTLS) throws(RTRSetupError) {
        let context = try tls.context()
        renewed.withLock { $0 = (tls, context) }
    }

    /// The files that new connections with TLS get; `nil` where no listener has TLS.
    public var tls: RTRServerTLS? {
        renewed.withLock { $0?.tls } ?? core.configuration.listeners.lazy.compactMap(\.tls).first
    }

    /// The listen addresses, in the order of the configuration; empty before and after the run.
    public var addresses: [RTRAddress] { bound.withLock { $0 } }

    /// Listens and serves until the task is cancelled; then lets answers that are under way get out, and closes.
    ///
    /// - Throws: ``RTRSetupError`` when it cannot listen.
    public func run() async throws {
        let group = MultiThreadedEventLoopGroup(
            numberOfThreads: core.configuration.threads ?? System.coreCount)
        do {
            let listeners = try await listen(group)
            let observer = core.cache.addObserver { [core] in RTRServer.payloadsChanged(core) }
            let reports = group.next().scheduleRepeatedTask(initialDelay: .seconds(10), delay: .seconds(10)) {
                [core] _ in core.lines.flush(to: core.logger)
            }
            let (ends, end) = AsyncStream.makeStream(of: Void.self)
            await withTaskCancellationHandler {
                for await _ in ends {}
            } onCancel: {
                end.finish()
            }
            core.cache.removeObserver(observer)
            reports.cancel()
            await finish(listeners, group)
            core.lines.flush(to: core.logger, isEnding: true)
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
        try? await group.shutdownGracefully()
    }

    // MARK: Listening

    private func listen(_ group: MultiThreadedEventLoopGroup) async throws -> [any Channel] {
        var channels: [any Channel] = []
        do {
            for listener in core.configuration.listeners {
                let channel = try await bind(listener, group)
                channels.append(channel)
                let address = RTRAddress(
                    host: channel.localAddress?.ipAddress ?? listener.host,
                    port: channel.localAddress?.port ?? listener.port, isTLS: listener.tls != nil)
                bound.withLock { $0.append(address) }
                core.logger.info("listening for routers", metadata: ["address": "\(address)"])
            }
            return channels
        } catch {
            for channel in channels { try? await channel.close() }
            throw error
        }
    }

    private func bind(_ listener: RTRListener, _ group: MultiThreadedEventLoopGroup) async throws -> any Channel {
        let context = try listener.tls.map { try $0.context() }
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: .init(low: 1 << 18, high: 1 << 19))
            .childChannelOption(.allowRemoteHalfClosure, value: context == nil)
            .childChannelInitializer { [core, weak self] channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = try core.admit(channel, isTLS: context != nil).get()
                    if let context {
                        let context = self?.renewed.withLock { $0?.context } ?? context
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    }
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
        do {
            return try await bootstrap.bind(host: listener.host, port: listener.port).get()
        } catch {
            throw RTRSetupError.listen(
                address: RTRAddress(host: listener.host, port: listener.port, isTLS: listener.tls != nil).description,
                reason: ListenFault.reason(of: error))
        }
    }

    private static func payloadsChanged(_ core: ServerCore) {
        for connection in core.connections {
            connection.channel.eventLoop.execute { connection.handler.value.payloadsChanged() }
        }
    }

    // MARK: The end

    private func finish(_ listeners: [any Channel], _ group: MultiThreadedEventLoopGroup) async {
        core.end()
        for listener in listeners { try? await listener.close() }
        bound.withLock { $0 = [] }
        for connection in core.connections {
            connection.channel.eventLoop.execute { connection.handler.value.shutdown() }
        }
        // The task is cancelled: the event loop's clock still runs.
        let deadline = NIODeadline.now() + .seconds(Int64(core.configuration.limits.endTimeout))
        while !core.connections.isEmpty, NIODeadline.now() < deadline {
            try? await group.next().scheduleTask(in: .milliseconds(20)) {}.futureResult.get()
        }
        for connection in core.connections { try? await connection.channel.close() }
    }
}

/// A listen address of a server.
public struct RTRAddress: Hashable, Sendable, CustomStringConvertible {
    public let host: String
    public let port: Int
    public let isTLS: Bool

    public var description: String {
        (host.contains(":") ? "[\(host)]" : host) + ":\(port)" + (isTLS ? " (TLS)" : "")
    }
}
