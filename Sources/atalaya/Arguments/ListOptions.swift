internal import ArgumentParser

/// The options of commands that list rows.
struct ListOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Maximum number of rows to list.", valueName: "number"))
    var limit = 1_000

    @Option(help: "Output format: table, json (one object per line) or csv.")
    var format = ListFormat.table

    func validate() throws {
        guard (1...1_000_000).contains(limit) else {
            throw ValidationError("--limit must be a number from 1 to 1000000.")
        }
    }
}
