internal import ArgumentParser
internal import DeskStore
internal import FoundationEssentials
internal import TextFormats

struct AlertShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show an alert: evidence, recommended actions and history.",
        discussion: "Exit: 0 done; 1 failed, or there is no such alert; 2 wrong usage.")

    @OptionGroup var store: DeskOptions

    @Argument(help: "Alert ID, or its first characters.")
    var id: String

    @Option(help: "Output format: text or json.")
    var format = TextFormat.text

    func run() throws {
        let (alert, revisions) = try store.use { store in
            let alert = try store.alert(id)
            return (alert, try store.revisions(of: alert.id))
        }
        switch format {
        case .json:
            let text = JSONWriter.text { json in
                json.object("alert", alert.writeMembers)
                json.array("history", revisions) { $0.writeMembers(to: &$1) }
            }
            try StandardOutput.print(text)
        case .text:
            try StandardOutput.print(alert.text)
            if let acknowledgement = alert.acknowledgement {
                try StandardOutput.print(
                    "\nSeen:       \(RFC3339(acknowledgement.time)) by \(acknowledgement.author)"
                        + (acknowledgement.note.map { ": \($0)" } ?? ""))
            }
            try StandardOutput.print("\nHistory:")
            for revision in revisions {
                try StandardOutput.print(
                    "  \(RFC3339(revision.time)) \(revision.change): \(revision.summary.singleLine)")
            }
        }
    }
}

struct AlertAckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack",
        abstract: "Acknowledge alerts; after that, notify only when they end.",
        discussion: "Exit: 0 done; 1 failed, or there is no such alert; 2 wrong usage.")

    @OptionGroup var store: DeskOptions

    @Argument(help: "Alert IDs, or their first characters.")
    var ids: [String]

    @OptionGroup var author: AuthorOption

    @Option(help: ArgumentHelp("Note to store with the acknowledgement.", valueName: "text"))
    var note: String?

    func run() throws {
        try store.use { store in
            // All or none.
            let alerts = try ids.map { try store.alert($0) }
            let acknowledgement = StoredAlert.Acknowledgement(time: Date(), author: author.author, note: note)
            for alert in alerts {
                guard try store.acknowledge(alert.id, acknowledgement) else {
                    throw Failure("alert \(alert.id) no longer exists")
                }
                try StandardOutput.print(alert.id)
            }
        }
    }
}
