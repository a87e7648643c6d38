internal import ArgumentParser
internal import ConfigurationKeys
internal import FoundationEssentials
internal import Node
internal import RPKIObjects
internal import RPKIRepository
internal import RPKIValidation
internal import SQLiteFile
internal import TextFormats

struct RejectedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejected",
        abstract: "List what a node's last run did not accept, and why.",
        discussion: """
            Reads the folder of the node ("state" of the configuration, or --state), whether the node runs or not, and \
            changes nothing. "since" is when the first run of those without a break rejected the object so.

            Exit: 0 done, also when there is nothing; 1 failed; 2 wrong usage.
            """)

    @Option(
        name: [.customLong("config"), .customShort("c")],
        help: ArgumentHelp("The node's configuration.", valueName: "file"))
    var file: String?

    @OptionGroup var overrides: ConfigurationOverrides

    @Option(help: ArgumentHelp("The node's folder, in place of that of a configuration.", valueName: "folder"))
    var state: String?

    @Option(help: ArgumentHelp("Only objects whose URI begins so.", valueName: "uri"))
    var uri: String?

    @Option(help: ArgumentHelp("Only those of a CA: its publication point begins so.", valueName: "uri"))
    var ca: String?

    @Option(name: .customLong("ta"), help: ArgumentHelp("Only those under a trust anchor.", valueName: "name"))
    var trustAnchor: String?

    @Option(help: ArgumentHelp("Only those with a reason, such as overclaim.", valueName: "reason"))
    var code: String?

    @Option(help: ArgumentHelp("Only those of a level: rejected, point-kept or warning.", valueName: "level"))
    var level: String?

    @Option(help: "The format of the list: table, json with an object a line, or csv.")
    var format = ListFormat.table

    func validate() throws {
        if let code, ObjectError.Code(rawValue: code) == nil {
            throw ValidationError("--code \(code) is not a reason; Docs/Validation.md lists them.")
        }
        if let level, Rejection.Level(rawValue: level) == nil {
            throw ValidationError("--level is rejected, point-kept or warning.")
        }
    }

    func run() throws {
        let stored: StoredRejections?
        do {
            stored = try ObjectStore.rejections(folder: try folder())
        } catch let error as SQLiteFileError {
            throw Failure("\(error)")
        }
        guard let stored else {
            StandardError.print("no run has ended yet")
            return
        }
        if let failure = stored.failure { StandardError.print("the last run failed: \(failure)") }
        let rows = stored.rows.filter(isWanted)
        switch format {
        case .table:
            if !rows.isEmpty {
                try StandardOutput.print(rows.map(RejectedCommand.fields), names: RejectedCommand.names)
            }
        case .csv:
            try StandardOutput.print(RejectedCommand.names.joined(separator: ","))
            for row in rows {
                try StandardOutput.print(CSV.line(RejectedCommand.fields(row)))
            }
        case .json: for row in rows { try StandardOutput.print(row.json) }
        }
        if stored.further > 0 { StandardError.print("\(stored.further) more were counted, but not kept") }
    }

    private func folder() throws(Failure) -> String {
        if let state { return state }
        do {
            return try overrides.source(path: file).reading().state
        } catch {
            for problem in error.problems { StandardError.print("\(problem)") }
            throw Failure("the configuration cannot be used")
        }
    }

    private func isWanted(_ row: StoredRejections.Row) -> Bool {
        let rejection = row.rejection
        if let code, rejection.error.code.rawValue != code { return false }
        if let level, rejection.level.rawValue != level { return false }
        if let uri, !rejection.uri.hasPrefix(uri) { return false }
        if let trustAnchor, row.trustAnchor != trustAnchor { return false }
        if let ca, !rejection.uri.hasPrefix(ca), row.repository?.hasPrefix(ca) != true { return false }
        return true
    }

    private static let names = [
        "level", "reason", "uri", "rfc", "since", "trust-anchor", "repository", "hash", "detail",
    ]

    private static func fields(_ row: StoredRejections.Row) -> [String] {
        let error = row.rejection.error
        return [
            row.rejection.level.rawValue, error.code.rawValue, row.rejection.uri.singleLine, "\(error.rule)",
            RFC3339(row.since).description, row.trustAnchor ?? "", row.repository ?? "",
            row.rejection.hash.map { "\($0)" } ?? "", error.detail.singleLine,
        ]
    }
}

extension StoredRejections.Row {
    /// The record of `rpki validate --rejections`, with what a node knows besides.
    fileprivate var json: String {
        JSONWriter.text { json in
            rejection.writeMembers(to: &json)
            json.member("since", since)
            json.member("trustAnchor", trustAnchor)
            json.member("repository", repository)
        }
    }
}
