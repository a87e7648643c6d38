internal import ArgumentParser

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Check a node's configuration, or print one with every key.",
        subcommands: [ConfigCheckCommand.self, ConfigExampleCommand.self])
}
