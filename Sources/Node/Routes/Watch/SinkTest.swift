internal import BGPMessages
public import ConfigurationKeys
internal import Delivery
public import Logging
public import NumberResources
internal import RouteSecurity
internal import SecurityEvents

public import struct FoundationEssentials.Date

/// Sends an alert of class `test` to each sink of a configuration.
public struct SinkTest: Sendable {
    /// Result of a sink.
    public struct Result: Sendable {
        public let sink: String
        /// Reason for the failure; `nil` if it succeeded.
        public let failure: String?
    }

    private let loaded: LoadedConfiguration<NodeConfiguration>
    private let version: String
    private let logger: Logger
    private let clock: @Sendable () -> Date

    public init(
        _ loaded: LoadedConfiguration<NodeConfiguration>, version: String, logger: Logger,
        clock: @escaping @Sendable () -> Date
    ) {
        self.loaded = loaded
        self.version = version
        self.logger = logger
        self.clock = clock
    }

    /// - Throws: when a file that a sink needs cannot be used.
    public func run(about prefix: IPPrefix?) async throws -> [Result] {
        let watch = loaded.configuration.watch
        let sinks = try ConfiguredSinks(loaded, version: version, logger: logger, clock: clock)
        var detector = RouteDetector(watch.detection(), at: BGPTime(clock()))
        let subject: AlertSubject =
            if let prefix = prefix ?? watch.prefixes.keys.min() {
                .prefix(prefix)
            } else if let asn = watch.asns.first {
                .asn(asn)
            } else {
                .feed("test")
            }
        var results: [Result] = []
        if let change = detector.raiseTest(subject).first {
            let alert = change.alert
            let event = alert.event(source: WatchEngine.source, tlp: watch.tlp)
            let message = Message(
                recipient: "", key: alert.id, revision: 1, time: change.time.date,
                content: MessageContent(
                    kind: alert.key.alertClass.rawValue, change: change.kind.rawValue, severity: alert.severity.rank,
                    summary: alert.summary, text: AlertText(alert).text, record: event.json()))
            for entry in sinks.entries {
                do throws(SinkFailure) {
                    try await entry.sink.deliver([message])
                    results.append(Result(sink: entry.sink.name, failure: nil))
                } catch {
                    results.append(Result(sink: entry.sink.name, failure: error.description))
                }
            }
        }
        await sinks.shutdown()
        return results
    }
}
