internal import Console
internal import DeskStore
internal import HTTPService
internal import NumberResources
internal import RoutingMetrics

/// How ready is this economy, and what is the cheapest step up?
struct EconomyPage: Sendable {
    let console: ReadinessConsole

    private static let listed = 100
    private static let steps = 5
    private static let days = 31

    static func path(_ code: String) -> String { "/economies/" + FormText.encoded(code) }

    var page: ConsolePage {
        ConsolePage("/economies/", hasTail: true, EconomyPage.template, for: ReadinessConsole.question, get: answer)
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow(only: "after")
        let (code, language) = (request.tail, request.language)
        let current = console.state.current
        guard console.world.names[code] != nil || current?.economy(code) != nil else { return .nothing }
        let name = console.name(code, language)
        let economy = current?.economy(code)
        let trend = try await console.trend(of: code)
        let networks = (current?.networks(of: code) ?? []).sorted { EconomyPage.order($0) < EconomyPage.order($1) }
        let after = try request.parameter("after").flatMap(EconomyPage.place)
        let rest = after.map { place in Array(networks.drop { EconomyPage.order($0) <= place }) } ?? networks
        let list = Paging(
            Array(rest.prefix(EconomyPage.listed + 1)), limit: EconomyPage.listed, key: EconomyPage.key)
        let figures = economy?.figures
        let headline =
            economy.map { economy in
                request.text(
                    EconomyPage.some,
                    ["name": .text(name), "count": .number(economy.ready), "networks": .number(economy.networks)])
            } ?? request.text(current == nil ? EconomyPage.absent : EconomyPage.none, ["name": .text(name)])
        let steps = cheapest(networks)
        let state = ReadinessWords.state(figures.flatMap(console.level), language)
        let month = (current?.stored.run.day).map { UTCDay(number: $0).month.text }
        let view = console.frame(request).merging([
            "headline": .text(headline), "hasFigures": .flag(economy != nil),
            "state": state.kind.value(state.word), "score": .text(ReadinessWords.score(figures?.overall, language)),
            "valid": .text(ReadinessWords.percent(figures?.validShare, language)),
            "invalid": .text(request.number(figures?.invalid ?? 0)),
            "uncovered": .text(request.number(figures?.notFound ?? 0)),
            "aspas": .text(request.number(economy?.aspas ?? 0)),
            "report": ViewValue(economy == nil ? nil : month.map { ReportPage.path(code, $0) }),
            "chart": ViewValue(trend.count > 1 ? chart(trend, language) : nil),
            "days": .list(trend.suffix(EconomyPage.days).reversed().map { day($0, request) }),
            "daysFile": console.file("trend/\(code).csv", request),
            "steps": .list(steps.map { step($0.network, $0.step, language) }), "hasSteps": .flag(!steps.isEmpty),
            "hasRows": .flag(!list.rows.isEmpty), "rows": .list(list.rows.map { row($0, request) }),
            "file": console.file("networks/\(code).csv", request),
            "next": ViewValue(
                list.next.map { key -> View in
                    [
                        "href": .text(EconomyPage.path(code) + "?after=" + FormText.encoded(key)),
                        "label": .text(request.text(EconomyPage.more)),
                    ]
                }),
        ])
        return .page(title: name, view)
    }

    // MARK: - Order and places

    /// The worst first: by score, then by number; those without a route last.
    private static func order(_ network: StoredReadiness.Network) -> (Double, UInt32) {
        (network.figures.overall ?? 2, network.asn)
    }

    private static func key(_ network: StoredReadiness.Network) -> String {
        String(order(network).0.bitPattern, radix: 16) + ".\(network.asn)"
    }

    private static func place(_ key: String) -> (Double, UInt32)? {
        let parts = key.split(separator: ".")
        guard parts.count == 2, let bits = UInt64(parts[0], radix: 16), let asn = UInt32(parts[1]) else { return nil }
        let score = Double(bitPattern: bits)
        return score.isNaN ? nil : (score, asn)
    }

    /// The networks that reach the next level with the fewest changes.
    private func cheapest(
        _ networks: [StoredReadiness.Network]
    ) -> [(network: StoredReadiness.Network, step: ReadinessStep)] {
        let all = networks.compactMap { network in
            console.level(network.figures) == .ready ? nil : console.step(network.figures).map { (network, $0) }
        }
        return Array(all.sorted { EconomyPage.cost($0) < EconomyPage.cost($1) }.prefix(EconomyPage.steps))
    }

    private static func cost(_ step: (StoredReadiness.Network, ReadinessStep)) -> (Int, Int, UInt32) {
        let isEnough = step.1.level != .lagging
        return (isEnough ? 0 : 1, step.1.kind == .filter ? .max : step.1.count, step.0.asn)
    }

    // MARK: - Rows

    private func chart(_ trend: [StoredReadiness.Economy], _ language: Language) -> View {
        ReadinessWords.chart(
            trend.map { ($0.day, $0.figures.validShare, $0.readyShare) }, label: ReadinessWords.validRoutes,
            second: ReadinessWords.readyLabel, language)
    }

    private func day(_ day: StoredReadiness.Economy, _ request: PageRequest) -> View {
        [
            "day": .text(UTCDay(number: day.day).text),
            "valid": .text(ReadinessWords.percent(day.figures.validShare, request.language)),
            "ready": .text(request.number(day.ready)), "networks": .text(request.number(day.networks)),
            "score": .text(ReadinessWords.score(day.figures.overall, request.language)),
        ]
    }

    private func step(_ network: StoredReadiness.Network, _ step: ReadinessStep, _ language: Language) -> View {
        let asn = ASN(rawValue: network.asn)
        return [
            "href": .text(NetworkPage.path(asn)), "asn": .text("\(asn)"),
            "text": .text(ReadinessWords.step(step, from: network.figures.overall, language)),
        ]
    }

    private func row(_ network: StoredReadiness.Network, _ request: PageRequest) -> View {
        let (asn, figures) = (ASN(rawValue: network.asn), network.figures)
        let state = ReadinessWords.state(console.level(figures), request.language)
        return [
            "href": .text(NetworkPage.path(asn)), "asn": .text("\(asn)"), "state": state.kind.value(state.word),
            "score": .text(ReadinessWords.score(figures.overall, request.language)),
            "routes": .text(request.number(figures.routes)),
            "valid": .text(ReadinessWords.percent(figures.validShare, request.language)),
            "invalid": .text(request.number(figures.invalid)), "uncovered": .text(request.number(figures.notFound)),
        ]
    }
}
