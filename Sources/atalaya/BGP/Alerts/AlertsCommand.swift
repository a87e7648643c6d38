internal import ArgumentParser
internal import ConfigurationKeys
internal import DeskStore
internal import FoundationEssentials
internal import Node
internal import SQLiteFile

struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "List and answer alerts, mute them, and try the way that they take.",
        discussion: """
            Works on the alerts in the folder of the node ("state" of the configuration), whether the node runs or not; one \
            that runs follows within a second.
            """,
        subcommands: [
            AlertListCommand.self, AlertShowCommand.self, AlertAckCommand.self, AlertMuteCommand.self,
            AlertMaintainCommand.self, AlertSilencesCommand.self, AlertLiftCommand.self, AlertTestCommand.self,
        ])
}

/// Which node's alerts are meant.
struct AlertStoreOptions: ParsableArguments {
    @Option(
        name: [.customLong("config"), .customShort("c")],
        help: ArgumentHelp("The node's configuration.", valueName: "file"))
    var file: String?

    @OptionGroup var overrides: ConfigurationOverrides

    func configuration() throws(Failure) -> NodeConfiguration {
        do {
            return try overrides.source(path: file).reading()
        } catch {
            for problem in error.problems { StandardError.print("\(problem)") }
            throw Failure("the configuration cannot be used")
        }
    }

    /// What `body` gives of the alerts.
    func use<Result>(_ body: (AlertStore) throws -> Result) throws -> Result {
        let folder = try configuration().state
        do {
            let desk = try StateFolder.desk(of: folder)
            defer { try? desk.close() }
            return try body(desk.alerts)
        } catch let error as SQLiteFileError {
            throw Failure("\(error)" + (error.remedy(configuration: file).map { "; \($0)" } ?? ""))
        }
    }
}

/// Who says it, for the record.
struct AuthorOption: ParsableArguments {
    @Option(help: ArgumentHelp("Who says so. Default: the name of the user.", valueName: "name"))
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
        guard let alert = found.first else { throw Failure("no alert begins with '\(prefix)'") }
        guard found.count == 1 else { throw Failure("more than one alert begins with '\(prefix)'") }
        return alert
    }
}
