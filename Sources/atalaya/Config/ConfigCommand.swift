internal import ArgumentParser

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Check a configuration, print an example with every key, or create an access token.",
        subcommands: [ConfigCheckCommand.self, ConfigExampleCommand.self, ConfigTokenCommand.self])
}
