internal import AsyncHTTPClient
internal import BGPMessages
internal import Fetching
internal import FoundationEssentials
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
internal import NumberResources
internal import RouteSecurity

/// Follows RIS Live over its HTTPS stream, or by WebSocket where the URL says so, for the watch.
///
/// A connection without data for a while is opened again: if the service accepts it, the service is alive. RIS Live repeats
/// nothing, so missed messages are counted as a gap, and the routes of the peers stay.
struct RISLiveClient {
    let configuration: RoutesSection.RIS
    let prefixes: [IPPrefix]
    let consumer: any FeedConsumer
    let logger: Logger
    let clock: @Sendable () -> Date

    /// The prefixes that are asked for one by one; with more of them, everything is received.
    private static let prefixesAsked = 64
    /// The name of the feed that is the service itself.
    static let name = "ris-live"

    /// Follows it until the task is cancelled.
    ///
    /// - Throws: when a file of authorities cannot be used.
    func run() async throws {
        let client = try makeClient()
        await consumer.expect(RISLiveClient.name, .risLive)
        await withTaskGroup(of: Void.self) { group in
            let collectors = configuration.collectors.isEmpty ? [nil] : configuration.collectors.map(Optional.some)
            for collector in collectors { group.addTask { await follow(collector, client) } }
        }
        try? await client.shutdown()
    }

    private func follow(_ collector: String?, _ client: HTTPClient) async {
        var limits = RISLiveLimits()
        limits.lastRetrySeconds = max(1, configuration.retry.wholeSeconds)
        var stream = RISLiveStream(limits: limits)
        let place = collector.map { "\(RISLiveClient.name):\($0)" } ?? RISLiveClient.name
        while !Task.isCancelled {
            // A connection that was silent is made again without more ado: `nil`.
            var loss: String? = "the service ended the stream"
            do {
                try await listen(collector, client, &stream)
            } catch let error as HTTPClientError where error == .readTimeout {
                loss = nil
            } catch is RISLiveSocket.NoAnswer {
                loss = nil
            } catch is CancellationError {
                return
            } catch {
                loss = await RISLiveClient.reason(of: error, url: configuration.url)
            }
            if Task.isCancelled { return }
            guard case .reconnect(let seconds) = stream.disconnected(at: now, randomness: .random(in: 0..<1)) else {
                continue
            }
            guard let reason = loss else { continue }
            await consumer.receive([.lost(reason: reason)], of: RISLiveClient.name, .risLive)
            logger.warning(
                "lost the connection to RIS Live; retrying", metadata: ["feed": "\(place)", "reason": "\(reason)"])
            try? await Task.sleep(for: .seconds(min(seconds, configuration.retry.fractionalSeconds)))
        }
    }

    private static func reason(of error: any Error, url: String) async -> String {
        if let error = error as? FeedError { return error.description }
        guard let url = try? WebURL(url) else { return "not a URL" }
        return await WebFailure.reason(
            of: error, at: url.uri, trustSetting: "watch.ris.https-ca can name more authorities")
    }

    private func listen(_ collector: String?, _ client: HTTPClient, _ stream: inout RISLiveStream) async throws {
        var subscription = RISLiveSubscription()
        subscription.collector = collector
        subscription.type = nil
        subscription.includesRaw = false
        subscription.includesLessSpecific = false
        if prefixes.count <= RISLiveClient.prefixesAsked { subscription.prefixes = prefixes }
        if let place = RISLiveSocket.Place(url) { return try await listen(at: place, subscription, &stream) }
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "User-Agent", value: configuration.client)
        request.headers.add(name: "X-RIS-Subscribe", value: subscription.header)
        let response = try await client.execute(request, deadline: .distantFuture)
        guard response.status == .ok else {
            throw FeedError(description: "the server answered \(response.status.code)")
        }
        stream.connected(at: now)
        await consumer.receive([.connected(description: configuration.url)], of: RISLiveClient.name, .risLive)
        for try await chunk in response.body {
            await report(stream.receive(Array(chunk.readableBytesView), at: now))
        }
    }

    private func listen(
        at place: RISLiveSocket.Place, _ subscription: RISLiveSubscription, _ stream: inout RISLiveStream
    ) async throws {
        let socket = RISLiveSocket(
            place: place, tls: place.isSecure ? try NIOSSLContext(configuration: tls()) : nil,
            userAgent: configuration.client, liveness: configuration.liveness)
        stream.connected(at: now)
        try await socket.listen(subscription.message) {
            await consumer.receive([.connected(description: configuration.url)], of: RISLiveClient.name, .risLive)
        } onMessage: { message in
            await report(stream.receive(message: message, at: now))
        }
    }

    private func report(_ events: [RISLiveEvent]) async {
        var isService = false
        for portion in RISLiveFeedAdapter.portions(events) {
            if let name = portion.collector {
                await consumer.receive(portion.messages, of: "\(RISLiveClient.name):\(name)", .collector)
            } else {
                await consumer.receive(portion.messages, of: RISLiveClient.name, .risLive)
                isService = true
            }
        }
        if !isService { await consumer.receive([.alive], of: RISLiveClient.name, .risLive) }
    }

    private var now: BGPTime { BGPTime(clock()) }

    /// The stream, with the name of this client, which the service asks for.
    private var url: String {
        let separator = configuration.url.contains("?") ? "&" : "?"
        return configuration.url + separator + "client=" + configuration.client
    }

    private func tls() throws -> TLSConfiguration {
        var tls = try ClientTLS.configuration(trusting: configuration.httpsCA)
        // A service that is silent does not close TLS in order either.
        tls.shutdownTimeout = .milliseconds(500)
        return tls
    }

    private func makeClient() throws -> HTTPClient {
        HTTPClient.client(
            of: try WebURL(configuration.url).host, tls: try tls(), connect: .seconds(15), read: configuration.liveness)
    }
}
