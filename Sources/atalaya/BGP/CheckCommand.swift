internal import ArgumentParser
internal import BGPMessages
internal import Registries
internal import RouteSecurity
internal import ValidatedPayloads

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the origin, AS path and numbers of each route.",
        discussion: """
            Reads the same files of routes as "bgp routes" and reports for each announced route:
            - the state of its origin (RFC 6811), with the VRPs that cover it;
            - the state of its AS path by ASPA (draft-ietf-sidrops-aspa-verification-28), given the neighbour's role;
            - whether its Only to Customer attribute shows a leak (RFC 9234), given the neighbour's role;
            - whether its prefix or AS path is a bogon.

            Payloads are read from the same formats as in "rtr serve".

            A route must pass every filter. If a filter is given several times, one match is enough. Withdrawals are \
            ignored.

            Exit: 0 no route is invalid, or --summary was given; 3 a route is invalid, leaked or bogon; 1 failed, or a file \
            is truncated; 2 wrong usage.
            """)

    @Argument(help: ArgumentHelp("Files of routes, or - for standard input.", valueName: "file"))
    var files: [String] = []

    @OptionGroup var data: CheckOptions

    @OptionGroup var filters: RoutesOptions

    @Option(help: ArgumentHelp("Print only routes with this state; with one of them, if repeated.", valueName: "state"))
    var state: [StateArgument] = []

    @Option(help: ArgumentHelp("Print counts instead of routes: total, by-as or by-country.", valueName: "kind"))
    var summary: SummaryKind?

    @Option(help: "Output format: table, csv or json.")
    var format = CheckFormat.table

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("Name at least one file of routes, before --payloads.") }
        guard (files + data.payloads).count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Standard input (-) can be named only once.")
        }
        guard summary != .economy || !data.delegated.isEmpty else {
            throw ValidationError("--summary by-country needs --delegated, which gives the country of each AS.")
        }
    }

    func run() async throws {
        try InputFile.check(files)
        let queue = RouteQueue(capacity: 1_000_000)
        // A route that a router sends to a neighbour is not a route of the neighbour.
        let inbound = Set(BMPView.allCases.filter { !$0.isOutbound })
        let reading = RouteReading(files: files, views: filters.views ?? inbound)
        let (areWhole, isInvalid) = try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                defer { queue.end() }
                return try await reading.run(into: queue)
            }
            // The payloads are read meanwhile. If something fails here, the queue has no consumer any more.
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
            throw Failure("more than \(checker.limits.pairs) pairs of prefix and origin (the limit “pairs”)")
        }
        try output.end()
        return output.hasInvalid
    }
}

/// The values of `--format`.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
}

/// The values of `--summary`.
enum SummaryKind: String, ExpressibleByArgument, CaseIterable {
    case total
    case asn = "by-as"
    case economy = "by-country"
}
