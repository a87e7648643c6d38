internal import BGPMessages
internal import Fetching
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL
internal import NIOWebSocket
internal import Synchronization

/// A connection to RIS Live by WebSocket (RFC 6455): one message of the service a frame.
struct RISLiveSocket {
    let place: Place
    /// For `wss`; `nil` for `ws`.
    let tls: NIOSSLContext?
    let userAgent: String
    /// Without an octet from the service, after which the connection is ended. Half of it before, the service is asked to answer.
    let liveness: Duration

    /// Octets of a message.
    private static let messageSize = 1 << 20

    /// Where the service is.
    struct Place: Hashable, Sendable {
        let isSecure: Bool
        let host: String
        let port: Int
        /// Path and query.
        let target: String

        /// `nil` where `url` is none of a WebSocket.
        init?(_ url: String) {
            guard let url = try? WebURL(url), url.isSocket else { return nil }
            isSecure = url.isSecure
            (host, port, target) = (url.host, url.port, url.target)
        }
    }

    /// The service did not answer in time.
    struct NoAnswer: Error {}

    /// Sends `subscription`, and gives each message to `onMessage` until the connection ends.
    ///
    /// - Parameter isOpen: Called once, when the service has taken the connection.
    /// - Throws: ``NoAnswer``, or why the connection cannot be had or goes on no longer.
    func listen(
        _ subscription: String, isOpen: () async -> Void, onMessage: ([UInt8]) async -> Void
    ) async throws {
        let socket = try await connect()
        let heard = LastHeard()
        try await socket.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await keepWatch(heard, socket.channel, outbound)
                }
                defer { group.cancelAll() }
                try await outbound.write(RISLiveSocket.frame(.text, subscription))
                await isOpen()
                var message = ByteBuffer()
                for try await frame in inbound {
                    heard.note()
                    switch frame.opcode {
                    case .text, .binary, .continuation:
                        if frame.opcode != .continuation { message.clear() }
                        var data = frame.unmaskedData
                        guard message.readableBytes + data.readableBytes <= RISLiveSocket.messageSize else {
                            throw FeedError(description: "a message of more than \(RISLiveSocket.messageSize) octets")
                        }
                        message.writeBuffer(&data)
                        if frame.fin {
                            await onMessage(Array(message.readableBytesView))
                            message.clear()
                        }
                    case .ping:
                        try await outbound.write(
                            WebSocketFrame(fin: true, opcode: .pong, maskKey: .random(), data: frame.unmaskedData))
                    case .connectionClose: return
                    default: break
                    }
                }
                if heard.isGivenUp { throw NoAnswer() }
            }
        }
    }

    /// Asks for an answer when there was none for a while, and ends the connection when none comes.
    private func keepWatch(
        _ heard: LastHeard, _ channel: any Channel, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async throws {
        var hasAsked = false
        while true {
            try await Task.sleep(for: liveness / 8)
            let silence = heard.silence
            if silence >= liveness {
                heard.giveUp()
                channel.close(promise: nil)
                return
            }
            if silence < liveness / 2 {
                hasAsked = false
            } else if !hasAsked {
                hasAsked = true
                try await outbound.write(RISLiveSocket.frame(.text, RISLiveSubscription.ping))
            }
        }
    }

    private static func frame(_ opcode: WebSocketOpcode, _ text: String) -> WebSocketFrame {
        WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: ByteBuffer(string: text))
    }

    // MARK: Connecting

    private typealias Socket = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    private func connect() async throws -> Socket {
        let upgrade: EventLoopFuture<Socket?> = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(15))
            .connect(host: place.host, port: place.port) { channel in
                channel.eventLoop.makeCompletedFuture { try prepare(channel) }
            }
        guard let socket = try await upgrade.get() else {
            throw FeedError(description: "the server did not accept a WebSocket at \(place.target)")
        }
        return socket
    }

    private func prepare(_ channel: any Channel) throws -> EventLoopFuture<Socket?> {
        if let tls {
            let identity = ServerIdentity(host: place.host)
            try channel.pipeline.syncOperations.addHandler(
                NIOSSLClientHandler._makeSSLClientHandler(
                    context: tls, serverHostname: identity.serverName,
                    additionalPeerCertificateVerificationCallback: identity.verification))
        }
        var headers = HTTPHeaders()
        let isStandard = place.port == (place.isSecure ? 443 : 80)
        let host = place.host.contains(":") ? "[\(place.host)]" : place.host
        headers.add(name: "Host", value: isStandard ? host : "\(host):\(place.port)")
        headers.add(name: "User-Agent", value: userAgent)
        let patience = channel.eventLoop.scheduleTask(in: .seconds(15)) { channel.close(promise: nil) }
        let upgrader = NIOTypedWebSocketClientUpgrader<Socket?>(
            maxFrameSize: RISLiveSocket.messageSize,
            upgradePipelineHandler: { channel, _ in
                patience.cancel()
                return channel.eventLoop.makeCompletedFuture { try Socket(wrappingChannelSynchronously: channel) }
            })
        let configuration = NIOTypedHTTPClientUpgradeConfiguration(
            upgradeRequestHead: HTTPRequestHead(
                version: .http1_1, method: .GET, uri: place.target, headers: headers),
            upgraders: [upgrader],
            notUpgradingCompletionHandler: { channel in
                channel.eventLoop.makeCompletedFuture {
                    channel.close(promise: nil)
                    return nil
                }
            })
        return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
            configuration: .init(upgradeConfiguration: configuration))
    }
}

/// When a service last said something.
private final class LastHeard: Sendable {
    private let state = Mutex((at: ContinuousClock.now, isGivenUp: false))

    var silence: Duration { state.withLock { $0.at.duration(to: .now) } }
    var isGivenUp: Bool { state.withLock { $0.isGivenUp } }

    func note() {
        state.withLock { $0.at = .now }
    }

    func giveUp() {
        state.withLock { $0.isGivenUp = true }
    }
}
