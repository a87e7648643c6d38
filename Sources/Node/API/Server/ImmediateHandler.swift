internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes
internal import NumberResources

internal import struct FoundationEssentials.Date

/// Answers on the connection's own thread what takes microseconds; all else goes up to the server's tasks, which cost a
/// request several times what such an answer does.
///
/// A request is answered here when it is a GET without a body on a connection that goes on, when `answer` has something for
/// its target, and when no earlier request of the connection waits above, so that answers keep the order of requests.
final class ImmediateHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let answer: @Sendable (_ target: String) -> ShortAnswer?
    private let counters: HTTPCounters
    private let clock: @Sendable () -> Date
    private let interval: TimeAmount
    /// A request that has begun and will be answered here.
    private var held: HTTPRequest?
    /// Requests that went up and have no whole answer yet.
    private var waiting = 0
    private var nextPassed: NIODeadline
    private var dateField: (second: Int64, text: String) = (.min, "")

    /// - Parameters:
    ///   - answer: The answer to a target, the path with its query; `nil` for one that is not answered here.
    ///   - interval: Once in this time a request goes up all the same: what stands above closes connections on which it sees
    ///     nothing.
    init(
        counters: HTTPCounters, interval: TimeAmount, clock: @escaping @Sendable () -> Date,
        answer: @escaping @Sendable (_ target: String) -> ShortAnswer?
    ) {
        self.answer = answer
        self.counters = counters
        self.clock = clock
        self.interval = interval
        nextPassed = .now() + interval
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let request):
            if isCandidate(request) {
                held = request
            } else {
                pass(data, context)
            }
        case .body:
            // A GET with a body after all.
            if let request = held {
                held = nil
                pass(wrapInboundOut(.head(request)), context)
            }
            context.fireChannelRead(data)
        case .end:
            guard let request = held else { return context.fireChannelRead(data) }
            held = nil
            if let answer = answer(request.path ?? "") {
                write(answer, context)
            } else {
                pass(wrapInboundOut(.head(request)), context)
                context.fireChannelRead(data)
            }
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { waiting -= 1 }
        context.write(data, promise: promise)
    }

    private func isCandidate(_ request: HTTPRequest) -> Bool {
        waiting == 0 && request.method == .get && request.headerFields[.connection] == nil
            && request.headerFields[.contentLength] == nil && request.headerFields[.transferEncoding] == nil
            && request.headerFields[.expect] == nil && NIODeadline.now() < nextPassed
    }

    private func pass(_ head: NIOAny, _ context: ChannelHandlerContext) {
        waiting += 1
        nextPassed = .now() + interval
        context.fireChannelRead(head)
    }

    private func write(_ answer: ShortAnswer, _ context: ChannelHandlerContext) {
        var response = HTTPResponse(status: answer.status, headerFields: answer.fields)
        response.headerFields.addCommon(isShared: true)
        response.headerFields[.contentLength] = String(answer.body.count)
        response.headerFields[.date] = date()
        counters.answered(status: answer.status.code, octets: answer.body.count)
        context.write(wrapOutboundOut(.head(response)), promise: nil)
        var buffer = context.channel.allocator.buffer(capacity: answer.body.count)
        buffer.writeBytes(answer.body)
        context.write(wrapOutboundOut(.body(buffer)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func date() -> String {
        let now = clock()
        let second = Int64(saturating: now.timeIntervalSince1970.rounded(.down))
        if second != dateField.second { dateField = (second, HTTPDate(now).description) }
        return dateField.text
    }
}
