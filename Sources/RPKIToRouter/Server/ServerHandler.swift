internal import Fetching
internal import NIOCore
internal import NIOSSL
internal import NumberResources
internal import TextFormats

/// Drives one connection's ``CacheSession``: reads, writes, timers. What is decided is decided there.
///
/// An answer goes out chunk by chunk as the socket takes them, and until it is out nothing more is read: what one router can
/// make the cache hold is one PDU and references to chunks that all share.
final class ServerHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let core: ServerCore
    private let record: PeerRecord
    private var session: CacheSession
    private var input = ByteBuffer()
    private var answer: (rest: ArraySlice<ByteBuffer>, pdus: Int, serial: UInt32, isFull: Bool)?
    private var isProcessing = false
    private var isInputClosed = false
    private var pendingRead = false
    private var writesUnderWay = 0
    private var closing: (reason: RTRCloseReason, detail: String)?
    private var isClosed = false
    private var context: ChannelHandlerContext?

    private var lastProgress = NIODeadline.now()
    private var lastQuery = NIODeadline.now()
    private var incompleteSince: NIODeadline?
    private var hasAsked = false
    private var watch: Scheduled<Void>?
    private var reminder: Scheduled<Void>?

    init(core: ServerCore, record: PeerRecord) {
        self.core = core
        self.record = record
        let interval = core.configuration.notifyInterval
        session = CacheSession(notifyInterval: .nanoseconds(Int64(saturating: (interval * 1e9).rounded())))
    }

    /// Settles versions up to `version` from now on.
    func offer(upTo version: ProtocolVersion) {
        session.maximumVersion = version
    }

    // MARK: Events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        keepWatch(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard closing == nil else { return }
        var octets = unwrapInboundIn(data)
        record.update { $0.octetsReceived += octets.readableBytes }
        input.writeBuffer(&octets)
        process(context)
    }

    func read(context: ChannelHandlerContext) {
        if isReady(context) { context.read() } else { pendingRead = true }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if answer != nil { pump(context) } else { process(context) }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            isInputClosed = true
            closeIfDone(context)
            return
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let isTLS = error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError
        close(context, isTLS ? .tls : .failed, FetchError.reason(error))
    }

    func channelInactive(context: ChannelHandlerContext) {
        isClosed = true
        watch?.cancel()
        reminder?.cancel()
        answer = nil
        self.context = nil
        core.ended(record, closing?.reason ?? .closed, detail: closing?.detail ?? "")
        context.fireChannelInactive()
    }

    // MARK: What the cache and the server say

    /// There may be something new.
    func payloadsChanged() {
        guard let context, !isClosed, closing == nil, answer == nil else { return }
        switch session.notify(core.cache.summary, now: .now()) {
        case .none: break
        case .send(let pdu, let version):
            record.update { $0.notifications += 1 }
            send([pdu], version, context)
            context.flush()
        case .wait(let until):
            reminder?.cancel()
            reminder = context.eventLoop.assumeIsolated().scheduleTask(deadline: until) { [weak self] in
                self?.payloadsChanged()
            }
        }
    }

    /// Other routers may connect, or in other versions: ends where this one may no longer.
    func accessChanged() {
        guard let context, !isClosed, closing == nil else { return }
        let access = core.access(of: record.peer.address)
        offer(upTo: access.maximumVersion)
        if !access.isAllowed {
            close(context, .notAllowed, "no longer allowed")
        } else if let version = session.version, version > access.maximumVersion {
            close(context, .notAllowed, "version \(version.rawValue) is no longer offered to this router")
        }
    }

    /// Ends when what is under way is out.
    func shutdown() {
        guard let context, closing == nil else { return }
        closing = (.shutdown, "")
        closeIfDone(context)
    }

    // MARK: Answers

    /// True if the router may ask for more: what it asked before is out of the cache's hands.
    private func isReady(_ context: ChannelHandlerContext) -> Bool {
        answer == nil && context.channel.isWritable
    }

    private func process(_ context: ChannelHandlerContext) {
        if isProcessing { return }
        isProcessing = true
        while closing == nil, isReady(context) {
            // One look at the cache for the decision and for what comes of it.
            let generation = core.cache.generation
            guard let actions = session.receive(&input, cache: generation?.summary ?? core.cache.summary) else { break }
            for action in actions { perform(action, generation, context) }
        }
        isProcessing = false
        // Once for all that many small questions brought.
        context.flush()
        if input.readableBytes == 0 { input.clear() } else { input.discardReadBytes() }
        guard isReady(context) else {
            incompleteSince = nil
            return
        }
        if input.readableBytes == 0 { incompleteSince = nil } else { incompleteSince = incompleteSince ?? .now() }
        if pendingRead {
            pendingRead = false
            context.read()
        }
        payloadsChanged()
        closeIfDone(context)
    }

    private func perform(
        _ action: CacheSession.Action, _ generation: CacheGeneration?, _ context: ChannelHandlerContext
    ) {
        switch action {
        case .send(let pdu, let version):
            if session.version != nil { asked(isReset: false, isCounted: false) }
            send([pdu], version, context)
        case .sendFull(let version):
            asked(isReset: true)
            if let generation { start(generation.full(version), generation.serial, isFull: true, context) }
        case .sendDifference(let serial, let version):
            asked(isReset: false)
            if let generation {
                start(generation.difference(from: serial, version), generation.serial, isFull: false, context)
            }
        case .close(.violated(let code, let reason)): closeAfterReport(context, .violation, "\(code): \(reason)")
        case .close(.reported(let code, let text)): close(context, .reported, "\(code): \(text.report)")
        }
    }

    private func asked(isReset: Bool, isCounted: Bool = true) {
        hasAsked = true
        lastQuery = .now()
        let (version, now) = (session.version, core.clock())
        record.update { peer in
            peer.version = version
            peer.lastQuery = now
            if isCounted { if isReset { peer.resetQueries += 1 } else { peer.serialQueries += 1 } }
        }
    }

    private func start(
        _ encoded: EncodedAnswer, _ serial: UInt32, isFull: Bool, _ context: ChannelHandlerContext
    ) {
        answer = (encoded.chunks[...], encoded.pdus, serial, isFull)
        lastProgress = .now()
        record.update { $0.isReceiving = true }
        pump(context)
    }

    /// Hands over chunks as long as the socket takes them.
    private func pump(_ context: ChannelHandlerContext) {
        guard answer != nil else { return }
        var isOut = false
        while context.channel.isWritable, let chunk = answer?.rest.popFirst() {
            write(chunk, context)
            isOut = answer?.rest.isEmpty ?? true
        }
        context.flush()
        if isOut { answered(context) }
    }

    private func answered(_ context: ChannelHandlerContext) {
        guard let done = answer else { return }
        answer = nil
        let now = core.clock()
        record.update { peer in
            peer.isReceiving = false
            peer.serial = done.serial
            peer.lastUpdate = now
            if done.isFull { peer.lastReset = now }
            peer.pdusSent += done.pdus
        }
        if closing != nil { return closeIfDone(context) }
        process(context)
    }

    private func send(_ pdus: [PDU], _ version: ProtocolVersion, _ context: ChannelHandlerContext) {
        var buffer = context.channel.allocator.buffer(capacity: 64)
        for pdu in pdus { buffer.write(pdu, version: version) }
        record.update { $0.pdusSent += pdus.count }
        write(buffer, context)
    }

    private func write(_ buffer: ByteBuffer, _ context: ChannelHandlerContext) {
        let count = buffer.readableBytes
        if writesUnderWay == 0 { lastProgress = .now() }
        writesUnderWay += 1
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { [weak self] result in
            guard let self else { return }
            writesUnderWay -= 1
            lastProgress = .now()
            if case .success = result { record.update { $0.octetsSent += count } }
            if let context = self.context { closeIfDone(context) }
        }
        context.write(wrapOutboundOut(buffer), promise: promise)
    }

    // MARK: Ends

    /// Closes the connection after everything that the router asked before it stopped sending, or before the server was
    /// to end, has been answered.
    private func closeIfDone(_ context: ChannelHandlerContext) {
        guard answer == nil, writesUnderWay == 0 else { return }
        if closing?.reason == .shutdown { return close(context, .shutdown, "") }
        if isInputClosed, closing == nil { close(context, .closed, "end of input") }
    }

    /// Looks every now and then, four times within the shortest of the limits.
    private func keepWatch(_ context: ChannelHandlerContext) {
        let limits = core.configuration.limits
        let shortest = min(limits.queryTimeout, limits.pduTimeout, limits.writeTimeout, limits.idleTimeout)
        let interval = TimeAmount.milliseconds(Int64(max(1, shortest)) * 250)
        watch = context.eventLoop.assumeIsolated().scheduleTask(in: interval) { [weak self] in
            guard let self, let context = self.context else { return }
            check(now: .now())
            keepWatch(context)
        }
    }

    /// Closes the connection if something is late.
    private func check(now: NIODeadline) {
        guard let context, !isClosed else { return }
        let limits = core.configuration.limits
        if writesUnderWay > 0 {
            if now >= lastProgress + .seconds(Int64(limits.writeTimeout)) {
                close(context, .stalled, "read nothing for \(limits.writeTimeout) s")
            }
        } else if let incompleteSince, now >= incompleteSince + .seconds(Int64(limits.pduTimeout)) {
            close(context, .incompletePDU, "\(input.readableBytes) octets")
        } else if !hasAsked, now >= lastQuery + .seconds(Int64(limits.queryTimeout)) {
            close(context, .silent, "no query")
        } else if hasAsked, now >= lastQuery + .seconds(Int64(limits.idleTimeout)) {
            close(context, .silent, "no query for \(limits.idleTimeout) s")
        }
    }

    private func close(_ context: ChannelHandlerContext, _ reason: RTRCloseReason, _ detail: String) {
        if closing == nil { closing = (reason, detail) }
        answer = nil
        context.close(promise: nil)
    }

    /// Ends so that the report reaches the router: a socket that is closed over unread octets takes back what it sent.
    private func closeAfterReport(_ context: ChannelHandlerContext, _ reason: RTRCloseReason, _ detail: String) {
        closing = (reason, detail)
        input.clear()
        context.flush()
        context.close(mode: .output, promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { [weak self] in
            guard let self, let context = self.context, !isClosed else { return }
            context.close(promise: nil)
        }
    }
}

extension String {
    /// The text of an Error Report, for one line of a log.
    var report: String { String(prefix(200)).printable }
}
