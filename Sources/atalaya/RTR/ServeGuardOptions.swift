internal import ArgumentParser
internal import ServingStore
internal import ValidatedPayloads

/// What `rtr serve` does with payloads before it serves them, and with sessions of before.
struct ServeGuardOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Apply local exceptions (SLURM) to the payloads.", valueName: "file"))
    var slurm: [String] = []

    @Option(
        help: ArgumentHelp(
            "Hold a change that removes more than this share of a trust anchor's VRPs, until SIGUSR2 lets it through. "
                + "Default: serve it, and log it from 20% on.", valueName: "share"))
    var hold: ShareArgument?

    @Option(
        help: ArgumentHelp(
            "Hold a change after which there are more than so many times the VRPs of before (or of 10000), until SIGUSR2 "
                + "lets it through.", valueName: "factor"))
    var maxGrowth = 10

    @Option(help: ArgumentHelp("Refuse a file with more rows.", valueName: "number"))
    var maxRows = PayloadReader.Limits().rows

    @Option(
        help: ArgumentHelp(
            "Whether a restart in place keeps the sessions that --state has: keep or new. In doubt they are new.",
            valueName: "choice"))
    var sessions = SessionChoice.keep

    @Option(
        help: ArgumentHelp(
            "Folder outside of --state that says which sessions go on. Default: the system's runtime folder.",
            valueName: "folder"))
    var lease: String?

    func validate() throws {
        guard (1...1_000_000).contains(maxGrowth) else {
            throw ValidationError("--max-growth is a number from 1 to 1000000.")
        }
        guard (1...100_000_000).contains(maxRows) else {
            throw ValidationError("--max-rows is a number from 1 to 100000000.")
        }
    }

    var limits: PayloadReader.Limits {
        var limits = PayloadReader.Limits()
        limits.rows = maxRows
        return limits
    }
}

/// The word of an operator for ``SessionPolicy``.
enum SessionChoice: String, ExpressibleByArgument, CaseIterable {
    case keep, new

    var policy: SessionPolicy { self == .new ? .new : .keep }
}
