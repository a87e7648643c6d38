internal import NIOCore
internal import NIOHTTP1

/// Ends a connection in time: one on which no request arrives, whose client takes nothing of an answer, or that is still open
/// when the server ends.
///
/// Bodies are written in chunks, so that a channel that stays unwritable has a peer that does not read.
final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let connection: ClientConnection
    private let table: ConnectionTable
    private let counters: HTTPCounters
    private let limits: HTTPLimits
    /// Requests that have begun and have no whole answer.
    private var unanswered = 0
    /// Whether the body of a request is arriving.
    private var isReading = false
    /// Since when a whole request has to arrive.
    private var waitingSince = NIODeadline.now()
    private var isEnding = false
    private var wait: Scheduled<Void>?
    private var stall: Scheduled<Void>?
    private var isOpen = false

    init(_ connection: ClientConnection, in table: ConnectionTable, counters: HTTPCounters, limits: HTTPLimits) {
        self.connection = connection
        self.table = table
        self.counters = counters
        self.limits = limits
    }

    func handlerAdded(context: ChannelHandlerContext) {
        counters.connectionOpened()
        isOpen = true
        schedule(context.channel, context.eventLoop)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        closed()
    }

    func channelInactive(context: ChannelHandlerContext) {
        closed()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            unanswered += 1
            isReading = true
            waitingSince = .now()
            connection.setIdle(false)
        case .body: break
        case .end: isReading = false
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        unanswered = max(0, unanswered - 1)
        if unanswered == 0 {
            waitingSince = .now()
            connection.setIdle(true)
        }
        guard isEnding, unanswered == 0 else { return context.write(data, promise: promise) }
        let (channel, sent) = (context.channel, promise ?? context.eventLoop.makePromise(of: Void.self))
        sent.futureResult.whenComplete { _ in channel.close(promise: nil) }
        context.writeAndFlush(data, promise: sent)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stall?.cancel()
        stall = nil
        if !context.channel.isWritable {
            let (channel, counters) = (context.channel, counters)
            stall = context.eventLoop.scheduleTask(in: .seconds(Int64(limits.stalledSeconds))) {
                counters.connectionStalled()
                channel.close(promise: nil)
            }
        }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            isEnding = true
            if unanswered == 0 { return context.close(promise: nil) }
            let channel = context.channel
            _ = context.eventLoop.scheduleTask(in: .seconds(Int64(limits.endSeconds))) { channel.close(promise: nil) }
        case ChannelEvent.inputClosed:
            connection.leave()
            context.fireUserInboundEventTriggered(event)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    /// When the connection is closed, unless a whole request has arrived until then.
    private var due: NIODeadline {
        let patience = TimeAmount.seconds(Int64(limits.requestSeconds))
        if unanswered > 0 && !isReading { return NIODeadline.now() + patience }
        // The answer that a body is late has its own time.
        return waitingSince + patience + (isReading ? TimeAmount.seconds(1) : TimeAmount.zero)
    }

    private func schedule(_ channel: any Channel, _ loop: any EventLoop) {
        let handler = NIOLoopBound(self, eventLoop: loop)
        wait = loop.scheduleTask(deadline: due) {
            let handler = handler.value
            guard handler.isOpen else { return }
            if handler.due > NIODeadline.now() {
                handler.schedule(channel, loop)
            } else {
                channel.close(promise: nil)
            }
        }
    }

    private func closed() {
        wait?.cancel()
        stall?.cancel()
        guard isOpen else { return }
        isOpen = false
        counters.connectionClosed()
        table.close(connection)
    }
}
