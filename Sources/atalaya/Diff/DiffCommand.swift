internal import ArgumentParser
internal import ValidatedPayloads

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what changed from one payload file to another.",
        discussion: """
            Compares by content: when payloads expire, where they come from and how the files are written does not count. \
            Reads csv, csvcompat, csvext, json, jsonext, slurm, slurm2, rpki-client-json and rpki-client-csv, told by \
            content. Lines start with + for what B has more and - for what it lacks.

            Exit: 0 equal; 3 different; 1 failed; 2 wrong usage.
            """)

    @Argument(help: ArgumentHelp("The file before.", valueName: "A"))
    var old: String

    @Argument(help: ArgumentHelp("The file after.", valueName: "B"))
    var new: String

    @Option(help: "The format of the answer: text or json.")
    var format = TextFormat.text

    func run() throws {
        let delta = PayloadDelta(from: try PayloadFile.read(old).set, to: try PayloadFile.read(new).set)
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
