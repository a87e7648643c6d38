internal import FoundationEssentials
internal import Logging
internal import RouteSecurity
internal import SecurityEvents
internal import Store

/// The watch of routes, put together from a configuration.
struct Watch: Sendable {
    let engine: WatchEngine
    let service: WatchService
    private let sinks: ConfiguredSinks

    /// - Parameters:
    ///   - isReplay: Whether files alone are read, and the clock is that of their routes.
    ///   - report: gets each change of an alert, with the event that is kept of it.
    /// - Throws: when the store cannot be read, or a file that a sink needs.
    init(
        _ loaded: LoadedConfiguration, store: AlertStore, state: NodeState, files: [String], isReplay: Bool,
        version: String, logger: Logger, clock: @escaping @Sendable () -> Date,
        report: @escaping @Sendable (AlertChange, String) -> Void = { _, _ in },
        onFailure: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        let watch = loaded.configuration.watch
        sinks = try ConfiguredSinks(loaded, version: version, logger: logger, clock: clock)
        let lost = try store.keepDeliveries(for: sinks.entries.map(\.sink.name))
        if lost > 0 {
            logger.warning("alerts waited for sinks that there are no more", metadata: ["dropped": "\(lost)"])
        }
        let queues = sinks.entries.map { entry in
            SinkQueue(entry.sink, settings: entry.settings, store: store, logger: logger)
        }
        let receivers = zip(sinks.entries, queues).map { entry, queue in
            WatchEngine.Receiver(name: entry.sink.name, severity: entry.severity, ring: { queue.ring() })
        }
        engine = try WatchEngine(
            watch, store: store, receivers: receivers,
            clockKind: isReplay ? .replay : Watch.isDrivenByRoutes(watch) ? .routes : .live, logger: logger,
            clock: clock,
            report: report)
        service = WatchService(
            configuration: watch, engine: engine, queues: queues, store: store, state: state,
            payloads: PayloadSupply(
                place: watch.payloads, state: state, engine: engine, dropsExpired: !isReplay, logger: logger,
                clock: clock, allowed: loaded.configuration.rpki.allowInternalHosts),
            files: files, logger: logger, clock: clock, onFailure: onFailure)
    }

    /// Closes what sinks hold open.
    func shutdown() async {
        await sinks.shutdown()
    }

    /// Whether no feed is live, so that the times of routes say what time it is.
    private static func isDrivenByRoutes(_ watch: NodeConfiguration.Watch) -> Bool {
        !watch.bmp.enabled && !watch.ris.enabled
    }
}
