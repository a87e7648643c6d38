internal import ArgumentParser
internal import DeskStore
internal import FoundationEssentials
internal import Node
internal import NumberResources
internal import RPKIValidation
internal import RouteSecurity
internal import TextFormats

/// The alerts that a mute or maintenance window covers.
struct ScopeArguments: ParsableArguments {
    @Argument(help: "Alert class, prefix, AS number or alert ID; at most one of each.")
    var scope: [String] = []

    @OptionGroup var author: AuthorOption

    @Option(help: ArgumentHelp("Reason to store.", valueName: "text"))
    var reason = ""

    func read() throws -> AlertFilter {
        do throws(AlertFilter.Refusal) {
            return try AlertFilter(scope)
        } catch {
            throw ValidationError(
                "'\(error.word)' is not an alert class, prefix, AS number or alert ID, or is the second of its kind.")
        }
    }

    func suppression(_ kind: Suppression.Kind, from: Date, to: Date?) throws -> Suppression {
        let scope = try read()
        return Suppression(
            kind: kind, alert: scope.id, alertClass: scope.classes.first?.rawValue,
            prefix: scope.prefixes.first.map { "\($0)" }, asn: scope.offenders.first?.rawValue, begins: from, ends: to,
            reason: reason,
            author: author.author)
    }
}

struct AlertMuteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mute",
        abstract: "Suppress notifications; keep alerts listed.",
        discussion: """
            Several words narrow the scope: "mute bogon 192.0.2.0/24" mutes only bogon alerts about that prefix.

            Prints the number of the mute. To end it early, give the number to "alerts lift".

            Exit: 0 done; 1 failed; 2 wrong usage.
            """)

    @OptionGroup var store: DeskOptions

    @OptionGroup var scope: ScopeArguments

    @Option(
        help: ArgumentHelp(
            "End of the mute, such as 2026-03-16T07:00:00Z. Default: until it is lifted.", valueName: "time"))
    var until: Moment?

    func validate() throws {
        guard try !scope.read().isEmpty else {
            throw ValidationError("Give at least one of: alert class, prefix, AS number, alert ID.")
        }
    }

    func run() throws {
        let now = Date()
        let suppression = try scope.suppression(.mute, from: now, to: until?.date)
        try StandardOutput.print("\(try store.use { try $0.add(suppression) })")
    }
}

struct AlertMaintainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "maintain",
        abstract: "Set a maintenance window, in which no alerts are raised.",
        discussion: """
            Without a scope the window covers every alert. A condition that still holds at the end of the window is \
            raised then.

            Prints the number of the window. To end it early, give the number to "alerts lift".

            Exit: 0 done; 1 failed; 2 wrong usage.
            """)

    @OptionGroup var store: DeskOptions

    @OptionGroup var scope: ScopeArguments

    @Option(help: ArgumentHelp("Start of the window, such as 2026-03-16T07:00:00Z. Default: now.", valueName: "time"))
    var from: Moment?

    @Option(help: ArgumentHelp("End of the window.", valueName: "time"))
    var to: Moment

    func validate() throws {
        _ = try scope.read()
        guard (from?.date ?? .distantPast) < to.date else {
            throw ValidationError("The window ends before it begins: --to must be later than --from.")
        }
    }

    func run() throws {
        let suppression = try scope.suppression(.maintenance, from: from?.date ?? Date(), to: to.date)
        try StandardOutput.print("\(try store.use { try $0.add(suppression) })")
    }
}

struct AlertSuppressionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silences",
        abstract:
            "List current and future mutes and maintenance windows, except those of the configuration.",
        discussion: "Exit: 0 done; 1 failed; 2 wrong usage.")

    @OptionGroup var store: DeskOptions

    @Option(help: "Output format: table, json (one object per line) or csv.")
    var format = ListFormat.table

    private static let names = ["number", "kind", "about", "begins", "ends", "by", "reason"]

    func run() throws {
        let suppressions = try store.use { try $0.suppressions(at: Date()) }
        let rows = suppressions.map { suppression in
            let scope = [
                suppression.alertClass, suppression.prefix, suppression.asn.map { "AS\($0)" }, suppression.alert,
            ]
            return [
                "\(suppression.id)", suppression.kind.rawValue, scope.compactMap { $0 }.joined(separator: " "),
                RFC3339(suppression.begins).description, suppression.ends.map { RFC3339($0).description } ?? "",
                suppression.author,
                suppression.reason.singleLine,
            ]
        }
        try format.print(rows, names: Self.names, fields: { $0 }) { row in
            JSONWriter.text { json in
                for (name, field) in zip(Self.names, row) {
                    if name == "number" { json.member(name, Int(field)) } else { json.member(name, field) }
                }
            }
        }
    }
}

struct AlertLiftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lift",
        abstract: "End a mute or maintenance window.",
        discussion: "Exit: 0 done; 1 failed, or no mute or window has this number; 2 wrong usage.")

    @OptionGroup var store: DeskOptions

    @Argument(help: "Number of the mute or window, as \"alerts silences\" lists it.")
    var number: Int64

    func run() throws {
        guard try store.use({ try $0.removeSuppression(number) }) else {
            throw Failure("there is no mute or maintenance window with number \(number)")
        }
    }
}
