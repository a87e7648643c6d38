internal import ArgumentParser
internal import LocalFiles
internal import RPKIValidation
internal import ValidatedPayloads

struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Validate the RPKI and print its payloads.",
        discussion: """
            Validates from the trust anchors down and prints validated ROA payloads (VRPs), ASPAs and router keys. \
            Rejected objects, publication points used in their last valid state, and warnings are reported on standard \
            error. With --rejections they are also written to a file, as one JSON object per line.

            Compares each file of --output with its replacement. If more than --max-loss of a trust anchor's VRPs \
            would be removed, writes nothing and exits with status 3. --allow-loss writes the files anyway.

            Exit: 0 done; 1 failed (no trust anchor was found, a file could not be read or written); 2 wrong usage; 3 done, \
            but nothing was written: too many VRPs would be removed, or with --complete a trust anchor was not found.
            """)

    @OptionGroup var walk: WalkOptions

    @Option(
        help: ArgumentHelp(
            "Format for standard output: \(OutputFormat.allValueStrings.joined(separator: ", ")). Default: csv, or "
                + "none with --output.", valueName: "format"))
    var format: OutputFormat?

    @Option(
        name: .customLong("output"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Write a file in this format. The file is replaced only after it is complete. May be repeated.",
            valueName: "format=file"))
    var outputs: [OutputFile] = []

    @Option(help: ArgumentHelp("Write every rejection to this file, as one JSON object per line.", valueName: "file"))
    var rejections: String?

    @Flag(help: "Write nothing if a trust anchor was not found.")
    var complete = false

    @Option(
        help: ArgumentHelp(
            "Maximum share of a trust anchor's VRPs that may disappear from a file of --output, 0% to 100%.",
            valueName: "share"))
    var maxLoss = ShareArgument(percent: 20)

    @Flag(help: "Replace the files even if more VRPs than --max-loss would disappear.")
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
            StandardError.print("atalaya: \(missing.count) trust anchors were not found (--complete)")
        }
        for loss in losses {
            StandardError.print("atalaya: \(loss.description), more than \(maxLoss.percent) % (--max-loss)")
        }
        StandardError.print(
            "atalaya: nothing was written" + (losses.isEmpty ? "" : "; to replace the files anyway, use --allow-loss"))
        throw ExitCode.doesNotHold
    }
}
