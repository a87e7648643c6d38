internal import ArgumentParser
internal import ConfigurationKeys
internal import DemoEconomy
internal import FoundationEssentials
internal import LocalFiles

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run a node on an invented economy: no network, no configuration.",
        discussion: """
            Makes up the Faro islands and their neighbours, with their RPKI and a month of routes, and runs a node on them. \
            All of it is invented, and follows from the seed and the time alone. The node listens on this machine only, and \
            connects to nothing.

            The last six hours before --at are replayed, 60 times as fast as they were; then time goes on as usual. A hijack \
            begins one minute after the start.

            Runs until SIGINT (Ctrl-C) or SIGTERM. The files of the demo are removed then, unless --state names a folder.

            Exit: 0 ended by SIGINT or SIGTERM, or --once and all is well; 1 failed; 2 wrong usage.
            """)

    @Option(help: ArgumentHelp("Seed: another one gives another economy.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "Time that the demo is about, such as 2026-03-16T07:00:00Z. Default: now.", valueName: "time"))
    var moment: Moment?

    @Option(
        help: ArgumentHelp("Speed of the replay; 0 stops the clock at --at.", valueName: "factor"))
    var speed = 60.0

    @Option(
        help: ArgumentHelp(
            "Listen address of the HTTP API, on loopback. Default: the first free port of 127.0.0.1 from 8324.",
            valueName: "address:port"))
    var listen: NetworkAddress?

    @Option(
        help: ArgumentHelp(
            "Folder for the files of the demo; it is kept. Default: a temporary folder.", valueName: "folder"))
    var state: String?

    @Flag(help: "Print the addresses as JSON, on one line.")
    var json = false

    @Option(
        help: ArgumentHelp("File to write all to that is planted in the demo, as JSON.", valueName: "file"))
    var truth: String?

    @Flag(help: "Request every path of the API that needs no parameter, and end.")
    var once = false

    func validate() throws {
        guard speed >= 0, speed <= 3600 else { throw ValidationError("--speed: 0 to 3600") }
        if let listen, !ListenAddress(host: listen.host, port: listen.port).isLoopback {
            throw ValidationError("--listen: \(listen.host) is not on loopback; the demo is for this machine only")
        }
    }

    func run() async throws {
        let economy: DemoEconomy
        do {
            economy = try DemoEconomy(seed: seed, at: moment?.date ?? Date())
        } catch {
            throw Failure("could not make the economy: \(error)")
        }
        if let truth {
            let octets = economy.truth.json
            try AtomicFile.write(truth) { (write) throws(Failure) in try write(octets.span) }
        }
        let folder = try DemoFolder(state)
        defer { folder.remove() }
        let run = DemoRun(economy: economy, speed: speed, folder: folder, listen: listen, isJSON: json, isOnce: once)
        try await run.run()
    }
}
