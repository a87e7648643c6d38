internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes
internal import NIOSSL
internal import NumberResources

/// The handlers of a connection, from the wire up.
struct ConnectionSetup: HTTPChannelHandler {
    struct Value: ServerChildChannelValue {
        let connection: ClientConnection
        let parts: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

        var channel: any Channel { parts.channel }
    }

    let door: Door
    let hosts: ServedHosts
    let answers: AnswerMaker
    let table: ConnectionTable
    /// What connections are encrypted with; `nil` for plain TCP.
    let certificate: CurrentCertificate?
    let responder: HTTPChannelHandler.Responder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let limits = answers.limits
            let pipeline = channel.pipeline.syncOperations
            if let certificate { try pipeline.addHandler(NIOSSLServerHandler(context: certificate.context)) }
            let peer = IPAddress(channel.remoteAddress)
            let isAllowed = door.allows(peer)
            // Who may not connect takes no place from others.
            let (connection, hasPlace) =
                isAllowed
                ? admit(channel) : (ClientConnection(channel, client: ClientAddress(peer), isSpare: true), true)
            var decoder = NIOHTTPDecoderLimitConfiguration()
            decoder.maxHeaderFieldSize = limits.requestHeader
            decoder.maxHeaderListSize = limits.requestHeader
            decoder.maxHeaderFieldCount = 100
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoder)
            try pipeline.addHandler(
                ConnectionHandler(connection, in: table, counters: answers.counters, limits: limits))
            let refusal: @Sendable (String) -> APIError? = { [door, answers, table] target in
                door.isVital(target) ? nil : answers.noPlace(for: connection, in: table)
            }
            try pipeline.addHandler(
                RequestHandler(
                    door, peer: peer, check: RequestCheck(hosts: hosts, local: IPAddress(channel.localAddress)),
                    isSecure: certificate != nil, counters: answers.counters, clock: answers.clock,
                    refusal: hasPlace ? nil : refusal))
            if !isAllowed {
                answers.counters.connectionRefused()
                channel.eventLoop.execute { channel.close(promise: nil) }
            }
            return Value(
                connection: connection,
                parts: try NIOAsyncChannel(
                    wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)))
        }
    }

    private func admit(_ channel: any Channel) -> (ClientConnection, hasPlace: Bool) {
        let (connection, dropped) = table.open(channel)
        if let dropped {
            dropped.close()
            if dropped.isSpare { _ = answers.noPlace(for: dropped, in: table) }
        }
        return (connection, !connection.isSpare)
    }

    func handle(value: Value, logger: Logger) async {
        // Not around the server as a whole: its group of services merges asynchronous sequences, and these lock up when they are
        // cancelled in a task that prefers an executor (they hold a lock while the task looks for it).
        await withTaskExecutorPreference(HTTPExecutor.shared) {
            await ClientConnection.$current.withValue(value.connection) {
                await handleHTTP(asyncChannel: value.parts, logger: logger)
            }
        }
    }
}
