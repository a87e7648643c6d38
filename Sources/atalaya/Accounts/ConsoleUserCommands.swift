internal import Access
internal import ArgumentParser
internal import Node

struct ConsoleUserAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a user of the console.",
        discussion: """
            The password is the one line of the file, with at least 12 characters. Without a password the user logs in by a link \
            first ("atalaya console login-link --user NAME") and sets one. A running node knows the user within a second.

            Exit: 0 done; 1 failed, or the name or the password cannot be used; 2 wrong usage.
            """)

    @OptionGroup var accounts: AccountOptions

    @Argument(help: "Name of the user: letters, digits, dots, hyphens, underscores and '@'.")
    var name: String

    @OptionGroup var roles: RoleOptions

    @Option(help: ArgumentHelp("File with the password.", valueName: "file"))
    var passwordFile: String?

    func run() async throws {
        let password = try passwordFile.map { path throws(Failure) in try PasswordFile.password(path) }
        try await accounts.use { accounts, _ in
            try await accounts.createUser(
                name, password: password, roles: roles.roles, by: ConsoleAccounts.operatorVisitor)
        }
    }
}

struct ConsoleUserRoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role",
        abstract: "Set the roles of a user, in place of those until now.",
        discussion: """
            Takes effect in the open sessions of the user within a second. The last administrator keeps that role.

            Exit: 0 done; 1 failed, or there is no such user; 2 wrong usage.
            """)

    @OptionGroup var accounts: AccountOptions

    @Argument(help: "Name of the user.")
    var name: String

    @OptionGroup var roles: RoleOptions

    func run() async throws {
        try await accounts.use { accounts, _ in
            try await accounts.setRoles(of: name, to: roles.roles, by: ConsoleAccounts.operatorVisitor)
        }
    }
}

struct ConsoleUserPasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Set the password of a user, and end the user's sessions.",
        discussion: """
            The password is the one line of the file, with at least 12 characters. The second factor of the user is removed.

            Exit: 0 done; 1 failed, or there is no such user; 2 wrong usage.
            """)

    @OptionGroup var accounts: AccountOptions

    @Argument(help: "Name of the user.")
    var name: String

    @Option(help: ArgumentHelp("File with the password.", valueName: "file"))
    var passwordFile: String

    func run() async throws {
        let password = try PasswordFile.password(passwordFile)
        try await accounts.use { accounts, _ in
            try await accounts.setPassword(of: name, to: password, by: ConsoleAccounts.operatorVisitor)
        }
    }
}

struct ConsoleUserRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a user of the console, with all sessions.",
        discussion: """
            What the user has done stays in the audit. The last administrator is not removed.

            Exit: 0 done; 1 failed, or there is no such user; 2 wrong usage.
            """)

    @OptionGroup var accounts: AccountOptions

    @Argument(help: "Name of the user.")
    var name: String

    func run() async throws {
        try await accounts.use { accounts, _ in
            try await accounts.removeUser(name, by: ConsoleAccounts.operatorVisitor)
        }
    }
}
