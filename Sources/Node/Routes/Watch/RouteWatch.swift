internal import ConfigurationKeys
internal import Delivery
internal import DeliverySinks
internal import DeskStore
internal import FoundationEssentials
internal import Logging
internal import RouteSecurity
internal import SecurityEvents

/// The watch of routes, put together from a configuration.
struct RouteWatch: Sendable {
    let engine: WatchEngine
    let service: WatchService
    private let sinks: ConfiguredSinks

    /// - Parameters:
    ///   - supplies: Feeds in addition to those of the configuration, and by what bogons are known.
    ///   - seenRoutes: gets what the feeds report, too.
    ///   - isReplay: Whether files alone are read, and the clock is that of their routes.
    ///   - endsWithFiles: Whether the watch ends when no feed is left, and when one cannot be had; a node goes on.
    ///   - report: gets each change of an alert, with the event that is kept of it.
    /// - Throws: when the store cannot be read, or a file that a sink needs.
    init(
        _ loaded: LoadedConfiguration<NodeConfiguration>, supplies: NodeSupplies = NodeSupplies(), store: AlertStore,
        payloadsState: PayloadsState, seenRoutes: SeenRoutes? = nil, alarms: Alarms, files: [String], isReplay: Bool,
        endsWithFiles: Bool, version: String, logger: Logger, clock: @escaping @Sendable () -> Date,
        report: @escaping @Sendable (AlertChange, String) -> Void = { _, _ in },
        onFailure: @escaping @Sendable (String) -> Void = { _ in },
        onListening: @escaping @Sendable () -> Void = {}, onState: @escaping @Sendable (WatchState) -> Void
    ) throws {
        let watch = loaded.configuration.watch
        sinks = try ConfiguredSinks(loaded, version: version, logger: logger, clock: clock)
        let lost = try store.outbox.keep(for: sinks.entries.map(\.sink.name))
        if lost > 0 {
            logger.warning("discarded deliveries for removed sinks", metadata: ["dropped": "\(lost)"])
        }
        let queues = sinks.entries.map { entry in
            SinkQueue(entry.sink, pacing: entry.pacing, outbox: store.outbox, logger: logger)
        }
        let receivers = zip(sinks.entries, queues).map { entry, queue in
            WatchEngine.Receiver(name: entry.sink.name, severity: entry.severity, wake: { queue.wake() })
        }
        let record = ReadingRecord.taken(
            over: loaded.configuration.state, alarms: alarms, logger: logger, clock: clock)
        let isLive = watch.bmp.enabled || watch.ris.enabled || !supplies.feeds.isEmpty
        let settings = WatchSettings(watch, allowed: loaded.configuration.rpki.allowInternalHosts)
        engine = try WatchEngine(
            watch, settings: settings, store: store, receivers: receivers,
            clockKind: isReplay ? .replay : isLive ? .live : .routes, bogons: supplies.bogons,
            console: loaded.configuration.consoleLink, logger: logger,
            clock: clock, report: report)
        let engine = engine
        service = WatchService(
            configuration: watch, engine: engine,
            consumer: seenRoutes.map { RouteTap(consumer: engine, seen: $0) } ?? engine, queues: queues, store: store,
            alarms: alarms,
            payloads: PayloadSupply(
                settings: settings, payloadsState: payloadsState, engine: engine, dropsExpired: !isReplay,
                record: record,
                logger: logger, clock: clock),
            registries: RegistrySupply(settings: settings, engine: engine, logger: logger),
            settings: settings, files: files, supplied: supplies.feeds, endsWithFiles: endsWithFiles, record: record,
            logger: logger,
            clock: clock, onFailure: onFailure, onListening: onListening,
            onState: onState)
    }

    /// Closes what sinks hold open.
    func shutdown() async {
        await sinks.shutdown()
    }
}
