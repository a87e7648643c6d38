internal import ArgumentParser
internal import FoundationEssentials
internal import Node
internal import NumberResources
internal import RPKIToRouter
internal import Synchronization
internal import UnixSignals
internal import ValidatedPayloads

struct FetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Act as one or more routers and print what a cache sends.",
        discussion: """
            With one router, prints the payloads. With several, counts them and prints how long the update took.

            With --follow, one router prints changes as they arrive: + for an announced payload, - for a withdrawn \
            one. Several routers print, for each serial, when all of them had it.

            Exit: 0 done; 1 failed (of several routers: at least one); 2 wrong usage.
            """)

    @Argument(help: ArgumentHelp("Address of the cache, such as 127.0.0.1:8282.", valueName: "host:port"))
    var cache: NetworkAddress

    @Option(help: ArgumentHelp("Protocol version to begin with: 0, 1 or 2.", valueName: "number"))
    var version: UInt8 = 2

    @Option(help: ArgumentHelp("Number of routers.", valueName: "number"))
    var clients = 1

    @Flag(help: "Only count payloads and print how long the update took, also with one router.")
    var figures = false

    @Flag(help: "Stay connected and print changes.")
    var follow = false

    @Flag(help: "Connect with TLS.")
    var tls = false

    @Option(
        name: .customLong("ca"),
        help: ArgumentHelp(
            "CA certificates to trust for the cache, PEM. Default: the system's.", valueName: "file"))
    var authority: String?

    @Option(
        name: .customLong("tls-certificate"),
        help: ArgumentHelp("Client certificate for caches that require one, PEM.", valueName: "file"))
    var certificate: String?

    @Option(
        name: .customLong("tls-key"),
        help: ArgumentHelp("Private key of the client certificate, PEM.", valueName: "file"))
    var key: String?

    @Option(help: ArgumentHelp("Name expected in the cache's certificate. Default: the host.", valueName: "name"))
    var serverName: String?

    @Option(
        help: ArgumentHelp(
            "Output format. For payloads: \(PayloadFormat.allCases.map(\.rawValue).joined(separator: ", ")); for "
                + "counts and changes: text or json.",
            valueName: "format"))
    var format: String?

    @Option(help: ArgumentHelp("Give up if the cache sends nothing for this time, in seconds.", valueName: "seconds"))
    var timeout = 30

    @Option(help: ArgumentHelp("Give up if the cache sends more payloads than this.", valueName: "number"))
    var maxPayloads = RTRClientLimits().payloads

    @Option(help: ArgumentHelp("Give up if an update is larger than this, in octets.", valueName: "octets"))
    var maxOctets = RTRClientLimits().updateOctets

    @Option(help: ArgumentHelp("Give up if an update takes longer than this, in seconds.", valueName: "seconds"))
    var maxTime = RTRClientLimits().updateSeconds

    func validate() throws {
        guard ProtocolVersion(rawValue: version) != nil else { throw ValidationError("--version must be 0, 1 or 2.") }
        guard (1...100_000).contains(clients) else {
            throw ValidationError("--clients must be a number from 1 to 100000.")
        }
        guard (1...86_400).contains(timeout) else {
            throw ValidationError("--timeout must be a number from 1 to 86400.")
        }
        guard (1...100_000_000).contains(maxPayloads) else {
            throw ValidationError("--max-payloads must be a number from 1 to 100000000.")
        }
        guard (1...100_000_000_000).contains(maxOctets) else {
            throw ValidationError("--max-octets must be a number from 1 to 100000000000.")
        }
        guard (1...86_400).contains(maxTime) else {
            throw ValidationError("--max-time must be a number from 1 to 86400.")
        }
        guard tls || authority == nil && certificate == nil && key == nil && serverName == nil else {
            throw ValidationError("The TLS options need --tls.")
        }
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--tls-certificate and --tls-key must be given together.")
        }
        guard let format else { return }
        let isKnown =
            isCounting || follow ? TextFormat(rawValue: format) != nil : PayloadFormat(rawValue: format) != nil
        guard isKnown else { throw ValidationError("--format “\(format)” is not available here; see --help.") }
    }

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await fetch() }
            group.addTask { for await _ in signals { return } }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func fetch() async throws {
        switch (isCounting, follow) {
        case (false, false): try await printPayloads()
        case (false, true): try await printChanges()
        case (true, _): try await printFigures()
        }
    }

    private var isCounting: Bool { figures || clients > 1 }

    private var configuration: RTRClientConfiguration {
        var configuration = RTRClientConfiguration(host: cache.host, port: cache.port)
        configuration.version = ProtocolVersion(rawValue: version) ?? .two
        configuration.isFollowing = follow
        configuration.keepsPayloads = !isCounting
        configuration.timeout = timeout
        configuration.limits.payloads = maxPayloads
        configuration.limits.updateOctets = maxOctets
        configuration.limits.updateSeconds = maxTime
        if tls {
            var security = RTRClientTLS()
            security.authorityFile = authority
            security.certificateFile = certificate
            security.keyFile = key
            security.serverName = serverName
            configuration.tls = security
        }
        return configuration
    }

    private func client() throws(Failure) -> RTRClient {
        do {
            return try RTRClient(configuration: configuration)
        } catch {
            throw Failure("\(error)")
        }
    }

    private func printPayloads() async throws {
        let client = try client()
        do {
            try await client.run { event in
                if case .updated(let update) = event { StandardError.print(update.line) }
            }
        } catch {
            throw Failure("\(cache.host):\(cache.port): \(error)")
        }
        let payloads = await client.payloads(source: .exception(path: nil))
        let format = format.flatMap(PayloadFormat.init(rawValue:)) ?? .csv
        let writer = PayloadWriter(
            format: format, generated: Date(), statistics: PayloadStatistics(of: payloads))
        try writer.write(payloads) { chunk throws(Failure) in try StandardOutput.write(chunk) }
    }

    private func printChanges() async throws {
        let client = try client()
        let isJSON = format.flatMap(TextFormat.init(rawValue:)) == .json
        do {
            try await client.run { event in
                switch event {
                case .updated(let update):
                    StandardError.print(update.line)
                    if isJSON {
                        try? StandardOutput.print(update.delta.json)
                    } else {
                        try? StandardOutput.write(Array(update.delta.text.utf8).span)
                    }
                case .noData: StandardError.print("the cache has no data yet")
                case .disconnected(let reason): StandardError.print(reason)
                case .expired: StandardError.print("the data of the cache have expired")
                }
            }
        } catch {
            throw Failure("\(cache.host):\(cache.port): \(error)")
        }
    }

    private func printFigures() async throws {
        let count = LoadFigures(clients: clients, isFollowing: follow, isJSON: format == TextFormat.json.rawValue)
        let clients = try (0..<clients).map { _ in try client() }
        await withTaskGroup(of: Void.self) { group in
            for client in clients {
                group.addTask {
                    do {
                        try await client.run { count.note($0) }
                    } catch {
                        count.failed("\(error)")
                    }
                }
            }
        }
        if !follow { try StandardOutput.print(count.summary) }
        guard count.failures == 0 else { throw Failure("\(count.failures) of \(clients.count) routers failed") }
    }
}

extension RTRUpdate {
    /// The update in a line.
    fileprivate var line: String {
        let counts = "\(delta.announcedCount) more, \(delta.withdrawnCount) fewer"
        return "version \(version.rawValue), session \(session), serial \(serial): "
            + "\(isFull ? "everything" : "difference"), \(transfer.octets) octets, "
            + "\(transfer.endOfData.text) s; \(counts)"
    }
}

extension Duration {
    /// Seconds with three digits after the point.
    var text: String {
        let milliseconds = Int(saturating: (self / .milliseconds(1)).rounded())
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
