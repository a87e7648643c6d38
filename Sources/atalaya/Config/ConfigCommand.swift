internal import ArgumentParser

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract:
            "Check a configuration, print an example with every key, create an access token, or list access decisions.",
        subcommands: [
            ConfigCheckCommand.self, ConfigExampleCommand.self, ConfigTokenCommand.self, ConfigAuditCommand.self,
        ])
}
