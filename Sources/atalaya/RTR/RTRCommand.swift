internal import ArgumentParser

struct RTRCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rtr",
        abstract: "Serve payloads to routers, or act as a router (RPKI to Router, versions 0 to 2).",
        subcommands: [ServeCommand.self, FetchCommand.self])
}
