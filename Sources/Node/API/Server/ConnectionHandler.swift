internal import NIOCore

/// Counts a connection, and closes it when its peer takes nothing of an answer for too long.
///
/// Bodies are written in chunks, so that a channel that stays unwritable has a peer that does not read.
final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias InboundOut = NIOAny
    typealias OutboundIn = NIOAny
    typealias OutboundOut = NIOAny

    private let counters: HTTPCounters
    private let patience: TimeAmount
    private var stall: Scheduled<Void>?
    private var isCounted = false

    init(counters: HTTPCounters, patience: TimeAmount) {
        self.counters = counters
        self.patience = patience
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { opened() }
    }

    func channelActive(context: ChannelHandlerContext) {
        opened()
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        closed()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        closed()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stall?.cancel()
        stall = nil
        if !context.channel.isWritable {
            let channel = context.channel
            let counters = counters
            stall = context.eventLoop.scheduleTask(in: patience) {
                counters.connectionStalled()
                channel.close(promise: nil)
            }
        }
        context.fireChannelWritabilityChanged()
    }

    private func opened() {
        if !isCounted { counters.connectionOpened() }
        isCounted = true
    }

    private func closed() {
        stall?.cancel()
        stall = nil
        if isCounted { counters.connectionClosed() }
        isCounted = false
    }
}
