internal import ArgumentParser
internal import ValidatedPayloads

/// The options of `rtr serve` for payloads before they are served, and for earlier sessions.
struct ServeGuardOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Apply local exceptions (SLURM) to the payloads.", valueName: "file"))
    var slurm: [String] = []

    @Option(
        help: ArgumentHelp(
            "Hold a change that removes more than this share of a trust anchor's VRPs, until SIGUSR2 releases it. "
                + "Default: hold nothing; log removals of 20% or more.", valueName: "share"))
    var hold: ShareArgument?

    @Option(
        help: ArgumentHelp(
            "Hold a change that multiplies the number of VRPs (or 10000, if there are fewer) by more than this, until "
                + "SIGUSR2 releases it.", valueName: "factor"))
    var maxGrowth = 10

    @Option(help: ArgumentHelp("Refuse a file with more rows than this.", valueName: "number"))
    var maxRows = PayloadReader.Limits().rows

    @Option(
        help: ArgumentHelp(
            "Sessions after a restart with --state: keep or new. If continuity is uncertain, keep starts new ones.",
            valueName: "choice"))
    var sessions = SessionChoice.keep

    @Option(
        help: ArgumentHelp(
            "Folder outside --state for the record of which sessions may continue. Default: the system's runtime "
                + "folder.",
            valueName: "folder"))
    var lease: String?

    func validate() throws {
        guard (1...1_000_000).contains(maxGrowth) else {
            throw ValidationError("--max-growth must be a number from 1 to 1000000.")
        }
        guard (1...100_000_000).contains(maxRows) else {
            throw ValidationError("--max-rows must be a number from 1 to 100000000.")
        }
    }

    var limits: PayloadReader.Limits {
        var limits = PayloadReader.Limits()
        limits.rows = maxRows
        return limits
    }
}

/// The treatment of sessions after a restart: routers find those from before, or new ones.
enum SessionChoice: String, ExpressibleByArgument, CaseIterable {
    case keep, new
}
