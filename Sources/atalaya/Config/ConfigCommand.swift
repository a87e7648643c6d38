internal import ArgumentParser

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Check a configuration, or print an example with every key.",
        subcommands: [ConfigCheckCommand.self, ConfigExampleCommand.self])
}
