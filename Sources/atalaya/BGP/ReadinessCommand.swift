internal import ArgumentParser
internal import BGPMessages
internal import FoundationEssentials
internal import Node
internal import NumberResources
internal import Registries
internal import RoutingMetrics
internal import ValidatedPayloads

struct ReadinessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "readiness",
        abstract: "Score the routing security of networks, economies and regions.",
        discussion: """
            Compares announced routes (MRT tables and updates, or dumps of the RIS whois) with the RPKI, with the \
            routing registries and with the registries' delegations.

            The metrics M1 to M8, the weights of incidents, and the IRR and RPKI scores are those of the MANRS \
            Observatory. All other values are defined by Atalaya and marked as such.

            Files may be compressed with gzip, bzip2 or zstd, and given in any order. The result does not depend on \
            the current time: the same files always give the same result.

            Exit: 0 done; 3 the overall score is below --minimum; 1 failed; 2 wrong usage.
            """)

    @Option(parsing: .upToNextOption, help: ArgumentHelp("MRT files, or dumps of the RIS whois.", valueName: "file"))
    var routes: [String]

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Payload files, in any format that \"rtr serve\" reads.", valueName: "file"))
    var payloads: [String]

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Delegated statistics of the regional registries or of the NRO.", valueName: "file"))
    var delegated: [String] = []

    @Option(parsing: .upToNextOption, help: ArgumentHelp("RPSL dumps of the routing registries.", valueName: "file"))
    var irr: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Security events from detection, as JSON, one per line.", valueName: "file"))
    var events: [String] = []

    @Option(
        name: .customLong("as"), help: ArgumentHelp("Score only this network.", valueName: "asn"),
        transform: ResourceArgument.asn)
    var network: ASN?

    @Option(help: ArgumentHelp("Score only networks of this economy (two-letter code).", valueName: "economy"))
    var country: EconomyArgument?

    @Option(
        help: ArgumentHelp(
            "Score only networks of this UN M49 region, given by code or name: 014, eastern-africa.",
            valueName: "region"))
    var region: RegionArgument?

    @Option(
        help: ArgumentHelp(
            "Month to score, in UTC. Default: the whole period that the routes cover.", valueName: "yyyy-mm"))
    var month: MonthArgument?

    @Option(help: ArgumentHelp("Start of the period to score: RFC 3339, or seconds since 1970.", valueName: "time"))
    var from: RouteMoment?

    @Option(help: ArgumentHelp("End of the period, exclusive.", valueName: "time"))
    var to: RouteMoment?

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "Ignore payloads that have expired at this time. Default: the time at which their file was made, if it "
                + "says so.",
            valueName: "time"))
    var moment: Moment?

    @Flag(help: "Also use expired payloads.")
    var ignoreExpiry = false

    @OptionGroup(title: "Scores") var scoring: ReadinessOptions

    @Option(help: "One row per: as, economy or region. Default: as with --as or --country, otherwise economy.")
    var by: ReadinessRowKind?

    @Option(help: ArgumentHelp("Exit with status 3 if the overall score is below this, 0 to 1.", valueName: "score"))
    var minimum: Double?

    @Option(help: "Output format: table, json or csv.")
    var format = ReadinessFormat.table

    func validate() throws {
        guard !routes.isEmpty else { throw ValidationError("--routes needs a file.") }
        guard !routes.contains("-") else {
            throw ValidationError(
                "--routes cannot read standard input: the files are sorted by time before they are read.")
        }
        guard !payloads.isEmpty else { throw ValidationError("--payloads needs a file.") }
        guard [network != nil, country != nil, region != nil].count(where: { $0 }) <= 1 else {
            throw ValidationError("--as, --country and --region exclude each other.")
        }
        guard country == nil && region == nil || !delegated.isEmpty else {
            throw ValidationError("--country and --region need --delegated, which gives the economy of each network.")
        }
        guard moment == nil || !ignoreExpiry else {
            throw ValidationError("--at and --ignore-expiry exclude each other.")
        }
        guard month == nil || from == nil && to == nil else {
            throw ValidationError("--month and --from or --to exclude each other.")
        }
        guard (from == nil) == (to == nil) else { throw ValidationError("--from and --to must be given together.") }
        if let from, let to, from.time >= to.time { throw ValidationError("--from must be before --to.") }
        guard minimum.map({ (0...1).contains($0) }) ?? true else {
            throw ValidationError("--minimum must be from 0 to 1.")
        }
    }

    func run() throws {
        let report = try makeReport()
        var out: [UInt8] = []
        switch format {
        case .table: report.writeTable(into: &out)
        case .json: report.writeJSON(into: &out)
        case .csv: report.writeCSV(into: &out)
        }
        try StandardOutput.write(out.span)
        if let minimum {
            let overall = report.readiness.summary.scores.overall
            guard let overall, overall + 1e-9 >= minimum else { throw ExitCode.doesNotHold }
        }
    }

    private var scope: ReadinessScope {
        if let network { return .network(network) }
        if let country { return .economy(country.economy) }
        if let region { return .region(region.region) }
        return .all
    }

    private var period: ReadinessPeriod? {
        if let month { return month.period }
        guard let from, let to else { return nil }
        return ReadinessPeriod(from.time, to.time)
    }

    private func makeReport() throws -> ReadinessReport {
        let statistics = try RegistryFiles.delegated(delegated)
        let registry = irr.isEmpty ? nil : try RegistryFiles.registries(irr)
        let payloads = try readPayloads()
        let incidents = try events.isEmpty ? nil : RegistryFiles.events(events)

        var sources = try RouteSources(routes)
        var announced = AnnouncedRoutes(minimumPeers: scoring.minPeers)
        let objects = registry?.objects ?? RouteObjects()
        var tracker = IncidentTracker(
            check: OffenceCheck(payloads: payloads.set, delegated: statistics.statistics, objects: objects),
            period: period, maximumGap: Int64(scoring.maxGap * 3_600_000_000))
        try sources.read(into: &announced, &tracker, period: period)
        if sources.outside > 0 {
            StandardError.print("ignored \(sources.outside) announcements outside the period")
        }
        if announced.droppedCount + tracker.droppedCount > 0 {
            StandardError.print(
                "limit reached: ignored \(announced.droppedCount) routes and \(tracker.droppedCount) offending "
                    + "announcements")
        }

        let found = tracker.events() + (incidents?.incidentEvents(delegated: statistics.statistics) ?? [])
        let readiness = Readiness(
            routes: announced, events: found,
            invalidRoutesPassedOn: sources.hasPaths ? tracker.invalidRoutesPassedOn : nil,
            payloads: payloads.set, delegated: statistics.statistics,
            registry: registry, period: period, policy: scoring.policy, scope: scope)
        return ReadinessReport(
            readiness: readiness, policy: scoring.policy, scope: scope, rowKind: by ?? scope.usualRows,
            span: period.map { ($0.start, $0.end) } ?? sources.span.map { ($0.first, $0.last) },
            inputs: ReadinessReport.Inputs(
                routeFiles: sources.fileCount, brokenRouteFiles: sources.brokenFileCount,
                announcements: sources.announcements,
                withdrawals: sources.withdrawals, withoutOrigin: announced.withoutOriginCount,
                defaultRoutes: announced.defaultRouteCount,
                differentRoutes: announced.count, minimumPeers: scoring.minPeers, maximumGap: scoring.maxGap,
                payloads: payloads.set.counts, payloadTime: payloads.time, delegated: statistics.sections,
                routeObjects: registry?.objects.count, routeSources: registry?.objects.sources,
                policyObjects: registry?.policies.count, events: incidents?.records.count))
    }

    /// The payloads of all files, and the time at which they had not expired; `nil` where that was not looked at.
    private func readPayloads() throws -> (set: PayloadSet, time: Date?) {
        var sets: [PayloadSet] = []
        var times: [Date] = []
        for path in payloads {
            let document = try PayloadFile.read(path)
            guard !ignoreExpiry, let time = moment?.date ?? document.generated else {
                sets.append(document.set)
                continue
            }
            let current = document.set.removingExpired(at: time)
            if current.removed.total > 0 {
                StandardError.print("\(path): ignored \(current.removed.total) expired payloads")
            }
            times.append(time)
            sets.append(current.set)
        }
        return (PayloadSet(merging: sets), times.max())
    }
}

extension ReadinessScope {
    fileprivate var usualRows: ReadinessRowKind {
        switch self {
        case .network, .economy: .network
        case .all, .region: .economy
        }
    }
}
