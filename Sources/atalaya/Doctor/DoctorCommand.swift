internal import ArgumentParser
internal import ConfigurationKeys
internal import FoundationEssentials
internal import Node

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check a node and its machine: report what is wrong, what it breaks, and the command that mends it.",
        discussion: """
            Checks the configuration, the clock, listen addresses, host names, the servers of the trust anchors, disk space, \
            trust anchor locators, mail, TLS certificates, permissions, databases, backups and the console. Changes nothing; \
            the node may be running. Run it as root or as the node's user: other users cannot read the state folder.

            Each finding is one line: its level (good, note or wrong), the check, what was found, what it breaks, and what \
            to run or to set. A note is not a fault.

            Exit: 0 nothing is wrong; 1 failed; 2 wrong usage; 3 something is wrong.
            """)

    @Option(
        name: [.customLong("config"), .customShort("c")],
        help: ArgumentHelp("Configuration file of the node.", valueName: "file"))
    var file: String?

    @OptionGroup var overrides: ConfigurationOverrides

    @Flag(help: "Send nothing to other machines: leave host names and servers out.")
    var offline = false

    @Flag(help: "Print only what is wrong, and notes.")
    var quiet = false

    @Option(
        help: ArgumentHelp(
            "Time limit for each server, from 1s to 1d; all are asked simultaneously.", valueName: "duration"))
    var networkTime = TimeLimitArgument(duration: .seconds(10))

    @Option(
        help: ArgumentHelp("Time limit for looking at each database file, from 1s to 1d.", valueName: "duration"))
    var databaseTime = TimeLimitArgument(duration: .seconds(30))

    @Option(help: "Output format: text, or json (one object per line).")
    var format = TextFormat.text

    func run() async throws {
        var options = DoctorOptions()
        options.usesNetwork = !offline
        options.networkTime = networkTime.duration
        options.databaseTime = databaseTime.duration
        let findings = await Doctor(source: overrides.source(path: file), options: options, at: Date()).findings()
        for finding in findings where !quiet || finding.level != .good {
            switch format {
            case .text: try StandardOutput.print(finding.line)
            case .json: try StandardOutput.print(finding.json)
            }
        }
        let wrong = findings.count { $0.level == .wrong }
        if wrong > 0 { throw ExitCode.doesNotHold }
    }
}
