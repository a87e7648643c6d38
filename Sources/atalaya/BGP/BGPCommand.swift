internal import ArgumentParser

struct BGPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bgp",
        abstract: "Read routes, say what is wrong with them, watch over one's own, and score networks.",
        subcommands: [
            RoutesCommand.self, CheckCommand.self, WatchCommand.self, AlertsCommand.self, ReadinessCommand.self,
        ])
}
