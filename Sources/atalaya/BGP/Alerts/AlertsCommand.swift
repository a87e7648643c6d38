internal import ArgumentParser
internal import DeskStore
internal import FoundationEssentials

struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "List, acknowledge and mute alerts; test their delivery.",
        discussion: """
            Reads and changes the alerts in the node's state folder (key "state" of the configuration). The node need \
            not be running; if it is, it applies changes within a second.
            """,
        subcommands: [
            AlertListCommand.self, AlertShowCommand.self, AlertAckCommand.self, AlertMuteCommand.self,
            AlertMaintainCommand.self, AlertSuppressionsCommand.self, AlertLiftCommand.self, AlertTestCommand.self,
        ])
}

extension DeskOptions {
    /// Returns the result of `body` for the alert store.
    func use<Result>(_ body: (AlertStore) throws -> Result) throws -> Result {
        try open { try body($0.alerts) }
    }
}

/// The author of a change, for the record.
struct AuthorOption: ParsableArguments {
    @Option(help: ArgumentHelp("Name to store as the author. Default: the current user.", valueName: "name"))
    var by: String?

    var author: String {
        let environment = ProcessInfo.processInfo.environment
        return by ?? ["SUDO_USER", "USER", "LOGNAME"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? "unknown"
    }
}

extension AlertStore {
    /// The one alert whose identity begins so.
    func alert(_ prefix: String) throws -> StoredAlert {
        let found = prefix.isEmpty ? [] : try alerts(beginning: prefix)
        guard let alert = found.first else { throw Failure("there is no alert whose ID begins with '\(prefix)'") }
        guard found.count == 1 else {
            throw Failure("more than one alert ID begins with '\(prefix)'; give more characters")
        }
        return alert
    }
}
