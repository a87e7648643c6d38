internal import ArgumentParser
internal import ValidatedPayloads

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Print the differences between two payload files.",
        discussion: """
            Reads csv, csvcompat, csvext, json, jsonext, slurm, slurm2, rpki-client-json and rpki-client-csv. The \
            content of a file determines its format.

            Compares only the payloads themselves, and not their expiry, their source or the layout of the files. \
            Kinds of payload that one of the formats cannot express are not compared.

            A line with + is a payload that only B has; a line with - is one that only A has.

            Exit: 0 equal; 3 different; 1 failed; 2 wrong usage.
            """)

    @Argument(help: ArgumentHelp("The old file.", valueName: "A"))
    var old: String

    @Argument(help: ArgumentHelp("The new file.", valueName: "B"))
    var new: String

    @Option(help: "Output format: text or json.")
    var format = TextFormat.text

    func run() throws {
        let before = try PayloadFile.read(old)
        let after = try PayloadFile.read(new)
        var delta = PayloadDelta(from: before.set, to: after.set)
        // What one of the files has no place for has not changed: it was never said.
        if !before.format.carriesASPAs || !after.format.carriesASPAs { delta.aspas = .init() }
        if !before.format.carriesRouterKeys || !after.format.carriesRouterKeys { delta.routerKeys = .init() }
        switch format {
        case .text: try StandardOutput.write(Array(delta.text.utf8).span)
        case .json: try StandardOutput.print(delta.json)
        }
        let announced = delta.vrps.announced.count + delta.aspas.announced.count + delta.routerKeys.announced.count
        let withdrawn = delta.vrps.withdrawn.count + delta.aspas.withdrawn.count + delta.routerKeys.withdrawn.count
        StandardError.print("\(announced) more, \(withdrawn) fewer")
        guard delta.isEmpty else { throw ExitCode.doesNotHold }
    }
}

extension PayloadFormat {
    fileprivate var carriesRouterKeys: Bool {
        switch self {
        case .json, .jsonext, .slurm, .slurm2, .rpkiClientJSON: true
        default: false
        }
    }

    fileprivate var carriesASPAs: Bool {
        switch self {
        case .json, .jsonext, .slurm2, .rpkiClientJSON: true
        default: false
        }
    }
}
