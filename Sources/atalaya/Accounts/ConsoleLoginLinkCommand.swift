internal import Access
internal import ArgumentParser
internal import Node

struct ConsoleLoginLinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login-link",
        abstract: "Create a link that logs in to the console once.",
        discussion: """
            Prints the link. It is valid for 15 minutes and for one login, and a new password can be set with it without the \
            former one. Where the node has no account, the login creates the account "admin" with the roles administrator \
            and analyst. The node may be running.

            Exit: 0 done; 1 failed, or there is no such user; 2 wrong usage.
            """)

    @OptionGroup var accounts: AccountOptions

    @Option(
        help: ArgumentHelp(
            "User to log in. Default: the only administrator.", valueName: "name"))
    var user: String?

    func run() async throws {
        let (link, name, minutes) = try await accounts.use { accounts, configuration in
            let all = try await accounts.accounts()
            let name = try user ?? administrator(of: all)
            let secret = try await accounts.makeLink(
                for: name, roles: all.isEmpty ? FirstAccount.roles : [], by: ConsoleAccounts.operatorVisitor)
            return (
                "\(configuration.consoleAddress)/login?link=\(secret)", name, accounts.settings.limits.linkSeconds / 60
            )
        }
        try StandardOutput.print(link)
        StandardError.print("The link logs in as \(name), once, within \(minutes) minutes.")
    }

    private func administrator(of all: [Account]) throws(Failure) -> String {
        if all.isEmpty { return FirstAccount.name }
        let administrators = all.filter { $0.roles.contains(.administrator) }.map(\.name.text)
        guard let name = administrators.first, administrators.count == 1 else {
            throw Failure("give --user: the users are \(all.map(\.name.text).joined(separator: ", "))")
        }
        return name
    }
}
