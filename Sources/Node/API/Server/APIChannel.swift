internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes
internal import NumberResources

/// The handlers of a connection, from the wire up.
struct APIChannel: HTTPChannelHandler {
    struct Value: ServerChildChannelValue {
        let connection: APIConnection
        let parts: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

        var channel: any Channel { parts.channel }
    }

    let routes: APIRoutes
    let table: ConnectionTable
    let responder: HTTPChannelHandler.Responder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let limits = routes.limits
            let (connection, hasPlace) = admit(channel)
            var decoder = NIOHTTPDecoderLimitConfiguration()
            decoder.maxHeaderFieldSize = limits.requestHeader
            decoder.maxHeaderListSize = limits.requestHeader
            decoder.maxHeaderFieldCount = 100
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoder)
            try pipeline.addHandler(
                ConnectionHandler(connection, in: table, counters: routes.counters, limits: limits))
            let routes = routes
            let local = channel.localAddress?.ipAddress.flatMap { IPAddress($0) }
            let refusal: @Sendable (String) -> APIError? = { target in
                APIRoutes.isHealth(target) ? nil : routes.noPlace(for: connection, in: table)
            }
            try pipeline.addHandler(
                RequestHandler(
                    check: RequestCheck(hosts: routes.hosts, local: local), counters: routes.counters,
                    clock: routes.clock, answer: { routes.immediate($0) }, refusal: hasPlace ? nil : refusal))
            return Value(
                connection: connection,
                parts: try NIOAsyncChannel(
                    wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)))
        }
    }

    private func admit(_ channel: any Channel) -> (APIConnection, hasPlace: Bool) {
        let (connection, dropped) = table.open(channel)
        if let dropped {
            dropped.close()
            if dropped.isSpare { _ = routes.noPlace(for: dropped, in: table) }
        }
        return (connection, !connection.isSpare)
    }

    func handle(value: Value, logger: Logger) async {
        // Not around the server as a whole: its group of services merges asynchronous sequences, and these lock up when they are
        // cancelled in a task that prefers an executor (they hold a lock while the task looks for it).
        await withTaskExecutorPreference(APIExecutor.shared) {
            await APIConnection.$current.withValue(value.connection) {
                await handleHTTP(asyncChannel: value.parts, logger: logger)
            }
        }
    }
}
