internal import Fetching
internal import NIOCore

/// Drives one connection of a ``RouterSession``.
final class ClientHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum Ending: Sendable {
        /// The requested data are complete.
        case done
        /// The session wants a new connection, in another version.
        case again
        case failed(RTRClientError)
    }

    private let configuration: RTRClientConfiguration
    private let session: NIOLoopBoundBox<RouterSession>
    private let emit: @Sendable (RTRClientEvent) -> Void
    private let ended: EventLoopPromise<Ending>
    private var ending: Ending?
    private var input = ByteBuffer()
    private var context: ChannelHandlerContext?
    private var timer: Scheduled<Void>?
    /// The time by which a running update must be complete.
    private var deadline: Scheduled<Void>?

    private var asked: NIODeadline
    private var connected: NIODeadline?
    private var firstOctet: NIODeadline?
    private var octets = 0
    private var pdusBefore = 0

    init(
        _ configuration: RTRClientConfiguration, session: NIOLoopBoundBox<RouterSession>, begun: NIODeadline,
        ended: EventLoopPromise<Ending>, emit: @escaping @Sendable (RTRClientEvent) -> Void
    ) {
        self.configuration = configuration
        self.session = session
        self.emit = emit
        self.ended = ended
        asked = begun
    }

    // MARK: Events

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        connected = .now()
        pdusBefore = session.value.pdus
        perform(session.value.opened(), context)
        after(configuration.timeout) { $0.end(.failed(.timedOut)) }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard ending == nil else { return }
        var arrived = unwrapInboundIn(data)
        octets += arrived.readableBytes
        guard octets <= configuration.limits.updateOctets else {
            return end(.failed(.limit(.octets(configuration.limits.updateOctets))))
        }
        if firstOctet == nil { firstOctet = .now() }
        // What comes while nothing is left over needs no copy.
        if input.readableBytes == 0 {
            take(&arrived, context)
            input.clear()
            input.writeBuffer(&arrived)
        } else {
            input.writeBuffer(&arrived)
            take(&input, context)
            input.discardReadBytes()
        }
    }

    private func take(_ buffer: inout ByteBuffer, _ context: ChannelHandlerContext) {
        while ending == nil, let actions = session.value.receive(&buffer) { perform(actions, context) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if session.value.isWaiting { after(configuration.timeout) { $0.end(.failed(.timedOut)) } }
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let cause = TLSFault(error).map { RTRClientError.tls($0) }
        end(.failed(cause ?? .disconnected(RTRClient.reason(of: error))))
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.failed(.disconnected("")))
        timer?.cancel()
        deadline?.cancel()
        self.context = nil
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end(.failed(.disconnected("")))
    }

    // MARK: Actions

    private func perform(_ actions: [RouterSession.Action], _ context: ChannelHandlerContext) {
        for action in actions {
            switch action {
            case .send(let pdu, let version):
                var buffer = context.channel.allocator.buffer(capacity: 32)
                buffer.write(pdu, version: version)
                context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
            case .updated(let update): updated(update)
            case .noData:
                guard configuration.isFollowing else { return end(.failed(.noData)) }
                emit(.noData)
                after(Int(session.value.timers.retry)) { $0.ask() }
            case .reconnect: end(.again)
            case .close(.violated(let code, let reason)): end(.failed(.violated(code, reason)))
            case .close(.reported(let code, let text)): end(.failed(.reported(code, text)))
            case .close(.limit(let most)): end(.failed(.limit(.payloads(most))))
            }
        }
        keepDeadline()
    }

    /// However steadily octets come, an update ends.
    private func keepDeadline() {
        guard ending == nil, session.value.isWaiting else {
            deadline?.cancel()
            deadline = nil
            return
        }
        guard deadline == nil else { return }
        let seconds = configuration.limits.updateSeconds
        deadline = context?.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Int64(seconds))) { [weak self] in
            self?.end(.failed(.limit(.seconds(seconds))))
        }
    }

    private func updated(_ update: RouterSession.Update) {
        let now = NIODeadline.now()
        let transfer = RTRTransfer(
            connected: .since(asked, connected ?? now), firstOctet: .since(asked, firstOctet ?? now),
            endOfData: .since(asked, now), octets: octets, pdus: session.value.pdus - pdusBefore)
        emit(
            .updated(
                RTRUpdate(
                    version: session.value.version, session: session.value.session ?? 0, serial: update.serial,
                    timers: update.timers, isFull: update.isFull, delta: update.delta, transfer: transfer)))
        guard configuration.isFollowing else { return end(.done) }
        octets = 0
        pdusBefore = session.value.pdus
        firstOctet = nil
        connected = now
        asked = now
        after(Int(update.timers.refresh)) { $0.ask() }
        // Whether or not this connection lasts, what it said does not last longer.
        let number = session.value.updates
        context?.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Int64(update.timers.expire))) { [session, emit] in
            guard session.value.updates == number else { return }
            session.value.expire()
            emit(.expired)
        }
    }

    private func ask() {
        guard let context, ending == nil else { return }
        asked = .now()
        perform(session.value.refresh(), context)
        after(configuration.timeout) { $0.end(.failed(.timedOut)) }
    }

    private func after(_ seconds: Int, _ then: @escaping (ClientHandler) -> Void) {
        timer?.cancel()
        timer = context?.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Int64(seconds))) { [weak self] in
            if let self { then(self) }
        }
    }

    private func end(_ ending: Ending) {
        guard self.ending == nil else { return }
        self.ending = ending
        timer?.cancel()
        deadline?.cancel()
        ended.succeed(ending)
        context?.close(promise: nil)
    }
}

extension Duration {
    fileprivate static func since(_ start: NIODeadline, _ end: NIODeadline) -> Duration {
        .nanoseconds((end - start).nanoseconds)
    }
}
