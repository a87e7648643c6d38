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
        abstract: "Run the node: fetch, validate, serve routers and the HTTP API, until SIGTERM.",
        discussion: """
            Reads the configuration (see "atalaya config example") and does what it names. SIGHUP reads it again, with the \
            files that it names; SIGUSR1 refreshes now; SIGUSR2 lets a removal through that is held back. The log goes to \
            standard error, a line an event.

            Exit: 0 ended by SIGTERM or SIGINT; 1 failed (a folder or an address cannot be used, the configuration is \
            refused); 2 wrong usage.
            """)

    @Option(
        name: [.customLong("config"), .customShort("c")], help: ArgumentHelp("The configuration.", valueName: "file"))
    var file: String?

    @OptionGroup var overrides: ConfigurationOverrides

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "For laboratories: the time that it is at start, as 2026-03-16T07:00:00Z. The clock goes on from there.",
            valueName: "time"))
    var moment: Moment?

    func run() async throws {
        // What a node keeps is for nobody else, whatever the shell's mask is.
        umask(0o077)
        let source = overrides.source(path: file)
        let loaded: LoadedConfiguration<NodeConfiguration>
        do {
            loaded = try source.load()
        } catch {
            for problem in error.problems { StandardError.print("\(problem)") }
            throw Failure("the configuration cannot be used")
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
            isReady: { _ = notifier.ready($0) })
        defer { _ = notifier.stopping() }
        do {
            try await services.run()
        } catch {
            // In the log's format: who reads the log reads this, too.
            logger.critical("the node cannot run", metadata: ["reason": "\(error)"])
            throw ExitCode(1)
        }
    }
}
