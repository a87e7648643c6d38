internal import ArgumentParser
internal import ConfigurationKeys
internal import FoundationEssentials
internal import Logging
internal import Node

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run the node: fetch, validate, serve routers and the HTTP API.",
        discussion: """
            Runs until SIGTERM or SIGINT, as the configuration says (see "atalaya config example").

            SIGHUP reloads the configuration and the files that it names. SIGUSR1 starts a refresh now. SIGUSR2 \
            releases a removal that is held back.

            Logs to standard error, one line per event.

            Exit: 0 ended by SIGTERM or SIGINT; 1 failed (a folder or an address cannot be used, the configuration is \
            refused); 2 wrong usage.
            """)

    @Option(
        name: [.customLong("config"), .customShort("c")], help: ArgumentHelp("Configuration file.", valueName: "file"))
    var file: String?

    @OptionGroup var overrides: ConfigurationOverrides

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "Start the clock at this time, such as 2026-03-16T07:00:00Z. For laboratories.",
            valueName: "time"))
    var moment: Moment?

    func run() async throws {
        // Only the owner may read the files of a node, regardless of the shell's mask.
        umask(0o077)
        let source = overrides.source(path: file)
        let loaded: LoadedConfiguration<NodeConfiguration>
        do {
            loaded = try source.load()
        } catch {
            for problem in error.problems { StandardError.print("\(problem)") }
            throw Failure("could not use the configuration")
        }
        let offset = moment.map { $0.date.timeIntervalSince(Date()) } ?? 0
        let clock: @Sendable () -> Date = { Date() + offset }
        var logger = Logger(label: "atalaya") { _ in
            NodeLog(loaded.configuration.log, clock: clock, write: StandardError.print)
        }
        logger.logLevel = loaded.configuration.log.level.logger
        let notifier = SystemdNotifier(environment: ProcessInfo.processInfo.environment)
        let services = NodeServices(
            source: source, loaded: loaded, version: ProgramVersion.current, logger: logger, clock: clock,
            isReady: { _ = notifier.ready($0) }, machineClock: { Date() },
            announce: StandardError.isTerminal ? StandardError.print : nil)
        defer { _ = notifier.stopping() }
        do {
            try await services.run()
        } catch {
            // In the log's format: who reads the log reads this, too.
            logger.critical("node failed", metadata: ["reason": "\(error)"])
            throw ExitCode(1)
        }
    }
}
