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
        abstract: "List the objects that a node's last run rejected, with reasons.",
        discussion: """
            Reads the node's state folder (key "state" of the configuration, or --state) and changes nothing. The node \
            need not be running.

            "since" is the time of the first of the consecutive runs that rejected the object for this reason.

            Exit: 0 done, even if no object matches; 1 failed; 2 wrong usage.
            """)

    @Option(
        name: [.customLong("config"), .customShort("c")],
        help: ArgumentHelp("Configuration file of the node.", valueName: "file"))
    var file: String?

    @OptionGroup var overrides: ConfigurationOverrides

    @Option(help: ArgumentHelp("State folder of the node; overrides the configuration.", valueName: "folder"))
    var state: String?

    @Option(help: ArgumentHelp("List only objects whose URI begins with this.", valueName: "uri"))
    var uri: String?

    @Option(
        help: ArgumentHelp("List only objects of CAs whose publication point URI begins with this.", valueName: "uri"))
    var ca: String?

    @Option(
        name: .customLong("ta"), help: ArgumentHelp("List only objects under this trust anchor.", valueName: "name"))
    var trustAnchor: String?

    @Option(help: ArgumentHelp("List only objects with this reason, such as overclaim.", valueName: "reason"))
    var code: String?

    @Option(help: ArgumentHelp("List only this level: rejected, point-kept or warning.", valueName: "level"))
    var level: String?

    @Option(help: "Output format: table, json (one object per line) or csv.")
    var format = ListFormat.table

    func validate() throws {
        if let code, ObjectError.Code(rawValue: code) == nil {
            throw ValidationError("--code \(code) is not a known reason, such as overclaim or expired.")
        }
        if let level, Rejection.Level(rawValue: level) == nil {
            throw ValidationError("--level must be rejected, point-kept or warning.")
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
            StandardError.print("no run has finished yet")
            return
        }
        if let failure = stored.failure { StandardError.print("the last run failed: \(failure)") }
        let rows = stored.rows.filter(isWanted)
        try format.print(rows, names: RejectedCommand.names, fields: RejectedCommand.fields, json: \.json)
        if stored.further > 0 { StandardError.print("\(stored.further) more were counted but not stored") }
    }

    private func folder() throws(Failure) -> String {
        if let state { return state }
        do {
            return try overrides.source(path: file).reading().state
        } catch {
            for problem in error.problems { StandardError.print("\(problem)") }
            throw Failure("could not use the configuration")
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
    /// The record of `rpki validate --rejections`, with the additional data of a node.
    fileprivate var json: String {
        JSONWriter.text { json in
            rejection.writeMembers(to: &json)
            json.member("since", since)
            json.member("trustAnchor", trustAnchor)
            json.member("repository", repository)
        }
    }
}
