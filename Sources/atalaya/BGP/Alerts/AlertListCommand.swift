internal import ArgumentParser
internal import DeskStore
internal import FoundationEssentials
internal import Node
internal import NumberResources
internal import RouteSecurity
internal import SecurityEvents
internal import TextFormats

/// A severity on the command line.
struct SeverityArgument: ExpressibleByArgument {
    let severity: EventSeverity

    init?(argument: String) {
        guard let severity = EventSeverity(rawValue: argument) else { return nil }
        self.severity = severity
    }

    static var allValueStrings: [String] { EventSeverity.allCases.map(\.rawValue) }
}

/// A class of alerts on the command line.
struct AlertClassArgument: ExpressibleByArgument {
    let alertClass: AlertClass

    init?(argument: String) {
        guard let alertClass = AlertClass(rawValue: argument) else { return nil }
        self.alertClass = alertClass
    }

    static var allValueStrings: [String] { AlertClass.allCases.map(\.rawValue) }
}

struct AlertListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List alerts, the most recent first.",
        discussion: "Exit: 0 done, even if no alert matches; 1 failed; 2 wrong usage.")

    @OptionGroup var store: DeskOptions

    @Flag(help: "Also list alerts that have ended.")
    var all = false

    @Option(
        help: ArgumentHelp(
            "List only alerts that changed since this time, such as 2026-03-16T07:00:00Z.", valueName: "time"))
    var since: Moment?

    @Option(name: .customLong("class"), help: ArgumentHelp("List only alerts of this class.", valueName: "class"))
    var alertClass: AlertClassArgument?

    @Option(help: ArgumentHelp("List only alerts about this prefix or a more specific one.", valueName: "prefix"))
    var prefix: PrefixArgument?

    @Option(help: ArgumentHelp("List only alerts of this severity or higher.", valueName: "severity"))
    var severity: SeverityArgument?

    @OptionGroup var list: ListOptions

    func run() throws {
        let alerts = try store.use { store in
            try store.alerts(since: since?.date, onlyOpen: !all, limit: 1_000_000).filter(isWanted).prefix(list.limit)
        }
        try list.format.print(alerts, names: AlertRow.names, fields: { AlertRow($0).fields }, json: \.json)
    }

    private func isWanted(_ alert: StoredAlert) -> Bool {
        if let alertClass, alert.kind != alertClass.alertClass.rawValue { return false }
        if let severity, EventSeverity.allCases.firstIndex(of: severity.severity) ?? 0 > alert.severity { return false }
        guard let prefix else { return true }
        return alert.prefix.flatMap { IPPrefix($0) }.map { prefix.prefix.covers($0) } ?? false
    }
}

/// An alert as a row of a table.
struct AlertRow {
    static let names = ["id", "state", "severity", "class", "prefix", "by", "raised", "updated", "seen", "summary"]

    let fields: [String]

    init(_ alert: StoredAlert) {
        let severities = EventSeverity.allCases.map(\.rawValue)
        fields = [
            alert.id, alert.state, severities[max(0, min(alert.severity, severities.count - 1))], alert.kind,
            alert.prefix ?? "", alert.asn.map { "AS\($0)" } ?? "", RFC3339(alert.raised).description,
            RFC3339(alert.updated).description, alert.acknowledgement?.author ?? "", alert.summary.singleLine,
        ]
    }
}
