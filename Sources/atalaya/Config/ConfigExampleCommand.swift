internal import ArgumentParser
internal import Node

struct ConfigExampleCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case yaml, markdown
    }

    static let configuration = CommandConfiguration(
        commandName: "example",
        abstract: "Print the configuration: every key with default, type, range and explanation.",
        discussion: """
            What is printed is a configuration file that says nothing but defaults. Keys that shall stay as they are can be left \
            out of one's own.

            Exit: 0 done; 1 failed; 2 wrong usage.
            """)

    @Option(help: "yaml: the file. markdown: the page of documentation with every key.")
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
