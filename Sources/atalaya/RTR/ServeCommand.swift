internal import ArgumentParser
internal import FoundationEssentials
internal import Logging
internal import Node
internal import RPKIToRouter
internal import ServingStore
internal import UnixSignals
internal import ValidatedPayloads

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve payload files to routers.",
        discussion: """
            Reads csv, csvcompat, csvext, json, jsonext, slurm, slurm2, rpki-client-json and rpki-client-csv, told by \
            content, and serves what all files say together. A file that changes is read again; one that cannot be used \
            is refused with a line on standard error, and what was served stays. Payloads that expire are withdrawn.

            SIGHUP reads everything again, SIGUSR2 lets a change through that is held, SIGTERM and SIGINT end.
            Exit: 0 ended by a signal; 1 failed; 2 wrong usage.
            """)

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Payload files, URLs with http or https, or - for standard input.", valueName: "file-or-url")
    )
    var payloads: [String]

    @OptionGroup var listen: ListenOptions

    @OptionGroup var guards: ServeGuardOptions

    @Option(
        help: ArgumentHelp(
            "Keep payloads, sessions, serial and history here, so that routers see no restart.", valueName: "folder"))
    var state: String?

    @Option(help: ArgumentHelp("Differences that are kept for routers that lag behind.", valueName: "number"))
    var history = RTRCache.Configuration().history

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "The clock at the start, from where it goes on, as 2026-03-16T07:00:00Z. Default: now.", valueName: "time"))
    var moment: Moment?

    @Flag(help: "Serve payloads that have expired, too.")
    var ignoreExpiry = false

    @Option(help: ArgumentHelp("After which routers ask again, 1 to 86400.", valueName: "seconds"))
    var refreshInterval = RTRTimers.standard.refresh

    @Option(help: ArgumentHelp("After which routers try again when that failed, 1 to 7200.", valueName: "seconds"))
    var retryInterval = RTRTimers.standard.retry

    @Option(help: ArgumentHelp("During which routers use what they have, 600 to 172800.", valueName: "seconds"))
    var expireInterval = RTRTimers.standard.expire

    @Option(
        help: ArgumentHelp(
            "Look for changes so often. Default: 5 for files, 300 for URLs.", valueName: "seconds"))
    var poll: Int?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Follow redirects of a URL to hosts in these prefixes, such as 10.0.0.0/8, too.", valueName: "prefix"))
    var allowInternalHosts: [PrefixArgument] = []

    func validate() throws {
        guard !payloads.isEmpty else { throw ValidationError("--payloads needs a file or URL.") }
        guard payloads.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Standard input can be read once only.")
        }
        guard moment == nil || !ignoreExpiry else {
            throw ValidationError("--at and --ignore-expiry exclude each other.")
        }
        guard timers != nil else {
            throw ValidationError(
                "--refresh-interval is 1 to 86400, --retry-interval 1 to 7200, --expire-interval 600 to 172800 and more "
                    + "than both.")
        }
        guard (0...100_000).contains(history) else { throw ValidationError("--history is a number from 0 to 100000.") }
        guard poll.map({ (1...86_400).contains($0) }) ?? true else {
            throw ValidationError("--poll is a number from 1 to 86400.")
        }
    }

    private var timers: RTRTimers? {
        RTRTimers(refresh: refreshInterval, retry: retryInterval, expire: expireInterval)
    }

    func run() async throws {
        let logger = Logger(label: "rtr") { _ in
            NodeLog(LogSection(), clock: { Date() }, write: StandardError.print)
        }
        var configuration = RTRCache.Configuration()
        configuration.timers = timers ?? .standard
        configuration.history = history

        let folder = try state.map { try hold($0, logger) }
        defer { folder?.release() }
        let store = try state.map { try openStore($0, logger) }
        let cache = cache(of: store, configuration, logger)
        let clock = RunningClock(from: moment?.date)
        let publisher = PayloadPublisher(
            feeds: payloads.map {
                PayloadFeed($0, limits: guards.limits, allowed: allowInternalHosts.map(\.prefix))
            },
            exceptions: try ExceptionFiles(guards.slurm),
            publishGuard: PublishGuard(hold: guards.hold?.percent, growth: guards.maxGrowth), cache: cache,
            store: store?.store, clock: clock,
            ignoresExpiry: ignoreExpiry, interval: poll.map { .seconds($0) }, logger: logger)
        let server = RTRServer(
            cache: cache, configuration: listen.configuration, logger: logger, clock: { clock.now })

        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup, .sigusr2)
        let (reloads, reload) = AsyncStream.makeStream(
            of: PayloadPublisher.Wake.self, bufferingPolicy: .bufferingNewest(4))
        if EarlySignals.take().contains(.sighup) { reload.yield(.reload) }
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                group.addTask { try await publisher.run(reloads, reload, after: store?.stored) }
                group.addTask {
                    for await signal in signals {
                        switch signal {
                        case .sighup: reload.yield(.reload)
                        case .sigusr2: reload.yield(.release)
                        default: return
                        }
                    }
                }
                // The first to end is a signal, or what failed.
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch let error as RTRSetupError {
            throw Failure("\(error)")
        }
        try? store?.store.close()
        logger.info("ended")
    }

    /// The cache that goes on with what was stored, under its sessions where they are surely its own.
    private func cache(
        of opened: PayloadStore.Opened?, _ configuration: RTRCache.Configuration, _ logger: Logger
    ) -> RTRCache {
        guard let opened else { return RTRCache(configuration: configuration) }
        let (cache, decision) = opened.cache(
            configuration: configuration, sessions: guards.sessions.policy, lease: guards.lease)
        if case .new(let reason) = decision {
            logger.notice("routers get new sessions", metadata: ["reason": "\(reason)"])
        }
        return cache
    }

    private func hold(_ folder: String, _ logger: Logger) throws(Failure) -> StateFolder {
        do {
            let folder = try StateFolder(folder)
            if let former = folder.former {
                logger.notice(
                    "took over the database of an earlier version; its file is kept",
                    metadata: ["kept-as": "\(former.path)", "damage": "\(former.damage.map { "\($0)" } ?? "none")"])
            }
            return folder
        } catch {
            throw Failure("\(error)")
        }
    }

    private func openStore(_ folder: String, _ logger: Logger) throws(Failure) -> PayloadStore.Opened {
        do {
            let opened = try PayloadStore.open(folder: folder, history: history)
            if let damage = opened.damage {
                logger.error("a damaged file was put aside and a new one begun", metadata: ["reason": "\(damage)"])
            }
            if let obstacle = opened.obstacle {
                logger.error(
                    "the state cannot be written; what is stored is served", metadata: ["reason": "\(obstacle)"])
            }
            return opened
        } catch {
            throw Failure("\(error)")
        }
    }
}

/// A clock that goes on from a given moment.
struct RunningClock: Sendable {
    private let start: Date
    private let begun = ContinuousClock.now
    private let isReal: Bool

    init(from date: Date?) {
        isReal = date == nil
        start = date ?? Date()
    }

    var now: Date {
        if isReal { return Date() }
        return start + Double((ContinuousClock.now - begun) / .seconds(1))
    }
}
