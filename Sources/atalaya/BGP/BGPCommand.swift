internal import ArgumentParser

struct BGPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bgp",
        abstract: "Read routes, check them, and score networks by them.",
        subcommands: [ReadinessCommand.self])
}
