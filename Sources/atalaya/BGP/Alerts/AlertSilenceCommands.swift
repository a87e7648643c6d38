internal import ArgumentParser
internal import FoundationEssentials
internal import Node
internal import NumberResources
internal import RPKIValidation
internal import RouteSecurity
internal import Store
internal import TextFormats

/// What is muted or worked on.
struct ScopeArguments: ParsableArguments {
    @Argument(help: "A class, a prefix, an AS number, an alert's number: at most one of each.")
    var scope: [String] = []

    @OptionGroup var author: AuthorOption

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason = ""

    func read() throws -> AlertFilter {
        do throws(AlertFilter.Refusal) {
            return try AlertFilter(scope)
        } catch {
            throw ValidationError("'\(error.word)' is no class, prefix, AS number or alert's number, or there are two.")
        }
    }

    func silence(_ kind: Silence.Kind, from: Date, to: Date?) throws -> Silence {
        let scope = try read()
        return Silence(
            kind: kind, alert: scope.id, alertClass: scope.classes.first?.rawValue,
            prefix: scope.prefixes.first.map { "\($0)" }, asn: scope.offenders.first?.rawValue, begins: from, ends: to,
            reason: reason,
            author: author.author)
    }
}

struct AlertMuteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mute",
        abstract: "Keep alerts to the list: nothing is passed on of them.",
        discussion: """
            What is named together is meant together: "mute bogon 192.0.2.0/24" is bogons of that prefix. The answer is the \
            number by which "alerts lift" takes it back.

            Exit: 0 done; 1 failed; 2 wrong usage.
            """)

    @OptionGroup var store: AlertStoreOptions

    @OptionGroup var scope: ScopeArguments

    @Option(help: ArgumentHelp("Until then, as 2026-03-16T07:00:00Z. Default: until it is lifted.", valueName: "time"))
    var until: Moment?

    func validate() throws {
        guard try !scope.read().isEmpty else { throw ValidationError("Name what is to be muted.") }
    }

    func run() throws {
        let now = Date()
        let silence = try scope.silence(.mute, from: now, to: until?.date)
        try StandardOutput.print("\(try store.use { try $0.add(silence) })")
    }
}

struct AlertMaintainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "maintain",
        abstract: "Set a maintenance window: alerts are not raised in it; what still holds at its end is raised then.",
        discussion: """
            Without words it is about everything. The answer is the number by which "alerts lift" takes it back.

            Exit: 0 done; 1 failed; 2 wrong usage.
            """)

    @OptionGroup var store: AlertStoreOptions

    @OptionGroup var scope: ScopeArguments

    @Option(help: ArgumentHelp("From then, as 2026-03-16T07:00:00Z. Default: now.", valueName: "time"))
    var from: Moment?

    @Option(help: ArgumentHelp("Until then.", valueName: "time"))
    var to: Moment

    func validate() throws {
        _ = try scope.read()
        guard (from?.date ?? .distantPast) < to.date else {
            throw ValidationError("The window ends before it begins.")
        }
    }

    func run() throws {
        let silence = try scope.silence(.maintenance, from: from?.date ?? Date(), to: to.date)
        try StandardOutput.print("\(try store.use { try $0.add(silence) })")
    }
}

struct AlertSilencesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silences",
        abstract:
            "List mutes and maintenance windows that are not over; those of the configuration are not among them.",
        discussion: "Exit: 0 done; 1 failed; 2 wrong usage.")

    @OptionGroup var store: AlertStoreOptions

    @Option(help: "The format of the list: table, json with an object a line, or csv.")
    var format = ListFormat.table

    private static let names = ["number", "kind", "about", "begins", "ends", "by", "reason"]

    func run() throws {
        let silences = try store.use { try $0.silences(at: Date()) }
        let rows = silences.map { silence in
            let scope = [silence.alertClass, silence.prefix, silence.asn.map { "AS\($0)" }, silence.alert]
            return [
                "\(silence.id)", silence.kind.rawValue, scope.compactMap { $0 }.joined(separator: " "),
                RFC3339(silence.begins).description, silence.ends.map { RFC3339($0).description } ?? "", silence.author,
                silence.reason.singleLine,
            ]
        }
        switch format {
        case .table: if !rows.isEmpty { try StandardOutput.print(rows, names: Self.names) }
        case .csv:
            for row in [Self.names] + rows {
                try StandardOutput.print(CSV.line(row))
            }
        case .json:
            for row in rows {
                let text = JSONWriter.text { json in
                    for (name, field) in zip(Self.names, row) {
                        if name == "number" { json.member(name, Int(field)) } else { json.member(name, field) }
                    }
                }
                try StandardOutput.print(text)
            }
        }
    }
}

struct AlertLiftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lift",
        abstract: "Take a mute or maintenance window back.",
        discussion: "Exit: 0 done; 1 failed, or there is none of that number; 2 wrong usage.")

    @OptionGroup var store: AlertStoreOptions

    @Argument(help: "Its number.")
    var number: Int64

    func run() throws {
        guard try store.use({ try $0.removeSilence(number) }) else {
            throw Failure("no mute or window has number \(number)")
        }
    }
}
