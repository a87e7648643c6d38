internal import ArgumentParser
internal import FoundationEssentials
internal import Logging
internal import Node
internal import RPKIToRouter

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve payload files to routers.",
        discussion: """
            Reads csv, csvcompat, csvext, json, jsonext, slurm, slurm2, rpki-client-json and rpki-client-csv. The \
            content of a file determines its format. Serves the payloads of all files together.

            Reads a file again when it changes. If a file cannot be used, reports it on standard error and continues \
            to serve the previous payloads. Withdraws payloads when they expire.

            SIGHUP reloads everything. SIGUSR2 releases a held change. SIGTERM and SIGINT end the program.

            Exit: 0 ended by a signal; 1 failed; 2 wrong usage.
            """)

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Payload files, http or https URLs, or - for standard input.", valueName: "file-or-url")
    )
    var payloads: [String]

    @OptionGroup var listen: ListenOptions

    @OptionGroup var guards: ServeGuardOptions

    @Option(
        help: ArgumentHelp(
            "Folder for payloads, sessions, serial and history, so that routers do not notice a restart.",
            valueName: "folder"))
    var state: String?

    @Option(help: ArgumentHelp("Number of past changes to keep for routers that are behind.", valueName: "number"))
    var history = RTRCache.Configuration().history

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "Start the clock at this time, such as 2026-03-16T07:00:00Z. Default: now.", valueName: "time"))
    var moment: Moment?

    @Flag(help: "Also serve expired payloads.")
    var ignoreExpiry = false

    @Option(help: ArgumentHelp("Interval at which routers ask for updates, 1 to 86400 seconds.", valueName: "seconds"))
    var refreshInterval = RTRTimers.standard.refresh

    @Option(
        help: ArgumentHelp("Interval at which routers retry after a failure, 1 to 7200 seconds.", valueName: "seconds"))
    var retryInterval = RTRTimers.standard.retry

    @Option(
        help: ArgumentHelp(
            "Time for which routers use their data without an update, 600 to 172800 seconds.", valueName: "seconds"))
    var expireInterval = RTRTimers.standard.expire

    @Option(
        help: ArgumentHelp(
            "Interval between checks for changes, in seconds. Default: 5 for files, 300 for URLs.", valueName: "seconds"
        ))
    var poll: Int?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Also follow redirects to hosts in these prefixes, such as 10.0.0.0/8.", valueName: "prefix"))
    var allowInternalHosts: [PrefixArgument] = []

    func validate() throws {
        guard !payloads.isEmpty else { throw ValidationError("--payloads needs a file or URL.") }
        guard payloads.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Standard input (-) can be named only once.")
        }
        guard moment == nil || !ignoreExpiry else {
            throw ValidationError("--at and --ignore-expiry exclude each other.")
        }
        guard timers != nil else {
            throw ValidationError(
                "--refresh-interval must be from 1 to 86400, --retry-interval from 1 to 7200, and --expire-interval "
                    + "from 600 to 172800 and greater than both.")
        }
        guard (0...100_000).contains(history) else {
            throw ValidationError("--history must be a number from 0 to 100000.")
        }
        guard poll.map({ (1...86_400).contains($0) }) ?? true else {
            throw ValidationError("--poll must be a number from 1 to 86400.")
        }
    }

    private var timers: RTRTimers? {
        RTRTimers(refresh: refreshInterval, retry: retryInterval, expire: expireInterval)
    }

    func run() async throws {
        let logger = Logger(label: "rtr") { _ in
            NodeLog(LogSection(), clock: { Date() }, write: StandardError.print)
        }
        let clock = RunningClock(from: moment?.date)
        let options = PayloadFileOptions(
            feeds: payloads.map {
                PayloadFeed($0, limits: guards.limits, allowed: allowInternalHosts.map(\.prefix))
            },
            exceptions: try ExceptionFiles(guards.slurm), hold: guards.hold?.percent, growth: guards.maxGrowth,
            ignoresExpiry: ignoreExpiry, interval: poll.map { .seconds($0) })
        let services = PayloadFileServices(
            served, folder: state, options, version: ProgramVersion.current, logger: logger, clock: { clock.now })
        do {
            try await services.run()
        } catch {
            throw Failure("\(error)")
        }
    }

    /// The configuration of routers that the options give.
    private var served: NodeConfiguration {
        var served = NodeConfiguration()
        listen.apply(to: &served.rtr)
        served.rtr.refresh = .seconds(refreshInterval)
        served.rtr.retry = .seconds(retryInterval)
        served.rtr.expire = .seconds(expireInterval)
        served.rtr.history = history
        served.rtr.sessions = guards.sessions == .new ? .new : .keep
        served.rtr.lease = guards.lease
        return served
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
