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
        abstract: "Watch routes for hijacks, leaks and lost visibility.",
        discussion: """
            Watches the networks that the section "watch" of the configuration names (see "atalaya config example") over the \
            feeds that it names: BMP, RIS Live, folders that fill, files. With files on the command line it reads those \
            alone, in their order, by the clock of their routes, and ends. Each change of an alert is a line on standard \
            output, and goes to the sinks of the configuration; alerts are kept in the node's folder ("state").

            --learn proposes a configuration in place of watching: from the files, or from the live feeds for a time. The \
            section "watch" has to have asns or prefixes.

            Exit: 0 the files are read, or ended by SIGTERM or SIGINT; 1 failed, or a file could not be read; 2 wrong usage.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, none
    }

    @Option(
        name: [.customLong("config"), .customShort("c")], help: ArgumentHelp("The configuration.", valueName: "file"))
    var file: String?

    @OptionGroup var overrides: ConfigurationOverrides

    @Argument(help: ArgumentHelp("MRT files, plain or compressed.", valueName: "file"))
    var files: [String] = []

    @Option(help: "What is printed of each change: text, an event of JSON a line, or none.")
    var format = Format.text

    @Flag(help: "Print a proposed configuration, for you to confirm.")
    var learn = false

    @Option(
        name: .customLong("learn-for"),
        help: ArgumentHelp("How many seconds live feeds are heard for that. Default: 600.", valueName: "seconds"))
    var learningSeconds: Int?

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "For laboratories: the time that it is at start, as 2026-03-16T07:00:00Z. The clock goes on from there.",
            valueName: "time"))
    var moment: Moment?

    func validate() throws {
        guard learningSeconds == nil || learn else { throw ValidationError("--learn-for needs --learn.") }
        guard learningSeconds.map({ (1...2_592_000).contains($0) }) ?? true else {
            throw ValidationError("--learn-for is a number from 1 to 2592000.")
        }
        guard !files.contains("-") else { throw ValidationError("Files are named; standard input is not read.") }
    }

    func run() async throws {
        umask(0o077)
        let source = overrides.source(path: file)
        let loaded: LoadedConfiguration<NodeConfiguration>
        do {
            loaded = try source.load()
        } catch {
            for problem in error.problems { StandardError.print("\(problem)") }
            throw Failure("the configuration cannot be used")
        }
        let watch = loaded.configuration.watch
        guard watch.isEnabled else { throw Failure("nothing is watched: watch.asns and watch.prefixes are empty") }
        guard !files.isEmpty || watch.bmp.enabled || watch.ris.enabled || !watch.folders.isEmpty || !watch.files.isEmpty
        else { throw Failure("no feed: name files, or enable one in the section watch") }
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
            logger.critical("the watch cannot run", metadata: ["reason": "\(error)"])
            throw ExitCode(1)
        }
        if services.isReplay { StandardError.print(WatchCommand.summary(outcome.state)) }
        guard outcome.failures.isEmpty else { throw Failure(outcome.failures.joined(separator: "; ")) }
    }

    private static func summary(_ state: WatchState) -> String {
        let faults = state.feeds.reduce(0) { $0 + $1.faults.values.reduce(0, +) }
        let raised = state.raised.values.reduce(0, +)
        return
            "\(state.statistics.events) announcements and withdrawals, \(state.statistics.relevant) of own networks, "
            + "\(faults) faults; \(raised) alerts raised, \(state.alerts.count) not ended"
    }
}

/// A change of an alert on one line.
struct AlertLine {
    let text: String

    init(_ change: AlertChange) {
        let alert = change.alert
        text =
            "\(RFC3339(change.time.date)) \(change.kind.rawValue) \(alert.severity.rawValue) "
            + "\(alert.key.alertClass.rawValue) \(alert.id) \(alert.summary.singleLine)"
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
