internal import ArgumentParser
internal import ConfigurationKeys
internal import FoundationEssentials
internal import Logging
internal import Node
internal import NumberResources

struct AlertTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Send a test alert to each sink and print the results.",
        discussion: """
            Sends immediately to every sink of the configuration, regardless of its severity and rate limit. The alert \
            has the class "test" and is not stored.

            Exit: 0 all sinks accepted the alert; 3 a sink did not; 1 failed; 2 wrong usage.
            """)

    @OptionGroup var store: DeskOptions

    @Argument(help: "Prefix in the test alert. Default: the first of watch.prefixes.")
    var prefix: PrefixArgument?

    func run() async throws {
        let source = store.overrides.source(path: store.file)
        let loaded: LoadedConfiguration<NodeConfiguration>
        do {
            loaded = try source.load()
        } catch {
            for problem in error.problems { StandardError.print("\(problem)") }
            throw Failure("could not use the configuration")
        }
        var logger = Logger(label: "atalaya") { _ in
            NodeLog(loaded.configuration.log, clock: { Date() }, write: StandardError.print)
        }
        logger.logLevel = .info
        let results: [SinkTest.Result]
        do {
            results = try await SinkTest(loaded, version: ProgramVersion.current, logger: logger) { Date() }
                .run(about: prefix?.prefix)
        } catch {
            throw Failure("\(error)")
        }
        for result in results { try StandardOutput.print("\(result.sink): \(result.failure ?? "delivered")") }
        guard results.allSatisfy({ $0.failure == nil }) else { throw ExitCode.doesNotHold }
    }
}
