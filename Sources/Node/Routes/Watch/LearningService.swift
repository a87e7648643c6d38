internal import BGPMessages
public import ConfigurationKeys
public import FoundationEssentials
public import Logging
internal import NumberResources
internal import RouteSecurity
internal import ValidatedPayloads

/// Follows feeds for a while, and proposes a configuration of what is ours, for an operator to confirm.
public struct LearningService: Sendable {
    private let configuration: RoutesSection
    private let files: [String]
    private let duration: Duration
    private let logger: Logger
    private let clock: @Sendable () -> Date

    /// - Parameters:
    ///   - files: Files of routes to learn from; without any, those of the configuration, and its live feeds.
    ///   - duration: How long live feeds are followed.
    public init(
        _ loaded: LoadedConfiguration<NodeConfiguration>, files: [String], duration: Duration, logger: Logger,
        clock: @escaping @Sendable () -> Date
    ) {
        var configuration = loaded.configuration.watch
        if !files.isEmpty {
            configuration.bmp.enabled = false
            configuration.ris.enabled = false
        }
        self.configuration = configuration
        self.files = files.isEmpty ? configuration.files : files
        self.duration = duration
        self.logger = logger
        self.clock = clock
    }

    /// The proposal, as YAML.
    ///
    /// - Throws: when a file or the payloads cannot be read, or an address cannot be used.
    public func run() async throws -> String {
        var payloads = PayloadSet()
        if let place = configuration.payloads {
            var feed = PayloadFeed(place)
            switch await feed.look(isForced: true, interval: nil) {
            case .read(let document): payloads = document.set
            case .failed(let reason): throw FeedError(description: reason)
            case .unchanged: break
            }
        }
        let learner = Learner(
            ConfigurationLearner(asns: configuration.asns, prefixes: Array(configuration.prefixes.keys)))
        for path in files {
            try await RouteFile(path: path, consumer: learner, feed: "files", kind: .file, logger: logger, clock: clock)
                .read()
        }
        if configuration.bmp.enabled || configuration.ris.enabled { try await follow(learner) }
        let proposal = await learner.learner.proposal(payloads: payloads)
        return ProposedConfiguration(
            proposal.configuration, notes: proposal.notes.map { "\($0.subject): \($0.text)" },
            routes: await learner.routes
        ).yaml
    }

    private func follow(_ learner: Learner) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            if configuration.bmp.enabled {
                group.addTask {
                    try await BMPListener(
                        configuration: configuration.bmp, consumer: learner, logger: logger, clock: clock
                    ).run()
                }
            }
            if configuration.ris.enabled {
                group.addTask {
                    try await RISLiveClient(
                        configuration: configuration.ris, subscription: configuration.risSubscription,
                        consumer: learner,
                        logger: logger, clock: clock
                    ).run()
                }
            }
            group.addTask { try await Task.sleep(for: duration) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}

private actor Learner: FeedConsumer {
    private(set) var learner: ConfigurationLearner
    private(set) var routes = 0

    init(_ learner: ConfigurationLearner) {
        self.learner = learner
    }

    func expect(_ name: String, _ kind: FeedState.Kind) {}

    func receive(_ messages: [FeedMessage], of name: String, _ kind: FeedState.Kind) {
        for case .routes(let events) in messages {
            routes += events.count
            for event in events { learner.receive(event) }
        }
    }

    /// What is learned is written at the end, by who runs this.
    func keep() -> Bool { true }
}
