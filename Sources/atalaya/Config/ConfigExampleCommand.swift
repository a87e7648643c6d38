internal import ArgumentParser
internal import Node

struct ConfigExampleCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case yaml, markdown
    }

    static let configuration = CommandConfiguration(
        commandName: "example",
        abstract: "Print an example configuration: every key with default, type, range and explanation.",
        discussion: """
            The output is a valid configuration file in which every key has its default value. Your own file needs \
            only the keys that you change.

            Exit: 0 done; 1 failed; 2 wrong usage.
            """)

    @Option(help: "Output format: yaml (the file) or markdown (the reference of the keys).")
    var format = Format.yaml

    func run() throws {
        let text =
            switch format {
            case .yaml: NodeConfiguration.example
            case .markdown: NodeConfiguration.reference
            }
        try StandardOutput.write(Array(text.utf8).span)
    }
}
