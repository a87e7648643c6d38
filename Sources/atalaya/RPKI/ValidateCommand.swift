internal import ArgumentParser
internal import RPKIValidation
internal import ValidatedPayloads

struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Validate a local copy of the RPKI and print its payloads.",
        discussion: """
            Walks from the trust anchors down and prints validated ROA payloads, ASPAs and router keys. What was refused, \
            kept or is worth a look goes to standard error, and with --rejections as JSON lines to a file.

            Exit: 0 done; 1 failed (no trust anchor was found, a file could not be read or written); 2 wrong usage.
            """)

    @OptionGroup var walk: WalkOptions

    @Option(
        help: ArgumentHelp(
            "Format on standard output: \(OutputFormat.allValueStrings.joined(separator: ", ")). Default: csv, "
                + "or nothing when --output is given.", valueName: "format"))
    var format: OutputFormat?

    @Option(
        name: .customLong("output"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Write a format to a file, which is replaced when it is whole. As often as wanted.",
            valueName: "format=file"))
    var outputs: [OutputFile] = []

    @Option(help: ArgumentHelp("Write every rejection as a line of JSON to this file.", valueName: "file"))
    var rejections: String?

    func run() async throws {
        let exceptions = try walk.localExceptions()
        let run = try await walk.run()
        let report = RunReport(run: run, exceptions: exceptions)
        for output in outputs {
            try AtomicFile.write(output.path) { (file) throws(Failure) in
                try report.write(output.format, to: file.write)
            }
        }
        if let rejections {
            try AtomicFile.write(rejections) { (file) throws(Failure) in
                for rejection in run.rejections {
                    let line = Array((rejection.json + "\n").utf8)
                    try file.write(line.span)
                }
            }
        }
        if let format = format ?? (outputs.isEmpty ? .payloads(.csv) : nil) {
            try report.write(format, to: StandardOutput.write)
        }
        report.printToStandardError(limit: rejections == nil ? 50 : 10, file: rejections)
    }
}
