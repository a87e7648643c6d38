internal import ArgumentParser

struct BGPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bgp",
        abstract: "Watch routes, and answer the alerts that come of it.",
        subcommands: [WatchCommand.self, AlertsCommand.self])
}
