internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1
internal import NumberResources
internal import TextFormats

internal import struct FoundationEssentials.Date

/// Refuses requests that are not answered at all, answers on the connection's own thread what takes microseconds, and hands
/// all else up to the server's tasks, which cost a request several times what such an answer does.
///
/// A request is answered here when it is a GET or HEAD without a body, when the door has something for it, and when no
/// earlier request of the connection waits above, so that answers keep the order of requests. After a refusal the connection
/// ends.
final class RequestHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// A request that will be answered here.
    private struct Held {
        let head: HTTPRequestHead
        let path: String
    }

    private let door: Door
    private let peer: IPAddress?
    private let check: RequestCheck
    private let isSecure: Bool
    private let counters: HTTPCounters
    private let clock: @Sendable () -> Date
    /// The answer to a target for which there is no place; `nil` where there is.
    private let refusal: (@Sendable (_ target: String) -> APIError?)?
    private var held: Held?
    /// Requests that went up and have no whole answer yet.
    private var waiting = 0
    /// The last answer of the connection, which is sent when those before it are; and whether it goes without its body.
    private var last: (answer: ShortAnswer, isHead: Bool)?
    private var dateField: (second: Int64, text: String) = (.min, "")

    /// - Parameters:
    ///   - peer: The address that requests come from.
    ///   - isSecure: Whether the connection is encrypted.
    ///   - refusal: For a connection that has no place: why a target is refused.
    init(
        _ door: Door, peer: IPAddress?, check: RequestCheck, isSecure: Bool, counters: HTTPCounters,
        clock: @escaping @Sendable () -> Date, refusal: (@Sendable (_ target: String) -> APIError?)?
    ) {
        self.door = door
        self.peer = peer
        self.check = check
        self.isSecure = isSecure
        self.counters = counters
        self.clock = clock
        self.refusal = refusal
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What follows a refused request is not looked at.
        guard last == nil else { return }
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body(let body):
            // A GET with a body after all.
            if let held { pass(held, context) }
            held = nil
            context.fireChannelRead(wrapInboundOut(.body(body)))
        case .end(let trailers):
            guard let request = held else {
                let fields = trailers.map { HTTPFields($0, splitCookie: false) }
                return context.fireChannelRead(wrapInboundOut(.end(fields)))
            }
            held = nil
            let asked = DoorRequest(
                method: HTTPRequest.Method(request.head.method.rawValue) ?? .get, target: request.path, peer: peer,
                isEncrypted: isSecure, fields: .wire(request.head.headers))
            if let answer = door.immediate(asked) {
                write(answer, to: request.head, context)
            } else {
                pass(request, context)
                context.fireChannelRead(wrapInboundOut(.end(nil)))
            }
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        do throws(APIError) {
            let path = try check.path(of: head)
            if let error = refusal?(path) { throw error }
            let request = Held(head: head, path: path)
            // A client that asks without reading the answers waits above, where no more is read meanwhile.
            let isNext = waiting == 0 && context.channel.isWritable
            if isNext, isCandidate(head) { held = request } else { pass(request, context) }
        } catch {
            refuse(error, isHead: head.method == .HEAD)
            if waiting == 0 { finish(context) }
        }
    }

    private func isCandidate(_ head: HTTPRequestHead) -> Bool {
        (head.method == .GET || head.method == .HEAD) && !head.headers.contains(name: "Content-Length")
            && !head.headers.contains(name: "Transfer-Encoding") && !head.headers.contains(name: "Expect")
    }

    private func pass(_ request: Held, _ context: ChannelHandlerContext) {
        do {
            var passed = try HTTPRequest(request.head, secure: isSecure, splitCookie: false)
            passed.path = request.path
            // What stands above looks at this field alone.
            if !request.head.isKeepAlive { passed.headerFields[.connection] = "close" }
            waiting += 1
            context.fireChannelRead(wrapInboundOut(.head(passed)))
        } catch {
            refuse(APIError(.badRequest, "not a request"), isHead: false)
            if waiting == 0 { finish(context) }
        }
    }

    /// What does not come to the door gets the fields that every answer without a path has.
    private func refuse(_ error: APIError, isHead: Bool) {
        var answer = error.answer
        door.complete(&answer.fields, of: nil, origin: nil)
        last = (answer, isHead)
    }
}

extension RequestHandler {
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let response):
            context.write(wrapOutboundOut(.head(HTTPResponseHead(response))), promise: promise)
        case .body(let body):
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: promise)
        case .end(let trailers):
            context.write(wrapOutboundOut(.end(trailers.map(HTTPHeaders.init))), promise: promise)
            waiting -= 1
            if waiting == 0, last != nil { finish(context) }
        }
    }

    private func write(_ answer: ShortAnswer, to head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard head.isKeepAlive else {
            last = (answer, head.method == .HEAD)
            return finish(context)
        }
        send(answer, isHead: head.method == .HEAD, isLast: false, context)
    }

    /// Sends the last answer, and closes the connection when the client has had time to read it.
    private func finish(_ context: ChannelHandlerContext) {
        guard let (answer, isHead) = last else { return }
        send(answer, isHead: isHead, isLast: true, context)
    }

    private func send(
        _ answer: ShortAnswer, isHead: Bool, isLast: Bool, _ context: ChannelHandlerContext
    ) {
        var response = HTTPResponse(status: answer.status, headerFields: answer.fields)
        response.headerFields[.contentLength] = String(answer.body.count)
        response.headerFields[.date] = date()
        if isLast { response.headerFields[.connection] = "close" }
        counters.answered(status: answer.status.code, octets: isHead ? 0 : answer.body.count)
        context.write(wrapOutboundOut(.head(HTTPResponseHead(response))), promise: nil)
        if !isHead {
            var buffer = context.channel.allocator.buffer(capacity: answer.body.count)
            buffer.writeBytes(answer.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        guard isLast else { return context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil) }
        let (channel, loop, sent) = (
            context.channel, context.eventLoop, context.eventLoop.makePromise(of: Void.self)
        )
        // Octets that were not read make closing a reset, which can take the answer with it (RFC 9112 section 9.6).
        sent.futureResult.whenComplete { _ in
            channel.close(mode: .output, promise: nil)
            _ = loop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
        }
        _ = loop.scheduleTask(in: .seconds(5)) { channel.close(promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: sent)
    }

    private func date() -> String {
        let now = clock()
        let second = Int64(saturating: now.timeIntervalSince1970.rounded(.down))
        if second != dateField.second { dateField = (second, HTTPDate(now).description) }
        return dateField.text
    }
}
