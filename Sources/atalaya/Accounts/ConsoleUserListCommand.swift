internal import Access
internal import ArgumentParser
internal import Node
internal import TextFormats

struct ConsoleUserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the users of the console by name.",
        discussion: """
            "login" is how the user can log in: password, password and code, or only by a link. "used" is the last request of an \
            open session.

            Exit: 0 done, also when there is none; 1 failed; 2 wrong usage.
            """)

    @OptionGroup var accounts: AccountOptions

    @Option(help: "Output format: table, json (one object per line) or csv.")
    var format = ListFormat.table

    private static let names = ["name", "roles", "login", "created", "sessions", "used"]

    func run() async throws {
        let rows = try await accounts.use { accounts, _ in
            let sessions = Dictionary(grouping: try await accounts.sessions(), by: \.account)
            return try await accounts.accounts().map { account in
                let own = sessions[account.name] ?? []
                let login =
                    account.password == nil ? "link" : account.secondFactor == nil ? "password" : "password and code"
                return [
                    account.name.text, account.roles.sorted().map(\.rawValue).joined(separator: " "), login,
                    RFC3339(account.created).description, "\(own.count)",
                    own.map(\.used).max().map { RFC3339($0).description } ?? "",
                ]
            }
        }
        switch format {
        case .table: if !rows.isEmpty { try StandardOutput.print(rows, names: Self.names) }
        case .csv: for row in [Self.names] + rows { try StandardOutput.print(CSV.line(row)) }
        case .json:
            for row in rows {
                let text = JSONWriter.text { json in
                    for (name, field) in zip(Self.names, row) {
                        if name == "sessions" { json.member(name, Int(field)) } else { json.member(name, field) }
                    }
                }
                try StandardOutput.print(text)
            }
        }
    }
}
