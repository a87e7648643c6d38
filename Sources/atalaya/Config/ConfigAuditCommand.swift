internal import Access
internal import ArgumentParser
internal import DeskStore
internal import FoundationEssentials
internal import TextFormats

struct ConfigAuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "List who was permitted or refused access to what, the most recent first.",
        discussion: """
            Reads the audit of the HTTP API from the node's state folder (key "state" of the configuration); the node need \
            not be running. Equal decisions of one minute are one row with their count. The client "several" is the row of \
            all addresses that were refused in a minute after the first 20. Tokens have the name that the configuration \
            gives them.

            Exit: 0 done, also when there is none; 1 failed; 2 wrong usage.
            """)

    @OptionGroup var desk: DeskOptions

    @Option(
        help: ArgumentHelp(
            "List only decisions since this time, such as 2026-03-16T07:00:00Z.", valueName: "time"))
    var since: Moment?

    @Flag(help: "List only decisions that refused access.")
    var refused = false

    @OptionGroup var list: ListOptions

    func run() throws {
        let entries = try desk.open { desk in
            try desk.audit.entries(since: since?.date, onlyRefused: refused, limit: list.limit)
        }
        try list.format.print(entries, names: AuditEntry.names, fields: \.fields, json: \.json)
    }
}

extension AuditEntry {
    fileprivate static let names = [
        "last", "first", "count", "decision", "principal", "client", "action", "label", "reason",
    ]

    /// As a row of a table.
    fileprivate var fields: [String] {
        [
            RFC3339(last).description, RFC3339(first).description, "\(count)", refusal == nil ? "granted" : "refused",
            principal.singleLine, client.singleLine, "\(verb) \(resource)".singleLine, label.singleLine,
            refusal?.singleLine ?? "",
        ]
    }

    /// As one JSON object.
    fileprivate var json: String {
        JSONWriter.text { json in
            json.member("first", RFC3339(first).description)
            json.member("last", RFC3339(last).description)
            json.member("count", count)
            json.member("decision", refusal == nil ? "granted" : "refused")
            json.member("principal", principal)
            json.member("client", client)
            json.member("verb", verb)
            json.member("resource", resource)
            json.member("label", label)
            if let refusal { json.member("reason", refusal) }
        }
    }
}
