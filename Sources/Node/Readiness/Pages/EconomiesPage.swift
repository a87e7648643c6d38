internal import Console
internal import DeskStore
internal import HTTPService
internal import RoutingMetrics

/// How ready are the economies, and how do two of them compare?
struct EconomiesPage: Sendable {
    let console: ReadinessConsole

    static let path = "/economies"

    var page: ConsolePage {
        ConsolePage(
            EconomiesPage.path, EconomiesPage.template, for: ReadinessConsole.question,
            entry: .init(ReadinessWords.readiness, order: 40), get: answer)
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow(only: "compare", "with")
        let current = console.state.current
        let economies = (current?.stored.economies ?? []).filter { $0.code != "ZZ" || $0.networks > 0 }
        let chosen = try EconomiesPage.chosen(request).filter { code in economies.contains { $0.code == code } }
        let networks = economies.reduce(0) { $0 + $1.networks }
        let headline =
            economies.isEmpty
            ? request.text(current == nil ? EconomiesPage.absent : EconomiesPage.empty)
            : request.text(
                EconomiesPage.some,
                [
                    "count": .number(economies.reduce(0) { $0 + $1.ready }), "networks": .number(networks),
                    "place": .text(request.text(EconomiesPage.place, ["count": .number(economies.count)])),
                ])
        let run = current?.stored.run
        var view = console.frame(request)
        view = view.merging([
            "headline": .text(headline),
            "sub": ViewValue(
                run.map { run in
                    request.text(
                        EconomiesPage.sub, ["routes": .number(run.routes), "vrps": .number(run.vrps)])
                }),
            "hasRows": .flag(!economies.isEmpty), "rows": .list(economies.map { row($0, request) }),
            "map": ViewValue(economies.isEmpty ? nil : map(economies, request)),
            "first": .list(options(economies, chosen.first, request)),
            "second": .list(options(economies, chosen.dropFirst().first, request)),
            "canCompare": .flag(economies.count > 1), "file": console.file("economies.csv", request),
            "comparison": ViewValue(try await comparison(chosen, economies, request)),
        ])
        return .page(title: request.text(ReadinessWords.readiness), view)
    }

    /// `?compare=XA,XB`, or `?compare=XA&with=XB` of a form without scripts.
    private static func chosen(_ request: PageRequest) throws -> [String] {
        var codes = (try request.parameter("compare") ?? "").split(separator: ",").map(String.init)
        if let other = try request.parameter("with") { codes = Array(codes.prefix(1)) + [other] }
        return Array(codes.map { $0.uppercased() }.prefix(2))
    }

    private func row(_ economy: StoredReadiness.Economy, _ request: PageRequest) -> View {
        let language = request.language
        let state = ReadinessWords.state(console.level(economy.figures), language)
        return [
            "href": .text(EconomyPage.path(economy.code)), "name": .text(console.name(economy.code, language)),
            "code": .text(economy.code), "score": .text(ReadinessWords.score(economy.figures.overall, language)),
            "state": state.kind.value(state.word), "networks": .text(request.number(economy.networks)),
            "ready": .text(request.number(economy.ready)),
            "valid": .text(ReadinessWords.percent(economy.figures.validShare, language)),
            "invalid": .text(request.number(economy.figures.invalid)),
            "aspas": .text(request.number(economy.aspas)),
        ]
    }

    private func options(
        _ economies: [StoredReadiness.Economy], _ chosen: String?, _ request: PageRequest
    ) -> [View] {
        economies.map { economy in
            [
                "code": .text(economy.code), "name": .text(console.name(economy.code, request.language)),
                "isChosen": .flag(economy.code == chosen),
            ]
        }
    }

    /// All economies of the world, or those that are to be shown, as tiles.
    private func map(_ economies: [StoredReadiness.Economy], _ request: PageRequest) -> View {
        let language = request.language
        let found = Dictionary(economies.map { ($0.code, $0) }) { first, _ in first }
        var codes = Set(found.keys.filter { $0 != "ZZ" })
        if console.section.scope == nil {
            codes.formUnion(console.world.tiles.codes)
        } else {
            codes.formUnion(console.world.tiles.codes.filter(console.section.scopeAllows))
        }
        let places = console.world.tiles.places(of: codes)
        let tiles = codes.sorted().compactMap { code -> TileMap.Tile? in
            guard let place = places[code] else { return nil }
            let figures = found[code]?.figures
            let level = figures.flatMap(console.level)
            return TileMap.Tile(
                code: code, name: console.name(code, language), column: place.column, row: place.row,
                kind: ReadinessWords.kind(level), word: request.text(ReadinessWords.word(level)),
                value: figures == nil ? "" : ReadinessWords.score(figures?.overall, language),
                href: EconomyPage.path(code))
        }
        let title = request.text(EconomiesPage.mapTitle)
        return TileMap(title: title, summary: title, tiles: tiles).view
    }

    private func comparison(
        _ chosen: [String], _ economies: [StoredReadiness.Economy], _ request: PageRequest
    ) async throws -> View? {
        guard chosen.count == 2, let one = economies.first(where: { $0.code == chosen[0] }),
            let two = economies.first(where: { $0.code == chosen[1] })
        else { return nil }
        let language = request.language
        let measures: [(Sentence, (StoredReadiness.Economy) -> String)] = [
            (ReadinessWords.scoreLabel, { ReadinessWords.score($0.figures.overall, language) }),
            (ReadinessWords.networks, { request.number($0.networks) }),
            (
                ReadinessWords.readyNetworks,
                { ReadinessWords.percent($0.readyShare, language) }
            ),
            (ReadinessWords.validRoutes, { ReadinessWords.percent($0.figures.validShare, language) }),
            (EconomiesPage.invalid, { request.number($0.figures.invalid) }),
            (EconomiesPage.withASPA, { request.number($0.aspas) }),
        ]
        let trends = [try await console.trend(of: one.code), try await console.trend(of: two.code)]
        let days = ReadinessWords.span(trends.flatMap { $0.map(\.day) })
        let scores = trends.map { trend in
            let known = Dictionary(trend.map { ($0.day, $0.figures.overall) }) { first, _ in first }
            return days.map { known[$0] ?? nil }
        }
        let names = [console.name(one.code, language), console.name(two.code, language)]
        let (first, second) = (one.figures.overall ?? 0, two.figures.overall ?? 0)
        let finding = first == second ? EconomiesPage.equal : EconomiesPage.better
        let title = request.text(
            finding,
            [
                "first": .text(first >= second ? names[0] : names[1]),
                "second": .text(first >= second ? names[1] : names[0]),
                "high": .text(ReadinessWords.score(max(first, second), language)),
                "low": .text(ReadinessWords.score(min(first, second), language)),
            ])
        let chart = LineChart(
            title: title, summary: title, highest: 1,
            series: zip([one.code, two.code], scores).map { code, values in
                LineChart.Series(code, values)
            },
            ends: ReadinessWords.ends(days),
            label: { LocalNumber.text($0 * 100, decimals: 0, in: language) })
        return [
            "firstName": .text(names[0]), "secondName": .text(names[1]),
            "chart": ViewValue(days.count > 1 ? chart.view : nil), "title": .text(title),
            "measures": .list(
                measures.map { label, value in
                    ["label": .text(request.text(label)), "one": .text(value(one)), "two": .text(value(two))]
                }),
        ]
    }
}
