internal import Access
internal import ConfigurationKeys
internal import DemoEconomy
internal import FoundationEssentials
internal import Logging
internal import Node
internal import RouteSecurity
internal import TextFormats

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A node that runs on an invented economy, until it is asked to stop.
struct DemoRun {
    let economy: DemoEconomy
    let speed: Double
    let folder: DemoFolder
    /// `nil` for the first port that is free.
    let listen: NetworkAddress?
    let isJSON: Bool
    let isOnce: Bool

    private static let ports = (web: 8324, routers: 8323)
    /// How long what is served may take to be there.
    private static let patience = Duration.seconds(60)

    func run() async throws {
        let (web, routers) = try addresses()
        let locators = try folder.write(economy)
        try folder.write(
            DemoConfiguration(economy: economy, folder: folder.path, locators: locators, web: web, routers: routers))
        // The environment of the user is for other nodes.
        let source = ConfigurationSource<NodeConfiguration>(path: folder.configuration)
        let loaded: LoadedConfiguration<NodeConfiguration>
        do {
            loaded = try source.load()
        } catch {
            throw Failure("the demo's configuration: " + error.problems.map { "\($0)" }.joined(separator: "; "))
        }
        let clock = DemoClock(start: economy.replayStart, moment: economy.at, speed: speed)
        let feeds = DemoCollector.all.map { DemoFeed($0, of: economy, clock: clock) }
        var supplies = NodeSupplies()
        supplies.bogons = Bogons(registries: DemoNumbers.registries)
        supplies.registries = DemoNumbers.registries
        supplies.economies = DemoPlace.all.map { ($0.code, $0.name) }
        supplies.feeds = feeds
        supplies.repositories = folder.repositories
        supplies.isInvented = true
        supplies.accessClock = { Date() }
        var logger = Logger(label: "atalaya") { _ in
            NodeLog(loaded.configuration.log, clock: { clock.time }, write: StandardError.print)
        }
        logger.logLevel = loaded.configuration.log.level.logger
        let accounts = DemoAccounts()
        try await accounts.make(in: loaded.configuration.state)
        let (ready, onReady) = AsyncStream.makeStream(of: Void.self)
        var services = NodeServices(
            source: source, loaded: loaded, version: ProgramVersion.current, logger: logger, clock: { clock.time },
            isReady: { _ in onReady.finish() })
        services.supplies = supplies
        try await run(services, ready, clock, feeds, web, routers, accounts)
    }

    private func run(
        _ services: NodeServices, _ ready: AsyncStream<Void>, _ clock: DemoClock, _ feeds: [DemoFeed],
        _ web: ListenAddress, _ routers: ListenAddress, _ accounts: DemoAccounts
    ) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    try await services.run()
                } catch {
                    throw Failure("\(error)")
                }
                return true
            }
            group.addTask {
                for await _ in ready {}
                // From here on the node takes the signals.
                if EarlySignals.takeEnd() { return end(false) }
                return try await present(clock, feeds, web, routers, accounts)
            }
            defer { group.cancelAll() }
            // The node ends last; what ends before it was asked for once.
            while try await group.next() == false {}
        }
    }

    /// Waits until there is something to see, and says where.
    private func present(
        _ clock: DemoClock, _ feeds: [DemoFeed], _ web: ListenAddress, _ routers: ListenAddress,
        _ accounts: DemoAccounts
    ) async throws -> Bool {
        let visitor = DemoVisitor(address: "http://\(web)")
        let deadline = ContinuousClock.now + DemoRun.patience
        while await !isReady(visitor) {
            guard ContinuousClock.now < deadline else {
                throw Failure("the payloads of the demo are not there in time")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        clock.begin()
        // One after the other, so that two demos of one seed report in the same order.
        for feed in feeds {
            feed.open()
            while !feed.isCaughtUp { try await Task.sleep(for: .milliseconds(20)) }
        }
        try announce(web, routers, accounts)
        guard isOnce else { return false }
        let crawlers = accounts.entries.map { DemoCrawler(address: "http://\(web)", account: $0) }
        let analyst = crawlers.first { $0.account.role == .analyst }
        var outcome = await visitor.visitAll(cookie: try await analyst?.login())
        for crawler in crawlers {
            let pages = await crawler.visitAll()
            outcome.requested += pages.requested
            outcome.failures += pages.failures
        }
        for failure in outcome.failures { StandardError.print(failure) }
        StandardError.print("\(outcome.requested) paths requested, \(outcome.failures.count) failed")
        if !outcome.failures.isEmpty { throw Failure("the demo does not answer as it should") }
        return end(false)
    }

    private func isReady(_ visitor: DemoVisitor) async -> Bool {
        do {
            return try await visitor.get("/ready").status == 200
        } catch {
            // It does not listen yet, or not any more.
            return false
        }
    }

    private func announce(
        _ web: ListenAddress, _ routers: ListenAddress, _ accounts: DemoAccounts
    ) throws(Failure) {
        if isJSON {
            return try StandardOutput.print(
                JSONWriter.text { json in
                    json.member("invented", true)
                    json.member("seed", economy.seed)
                    json.member("at", economy.at)
                    json.member("address", "http://\(web)")
                    json.member("routers", "\(routers)")
                    json.member("files", folder.path)
                    json.array("accounts", accounts.entries) { account, json in
                        json.member("name", account.name)
                        json.member("role", account.role.rawValue)
                        json.member("password", account.password)
                    }
                })
        }
        try StandardOutput.print(
            """
            All of this is invented: the Faro islands and their neighbours, as of \(RFC3339(economy.at)).
            Files: \(folder.path)
            Routers: \(routers)
            Console: http://\(web)
            \(accounts.entries.map { "  \($0.name): \($0.password)" }.joined(separator: "\n"))
            Ctrl-C stops it
            """)
    }

    /// Asks the node to end, as its user does.
    private func end(_ result: Bool) -> Bool {
        kill(getpid(), SIGTERM)
        return result
    }

    private func addresses() throws(Failure) -> (web: ListenAddress, routers: ListenAddress) {
        let host = "127.0.0.1"
        if let listen {
            guard let routers = LoopbackPort.free(from: DemoRun.ports.routers, without: [listen.port]) else {
                throw Failure("no port is free on \(host)")
            }
            return (ListenAddress(host: listen.host, port: listen.port), ListenAddress(host: host, port: routers))
        }
        guard let web = LoopbackPort.free(from: DemoRun.ports.web),
            let routers = LoopbackPort.free(from: DemoRun.ports.routers, without: [web])
        else { throw Failure("no port is free on \(host)") }
        return (ListenAddress(host: host, port: web), ListenAddress(host: host, port: routers))
    }
}
