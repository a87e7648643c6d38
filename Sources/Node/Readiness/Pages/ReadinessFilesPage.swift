internal import Console
internal import DeskStore
internal import HTTPService
internal import NumberResources
internal import RoutingMetrics
internal import ValidatedPayloads

/// The tables of readiness as CSV, for who may take them out.
struct ReadinessFilesPage: Sendable {
    let console: ReadinessConsole

    static let path = "/economies-csv/"

    var page: ConsolePage {
        ConsolePage(
            ReadinessFilesPage.path, hasTail: true, EconomiesPage.template, for: ReadinessConsole.export, get: answer)
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow()
        guard request.tail.hasSuffix(".csv"), let current = console.state.current else { return .nothing }
        let parts = request.tail.dropLast(4).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let economy = parts.count == 2 && current.economy(parts[1]) != nil ? parts[1] : nil
        let asn = parts.count == 2 ? SearchQuestion(parts[1]).asn : nil
        switch parts.first {
        case "economies" where parts.count == 1:
            return .file(name: "economies.csv", economies(current.stored.economies, request.language))
        case "trend":
            guard let economy else { return .nothing }
            return .file(name: "\(economy).csv", economies(try await console.trend(of: economy), request.language))
        case "networks":
            guard let economy else { return .nothing }
            return .file(name: "networks-\(economy).csv", networks(current.networks(of: economy)))
        case "routes":
            guard let asn, let routes = current.routes?.routes(of: asn, limit: .max), !routes.isEmpty else {
                return .nothing
            }
            return .file(name: "\(asn).csv", self.routes(routes, request))
        default: return .nothing
        }
    }

    private func economies(_ rows: [StoredReadiness.Economy], _ language: Language) -> PageFile {
        .csv(
            ["day", "economy", "name", "networks", "ready", "aspiring", "aspas"] + ReadinessFilesPage.columns,
            rows.map { row in
                [
                    UTCDay(number: row.day).text, row.code, console.name(row.code, language), "\(row.networks)",
                    "\(row.ready)", "\(row.aspiring)", "\(row.aspas)",
                ] + ReadinessFilesPage.cells(row.figures)
            })
    }

    private func networks(_ rows: [StoredReadiness.Network]) -> PageFile {
        .csv(
            ["day", "asn", "economy", "level", "aspa"] + ReadinessFilesPage.columns,
            rows.map { row in
                [
                    UTCDay(number: row.day).text, "AS\(row.asn)", row.economy,
                    console.level(row.figures)?.rawValue ?? "", row.hasASPA ? "true" : "false",
                ] + ReadinessFilesPage.cells(row.figures)
            })
    }

    private func routes(_ rows: [SeenRoute], _ request: PageRequest) -> PageFile {
        let validation = console.payloads.current(at: request.now)?.validation
        return .csv(
            ["prefix", "asn", "peers", "state"],
            rows.map { route in
                [
                    "\(route.prefix)", "\(route.origin)", "\(route.peers)",
                    validation.map { "\($0.state(of: route.prefix, origin: route.origin))" } ?? "",
                ]
            })
    }

    private static let columns = [
        "routes", "valid", "invalid", "registered", "filtering", "irr", "rpki", "overall",
    ]

    private static func cells(_ figures: StoredReadiness.Figures) -> [String] {
        [figures.routes, figures.valid, figures.invalid, figures.registered].map { "\($0)" }
            + [figures.filtering, figures.irr, figures.rpki, figures.overall].map { score in
                score.map { LocalNumber.text($0, decimals: 4, in: .english) } ?? ""
            }
    }
}
