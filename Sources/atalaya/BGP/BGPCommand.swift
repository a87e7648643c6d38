internal import ArgumentParser

struct BGPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bgp",
        abstract: "Decode and check routes, monitor your networks, and score routing security.",
        subcommands: [
            RoutesCommand.self, CheckCommand.self, WatchCommand.self, AlertsCommand.self, ReadinessCommand.self,
        ])
}
