internal import ArgumentParser
internal import BGPMessages
internal import ConfigurationKeys
internal import Foundation
internal import Logging
internal import Node
internal import RouteSecurity
internal import SecurityEvents
internal import Synchronization
internal import TextFormats

struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Monitor routes for hijacks, leaks and lost visibility.",
        discussion: """
            Monitors the networks and feeds of the section "watch" of the configuration (see "atalaya config \
            example"). Feeds are BMP, RIS Live, files, and folders in which files arrive.

            If files are given on the command line, reads only those, in any order: their routes are merged by time. \
            Then exits.

            Prints each change of an alert on standard output and sends it to the sinks of the configuration. Alerts \
            are stored in the node's state folder (key "state").

            With --learn, prints a proposed configuration, learned from the files or from the live feeds, and raises \
            no alerts. The section "watch" must have asns or prefixes.

            Exit: 0 the files are read, or ended by SIGTERM or SIGINT; 1 failed, or a file could not be read; 2 wrong usage.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, none
    }

    @Option(
        name: [.customLong("config"), .customShort("c")], help: ArgumentHelp("Configuration file.", valueName: "file"))
    var file: String?

    @OptionGroup var overrides: ConfigurationOverrides

    @Argument(help: ArgumentHelp("MRT files, plain or compressed.", valueName: "file"))
    var files: [String] = []

    @Option(help: "Output for each change of an alert: text, json (one event per line) or none.")
    var format = Format.text

    @Flag(help: "Print a proposed configuration for review instead of monitoring.")
    var learn = false

    @Option(
        name: .customLong("learn-for"),
        help: ArgumentHelp("Time to learn from live feeds, in seconds. Default: 600.", valueName: "seconds"))
    var learningSeconds: Int?

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "Start the clock at this time, such as 2026-03-16T07:00:00Z. For laboratories.",
            valueName: "time"))
    var moment: Moment?

    func validate() throws {
        guard learningSeconds == nil || learn else { throw ValidationError("--learn-for needs --learn.") }
        guard learningSeconds.map({ (1...2_592_000).contains($0) }) ?? true else {
            throw ValidationError("--learn-for must be a number from 1 to 2592000.")
        }
        guard !files.contains("-") else { throw ValidationError("Standard input (-) is not supported; name files.") }
    }

    func run() async throws {
        umask(0o077)
        let source = overrides.source(path: file)
        let loaded: LoadedConfiguration<NodeConfiguration>
        do {
            loaded = try source.load()
        } catch {
            for problem in error.problems { StandardError.print("\(problem)") }
            throw Failure("could not use the configuration")
        }
        let watch = loaded.configuration.watch
        guard watch.isEnabled else { throw Failure("nothing to monitor: watch.asns and watch.prefixes are empty") }
        guard !files.isEmpty || watch.bmp.enabled || watch.ris.enabled || !watch.folders.isEmpty || !watch.files.isEmpty
        else { throw Failure("no feed is configured: name files, or enable a feed in the section \"watch\"") }
        // Before anything else, and not in the midst of it.
        try InputFile.check(files)
        let offset = moment.map { $0.date.timeIntervalSince(Date()) } ?? 0
        let clock: @Sendable () -> Date = { Date() + offset }
        var logger = Logger(label: "atalaya") { _ in
            NodeLog(loaded.configuration.log, clock: clock, write: StandardError.print)
        }
        logger.logLevel = loaded.configuration.log.level.logger
        if learn { return try await propose(loaded, logger, clock) }
        try await follow(source, loaded, logger, clock)
    }

    private func follow(
        _ source: ConfigurationSource<NodeConfiguration>, _ loaded: LoadedConfiguration<NodeConfiguration>,
        _ logger: Logger,
        _ clock: @escaping @Sendable () -> Date
    ) async throws {
        let format = format
        let services = WatchServices(
            source: source, loaded: loaded, files: files, version: ProgramVersion.current, logger: logger,
            clock: clock,
            report: { change, event in
                switch format {
                case .none: break
                case .json: try? StandardOutput.print(event)
                case .text: try? StandardOutput.print(AlertLine(change).text)
                }
            })
        let notifier = SystemdNotifier(environment: ProcessInfo.processInfo.environment)
        defer { _ = notifier.stopping() }
        let outcome: WatchServices.Outcome
        do {
            outcome = try await services.run { _ = notifier.ready($0) }
        } catch {
            logger.critical("monitoring failed", metadata: ["reason": "\(error)"])
            throw ExitCode(1)
        }
        if services.isReplay { StandardError.print(WatchCommand.summary(outcome.state)) }
        guard outcome.failures.isEmpty else { throw Failure(outcome.failures.joined(separator: "; ")) }
    }

    private static func summary(_ state: WatchState) -> String {
        let faults = state.feeds.reduce(0) { $0 + $1.faults.values.reduce(0, +) }
        let raised = state.raised.values.reduce(0, +)
        return
            "\(state.statistics.events) announcements and withdrawals, \(state.statistics.relevant) of monitored "
            + "networks, \(faults) faults; \(raised) alerts raised, \(state.alerts.count) not ended"
    }
}

/// A change of an alert on one line.
struct AlertLine {
    let text: String

    init(_ change: AlertChange) {
        let alert = change.alert
        text =
            "\(RFC3339(change.time.date)) \(change.kind.rawValue) \(change.severity.rawValue) "
            + "\(alert.key.alertClass.rawValue) \(alert.id) \(change.summary.singleLine)"
    }
}

extension WatchCommand {
    private func propose(
        _ loaded: LoadedConfiguration<NodeConfiguration>, _ logger: Logger, _ clock: @escaping @Sendable () -> Date
    ) async throws {
        let learning = LearningService(
            loaded, files: files, duration: .seconds(learningSeconds ?? 600), logger: logger, clock: clock)
        do {
            try StandardOutput.write(Array(try await learning.run().utf8).span)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure("\(error)")
        }
    }
}
