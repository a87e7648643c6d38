internal import Delivery
internal import DeliverySinks
internal import DeskStore
internal import FoundationEssentials
internal import Logging
internal import RouteSecurity
internal import ServiceLifecycle

/// Watches routes: follows the feeds, lets the detector's time pass, and passes alerts on.
struct WatchService: Service {
    let configuration: RoutesSection
    let engine: WatchEngine
    /// What feeds report to: the engine, or what passes it on to the engine.
    let consumer: any FeedConsumer
    let queues: [SinkQueue]
    let store: AlertStore
    let alarms: Alarms
    let payloads: PayloadSupply
    let registries: RegistrySupply
    let settings: WatchSettings
    /// Files to read before anything else.
    let files: [String]
    /// Feeds that the program brings along.
    var supplied: [any SuppliedFeed] = []
    /// Whether the service ends after the files where it has no other feed, and fails where a feed cannot be had.
    let endsWithFiles: Bool
    let record: ReadingRecord?
    let logger: Logger
    let clock: @Sendable () -> Date
    var onFailure: @Sendable (String) -> Void = { _ in }
    /// Called when routers can connect, or the first attempt to listen has failed.
    var onListening: @Sendable () -> Void = {}
    /// Gets how the watch stands, each second.
    let onState: @Sendable (WatchState) -> Void

    /// Seconds in which what waits can still be delivered at the end.
    private static let farewell = Duration.seconds(5)

    private var isEndless: Bool {
        configuration.bmp.enabled || configuration.ris.enabled || !configuration.folders.isEmpty || !supplied.isEmpty
    }

    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for queue in queues { group.addTask { await queue.run() } }
            group.addTask {
                while !Task.isCancelled {
                    await turn()
                    try? await Task.sleep(for: .seconds(await engine.pause))
                }
            }
            group.addTask { await keepHouse() }
            group.addTask { for await damage in store.damageReports() { throw damage } }
            group.addTask { try await follow() }
            defer { group.cancelAll() }
            // The feeds end, or the alerts cannot be kept any more.
            try await group.next()
        }
        await engine.tick()
        await engine.save()
        for queue in queues { await queue.drain(WatchService.farewell) }
        await reportState()
        for feed in await engine.state.feeds {
            logger.info(
                "routes received",
                metadata: [
                    "feed": "\(feed.name)", "routes": "\(feed.routes)",
                    "faults": "\(feed.faults.values.reduce(0, +))",
                ])
        }
    }

    /// Until the feeds end, or the node does.
    private func follow() async throws {
        try await cancelWhenGracefulShutdown {
            if settings.configuration.payloads != nil, await !payloads.begin() {
                logger.warning("monitoring routes without payloads until they can be read")
            }
            await registries.begin()
            do {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let isOver = endsWithFiles && !isEndless && !files.isEmpty
                    if !isOver { group.addTask { await payloads.run() } }
                    if !configuration.folders.isEmpty {
                        group.addTask { try await keep("folders") { try await watchFolders() } }
                    }
                    if !isOver { group.addTask { await registries.run() } }
                    if configuration.bmp.enabled {
                        // One that cannot listen yet is an alarm, and holds up nothing else.
                        let attempt = ListenerCountdown(1, isReady: onListening)
                        group.addTask {
                            try await keep("bmp", onFailure: attempt.listens) { try await listenForRouters(attempt) }
                        }
                    }
                    if configuration.ris.enabled {
                        group.addTask { try await keep(RISLiveClient.name, followRISLive) }
                    }
                    for feed in supplied {
                        group.addTask { try await keep(feed.name) { try await follow(feed) } }
                    }
                    group.addTask { try await readFiles() }
                    if isOver {
                        defer { group.cancelAll() }
                        try await group.next()
                        return
                    }
                    while try await group.next() != nil {}
                }
            } catch is CancellationError {}
        }
    }

    private func listenForRouters(_ attempt: ListenerCountdown) async throws {
        try await BMPListener(
            configuration: configuration.bmp, consumer: consumer, logger: logger, clock: clock,
            onLimit: { name, message in alarms.reached(limit: name, message, at: clock()) },
            onListening: attempt.listens
        ).run()
    }

    /// Follows a feed that the program brings along, as one collector.
    private func follow(_ feed: any SuppliedFeed) async throws {
        await engine.expect(feed.name, .collector)
        try await feed.follow { await consumer.receive($0, of: feed.name, .collector) }
    }

    /// Follows RIS Live, and asks it again when what is asked for has changed.
    private func followRISLive() async throws {
        try await settings.following(\.risSubscription) { subscription in
            try await RISLiveClient(
                configuration: subscription.service, subscription: subscription, consumer: consumer, logger: logger,
                clock: clock
            ).run()
        }
    }

    /// Does the work of a feed. In a node, one that fails is begun again after a while: the others go on.
    private func keep(
        _ name: String, onFailure: @Sendable () -> Void = {}, _ work: @escaping @Sendable () async throws -> Void
    ) async throws {
        guard !endsWithFiles else { return try await work() }
        var pause = Duration.seconds(5)
        while !Task.isCancelled {
            var reason = "it stopped"
            do {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        try await Task.sleep(for: .seconds(15))
                        alarms.clear(alarm: "feed", subject: name)
                        try await Task.sleep(for: .seconds(1 << 30))
                    }
                    group.addTask { try await work() }
                    defer { group.cancelAll() }
                    try await group.next()
                }
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                reason = "\(error)"
            }
            try Task.checkCancellation()
            onFailure()
            logger.error(
                "a route feed failed; retrying",
                metadata: ["feed": "\(name)", "reason": "\(reason)", "seconds": "\(pause.wholeSeconds)"])
            alarms.raise(
                Alarm(
                    kind: "feed", subject: name, message: "the feed failed; retrying: \(reason)",
                    since: clock()))
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(300))
        }
    }

    private func readFiles() async throws {
        try await MergedRouteFiles(
            files: files.map { .init(path: $0, feed: "files") }, consumer: consumer, kind: .file, record: record,
            logger: logger, clock: clock,
            onEnd: { _, error in
                guard let error else { return }
                logger.error("could not read a route file", metadata: ["reason": "\(error)"])
                onFailure(error.description)
            }
        ).read()
        if !files.isEmpty {
            await consumer.receive([.ended], of: "files", .file)
            await engine.conclude()
        }
    }

    private func watchFolders() async throws {
        try await WatchedFolders(
            paths: Set(configuration.folders).sorted(), settle: configuration.settle, consumer: consumer, store: store,
            record: record, logger: logger,
            clock: clock, onLimit: { name, message in alarms.reached(limit: name, message, at: clock()) }
        ).watch()
    }

    private func turn() async {
        await engine.tick()
        await reportState()
    }

    private func keepHouse() async {
        while !Task.isCancelled {
            await engine.prune()
            for _ in 0..<60 where !Task.isCancelled {
                try? await Task.sleep(for: .seconds(60))
                await engine.save()
            }
        }
    }

    /// Reports how the watch stands.
    private func reportState() async {
        var watch = await engine.state
        let waiting = (try? store.outbox.lengths()) ?? [:]
        for queue in queues { watch.sinks.append(await queue.state(waiting: waiting[queue.sink.name] ?? 0)) }
        onState(watch)
        for (name, message, count) in await engine.limitsReached() {
            alarms.reached(limit: name, message, count: UInt64(clamping: count), at: clock())
        }
    }
}
