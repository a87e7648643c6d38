internal import FoundationEssentials
internal import Logging
internal import ServiceLifecycle
internal import Store

/// Watches routes: hears the feeds, lets the detector's time pass, and passes alerts on.
struct WatchService: Service {
    let configuration: NodeConfiguration.Watch
    let engine: WatchEngine
    let queues: [SinkQueue]
    let store: AlertStore
    let state: NodeState
    let payloads: PayloadSupply
    /// Files to read before anything else; the service ends after them where it has no other feed.
    let files: [String]
    let logger: Logger
    let clock: @Sendable () -> Date
    var onFailure: @Sendable (String) -> Void = { _ in }
    /// Called for each address that listens.
    var onListening: @Sendable () -> Void = {}

    /// Seconds in which what waits can still be delivered at the end.
    private static let farewell = Duration.seconds(5)

    private var isEndless: Bool {
        configuration.bmp.enabled || configuration.ris.enabled || !configuration.folders.isEmpty
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
            defer { group.cancelAll() }
            try await hear()
        }
        await engine.tick()
        await engine.save()
        for queue in queues { await queue.drain(WatchService.farewell) }
        await publish()
        for feed in await engine.state.feeds {
            logger.info(
                "routes heard",
                metadata: [
                    "feed": "\(feed.name)", "routes": "\(feed.routes)",
                    "faults": "\(feed.faults.values.reduce(0, +))",
                ])
        }
    }

    /// Until the feeds end, or the node does.
    private func hear() async throws {
        try await cancelWhenGracefulShutdown {
            if payloads.place != nil, await !payloads.begin() {
                logger.warning("routes are watched without payloads until they can be read")
            }
            do {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    if isEndless || files.isEmpty { group.addTask { await payloads.run() } }
                    for folder in configuration.folders { group.addTask { try await watch(folder) } }
                    if configuration.bmp.enabled {
                        group.addTask {
                            try await BMPListener(
                                configuration: configuration.bmp, hearer: engine, logger: logger, clock: clock,
                                onListening: onListening
                            ).run()
                        }
                    }
                    if configuration.ris.enabled { group.addTask { try await risLive.run() } }
                    group.addTask { try await readFiles() }
                    if !isEndless, !files.isEmpty {
                        defer { group.cancelAll() }
                        try await group.next()
                        return
                    }
                    while try await group.next() != nil {}
                }
            } catch is CancellationError {}
        }
    }

    private var risLive: RISLiveClient {
        RISLiveClient(
            configuration: configuration.ris,
            prefixes: configuration.ris.prefixes.isEmpty
                ? configuration.prefixes.keys.sorted() : configuration.ris.prefixes,
            hearer: engine, logger: logger, clock: clock)
    }

    private func readFiles() async throws {
        for path in files {
            do {
                try await RouteFile(
                    path: path, hearer: engine, feed: "files", kind: .file, logger: logger, clock: clock
                ).read()
            } catch let error as FeedError {
                logger.error("a file of routes cannot be read", metadata: ["reason": "\(error)"])
                onFailure(error.description)
            }
        }
        if !files.isEmpty { await engine.hear([.ended], of: "files", .file) }
    }

    private func watch(_ folder: String) async throws {
        try await WatchedFolder(
            path: folder, settle: configuration.settle, hearer: engine, store: store, logger: logger, clock: clock
        ).watch()
    }

    private func turn() async {
        await engine.tick()
        await publish()
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

    /// Tells the node's state how the watch stands.
    private func publish() async {
        var watch = await engine.state
        let waiting = (try? store.queueLengths()) ?? [:]
        for queue in queues { watch.sinks.append(await queue.state(waiting: waiting[queue.sink.name] ?? 0)) }
        state.update(watch: watch)
    }
}
