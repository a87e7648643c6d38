internal import ArgumentParser

struct BGPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bgp",
        abstract: "Read routes, say what is wrong with them, and score networks by them.",
        subcommands: [RoutesCommand.self, CheckCommand.self, ReadinessCommand.self])
}
