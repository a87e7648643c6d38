internal import ArgumentParser

struct BGPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bgp",
        abstract: "Read routes, say what is wrong with them, and watch over one's own.",
        subcommands: [RoutesCommand.self, WatchCommand.self, AlertsCommand.self])
}
