internal import ArgumentParser
internal import ConfigurationKeys
internal import Node

struct ConfigCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a configuration and report every problem with its line.",
        discussion: """
            Reads the file as a node would, with the environment variables ATALAYA_… and --set, and also the files \
            that it names: locators, constraints, skip list, local exceptions, certificates. Fetches and writes \
            nothing.

            Exit: 0 the node can use it, perhaps with warnings; 1 it cannot; 2 wrong usage.
            """)

    @Argument(help: ArgumentHelp("Configuration file.", valueName: "file"))
    var file: String

    @OptionGroup var overrides: ConfigurationOverrides

    @Option(help: "Output format: text, or json (one object per line).")
    var format = TextFormat.text

    func run() throws {
        let problems = overrides.source(path: file).problems()
        for problem in problems {
            switch format {
            case .text: try StandardOutput.print("\(problem)")
            case .json: try StandardOutput.print(problem.json)
            }
        }
        let errors = problems.count { !$0.isWarning }
        guard errors == 0 else {
            StandardError.print("\(file): \(errors) \(errors == 1 ? "error" : "errors")")
            throw ExitCode(1)
        }
        StandardError.print("\(file): good\(problems.isEmpty ? "" : ", with warnings")")
    }
}
