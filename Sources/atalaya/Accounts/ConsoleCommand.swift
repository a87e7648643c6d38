internal import ArgumentParser

struct ConsoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract: "Manage the users of the console, or create a link that logs in once.",
        subcommands: [ConsoleLoginLinkCommand.self, ConsoleUserCommand.self])
}

struct ConsoleUserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Add, list, change and remove the users of the console.",
        subcommands: [
            ConsoleUserAddCommand.self, ConsoleUserListCommand.self, ConsoleUserRoleCommand.self,
            ConsoleUserPasswordCommand.self, ConsoleUserRemoveCommand.self,
        ])
}
