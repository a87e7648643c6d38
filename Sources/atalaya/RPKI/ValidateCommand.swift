internal import ArgumentParser
internal import LocalFiles
internal import RPKIValidation
internal import ValidatedPayloads

struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Validate a local copy of the RPKI and print its payloads.",
        discussion: """
            Walks from the trust anchors down and prints validated ROA payloads, ASPAs and router keys. What was refused, \
            kept or is worth a look goes to standard error, and with --rejections as JSON lines to a file.

            A file of --output is compared with what would replace it. When more than --max-loss of the VRPs of a trust \
            anchor would go, nothing is written, and the exit status is 3; --allow-loss writes it all the same.

            Exit: 0 done; 1 failed (no trust anchor was found, a file could not be read or written); 2 wrong usage; 3 done, \
            but nothing was written: too many VRPs would go, or with --complete a trust anchor was not found.
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

    @Flag(help: "Write nothing when a trust anchor was not found.")
    var complete = false

    @Option(
        help: ArgumentHelp(
            "Share of a trust anchor's VRPs that may be gone from a file of --output that is replaced, 0% to 100%.",
            valueName: "share"))
    var maxLoss = ShareArgument(percent: 20)

    @Flag(help: "Replace files also when more VRPs than that would go.")
    var allowLoss = false

    func validate() throws {
        guard !complete || !allowLoss else {
            throw ValidationError("--complete and --allow-loss exclude each other.")
        }
    }

    func run() async throws {
        let exceptions = try walk.localExceptions()
        let run = try await walk.run()
        let report = RunReport(run: run, exceptions: exceptions)
        try check(report)
        for output in outputs {
            try AtomicFile.write(output.path) { (write) throws(Failure) in
                try report.write(output.format, to: write)
            }
        }
        if let rejections {
            try AtomicFile.write(rejections) { (write) throws(Failure) in
                for rejection in run.rejections {
                    let line = Array((rejection.json + "\n").utf8)
                    try write(line.span)
                }
            }
        }
        if let format = format ?? (outputs.isEmpty ? .payloads(.csv) : nil) {
            try report.write(format, to: StandardOutput.write)
        }
        report.printToStandardError(limit: rejections == nil ? 50 : 10, file: rejections)
    }

    /// Ends with 3, before anything is written, when what was found is not what was asked for.
    private func check(_ report: RunReport) throws {
        let missing = report.run.trustAnchors.filter { !$0.isFound }.map(\.name)
        let losses = allowLoss ? [] : outputs.flatMap { OutputGuard(share: maxLoss.percent).losses($0, report) }
        guard complete && !missing.isEmpty || !losses.isEmpty else { return }
        report.printToStandardError(limit: 50, file: nil)
        if complete, !missing.isEmpty {
            StandardError.print("atalaya: not complete (--complete): \(missing.count) trust anchors were not found")
        }
        for loss in losses {
            StandardError.print("atalaya: \(loss.description), more than \(maxLoss.percent) % (--max-loss)")
        }
        StandardError.print(
            "atalaya: nothing was written" + (losses.isEmpty ? "" : "; --allow-loss replaces the files all the same"))
        throw ExitCode.doesNotHold
    }
}
