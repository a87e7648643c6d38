internal import ArgumentParser
internal import BGPMessages
internal import Registries
internal import RouteSecurity
internal import ValidatedPayloads

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say of each route whether origin, path and numbers are in order.",
        discussion: """
            Reads files of routes as bgp routes does, and says of every route that they announce: the state of its origin \
            (RFC 6811) with the VRPs that cover it; where the neighbour's role is known, the state of its path by ASPAs \
            (draft-ietf-sidrops-aspa-verification-28) and whether its Only to Customer attribute shows a leak (RFC 9234); \
            and whether prefix or path are bogon. Payloads are read as by rtr serve.

            Filters hold together; of several values of one, any does. Withdrawals are no routes.

            Exit: 0 no route is invalid, or figures were asked for; 3 a route is invalid, leaked or bogon; 1 failed, or a \
            file breaks off; 2 wrong usage.
            """)

    @Argument(help: ArgumentHelp("Files of routes, or - for standard input.", valueName: "file"))
    var files: [String] = []

    @OptionGroup var data: CheckOptions

    @OptionGroup var filters: RoutesOptions

    @Option(help: ArgumentHelp("Only routes of which this holds; of several, any.", valueName: "state"))
    var state: [StateArgument] = []

    @Option(help: ArgumentHelp("Figures in place of routes: total, by-as or by-country.", valueName: "kind"))
    var summary: SummaryKind?

    @Option(help: "The format of the answer: table, csv or json.")
    var format = CheckFormat.table

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("A file of routes is needed, before --payloads.") }
        guard (files + data.payloads).count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Standard input can be read once only.")
        }
        guard summary != .economy || !data.delegated.isEmpty else {
            throw ValidationError("--summary by-country needs --delegated: it says where an AS is.")
        }
    }

    func run() async throws {
        try InputFile.check(files)
        let queue = RouteQueue(capacity: 1_000_000)
        // What a router sends to a neighbour is no route of the neighbour's.
        let inbound = Set(BMPView.allCases.filter { !$0.isOutbound })
        let reading = RouteReading(files: files, views: filters.views ?? inbound)
        let (areWhole, isInvalid) = try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                defer { queue.end() }
                return try await reading.run(into: queue)
            }
            // The payloads are read meanwhile; when something fails here, nobody takes from the queue any more.
            defer { queue.close() }
            let isInvalid = try await check(queue)
            return (try await group.next() ?? true, isInvalid)
        }
        guard areWhole else { throw ExitCode(1) }
        guard summary != nil || !isInvalid else { throw ExitCode.doesNotHold }
    }

    /// Checks what comes out of the queue, and gives whether a route that was asked for is invalid.
    private func check(_ queue: RouteQueue) async throws -> Bool {
        let delegated = try data.delegatedStatistics()
        var checker = RouteChecker(
            RouteValidator(
                payloads: try await data.payloadSet(), bogons: Bogons(unallocated: delegated.unallocated)),
            roles: data.roles)
        var output = CheckOutput(format: format, summary: summary, delegated: delegated)
        let filter = filters.filter
        let progress = ProgressLine()
        var count = 0
        try output.begin()
        while let batch = await queue.take() {
            for route in batch {
                guard route.isWanted(by: filter) else { continue }
                let result = checker.check(
                    route.prefix, route.path, onlyToCustomer: route.onlyToCustomer, from: route.peer)
                guard state.isEmpty || state.contains(where: { $0.holds(of: result.assessment) }) else { continue }
                try output.add(route, result, checker)
            }
            count += batch.count
            progress.show { "\(count) routes" }
        }
        progress.end()
        if summary != nil, checker.hasForgotten {
            throw Failure("more than \(checker.limits.pairs) pairs of prefix and origin, the limit “pairs”")
        }
        try output.end()
        return output.hasInvalid
    }
}

/// What `--format` names.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
}

/// What `--summary` names.
enum SummaryKind: String, ExpressibleByArgument, CaseIterable {
    case total
    case asn = "by-as"
    case economy = "by-country"
}
