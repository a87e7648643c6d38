internal import ArgumentParser

struct BGPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bgp",
        abstract: "Read routes and say what is wrong with them.",
        subcommands: [RoutesCommand.self])
}
