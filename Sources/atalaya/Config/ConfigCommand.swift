internal import ArgumentParser

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Check a node's configuration, print one with every key, or make a token for it.",
        subcommands: [ConfigCheckCommand.self, ConfigExampleCommand.self, ConfigTokenCommand.self])
}
