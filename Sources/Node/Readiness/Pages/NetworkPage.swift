internal import Console
internal import DeskStore
internal import HTTPService
internal import NIOPosix
internal import NumberResources
internal import RouteSecurity
internal import RoutingMetrics
internal import ValidatedPayloads

/// How ready is this network, and what is the cheapest step up?
struct NetworkPage: Sendable {
    let console: ReadinessConsole

    private static let listed = 200
    private static let alertsListed = 20

    static func path(_ asn: ASN) -> String { "/networks/\(asn)" }

    var page: ConsolePage {
        ConsolePage("/networks/", hasTail: true, NetworkPage.template, for: ReadinessConsole.question, get: answer)
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow(only: "after")
        guard let asn = SearchQuestion(request.tail).asn else { return .nothing }
        // A network has one address.
        guard request.tail == "\(asn)" else { return .elsewhere(NetworkPage.path(asn)) }
        let (current, language) = (console.state.current, request.language)
        let network = current?.network(asn)
        let after = try request.parameter("after").flatMap { IPPrefix($0) }
        let routes = current?.routes?.routes(of: asn, after: after, limit: NetworkPage.listed + 1) ?? []
        let list = Paging(routes, limit: NetworkPage.listed) { "\($0.prefix)" }
        let validation = console.payloads.current(at: request.now)?.validation
        let figures = network?.figures
        let level = figures.flatMap(console.level)
        let state = ReadinessWords.state(level, language)
        let headline =
            network == nil
            ? request.text(current == nil ? NetworkPage.absent : NetworkPage.none, ["asn": .text("\(asn)")])
            : request.text(
                NetworkPage.some,
                [
                    "asn": .text("\(asn)"), "level": .text(state.word),
                    "score": .text(ReadinessWords.score(figures?.overall, language)),
                ])
        let trend = network == nil ? [] : try await console.trend(of: asn)
        let alerts = try await alerts(of: asn, request)
        let step = figures.flatMap(console.step)
        let view = console.frame(request).merging([
            "headline": .text(headline), "hasFigures": .flag(network != nil), "state": state.kind.value(state.word),
            "economy": ViewValue(network.map { economy($0, language) }),
            "filtering": .text(ReadinessWords.score(figures?.filtering, language)),
            "irr": .text(ReadinessWords.score(figures?.irr, language)),
            "rpki": .text(ReadinessWords.score(figures?.rpki, language)),
            "valid": .text(ReadinessWords.percent(figures?.validShare, language)),
            "invalid": .text(request.number(figures?.invalid ?? 0)),
            "uncovered": .text(request.number(figures?.notFound ?? 0)),
            "aspa": .text(request.text(network?.hasASPA ?? false ? NetworkPage.yes : NetworkPage.no)),
            "step": ViewValue(step.map { ReadinessWords.step($0, from: figures?.overall, language) }),
            "chart": ViewValue(
                trend.count > 1
                    ? ReadinessWords.chart(
                        trend.map { ($0.day, $0.figures.validShare, nil) }, label: ReadinessWords.validRoutes, language)
                    : nil),
            "hasRows": .flag(!list.rows.isEmpty), "rows": .list(list.rows.map { row($0, validation, request) }),
            "noRoutes": .text(request.text(current?.routes == nil ? NetworkPage.notRead : NetworkPage.noneSeen)),
            "file": list.rows.isEmpty ? nil : console.file("routes/\(asn).csv", request),
            "hasAlerts": .flag(!alerts.isEmpty), "alerts": .list(alerts),
            "mayAlerts": .flag(console.alerts != nil && request.reader.may(console.alertQuestion)),
            "next": ViewValue(
                list.next.map { key -> View in
                    [
                        "href": .text(NetworkPage.path(asn) + "?after=" + FormText.encoded(key)),
                        "label": .text(request.text(NetworkPage.more)),
                    ]
                }),
        ])
        return .page(title: "\(asn)", view)
    }

    private func economy(_ network: StoredReadiness.Network, _ language: Language) -> View {
        [
            "name": .text(console.name(network.economy, language)),
            "href": .text(network.economy == "ZZ" ? EconomiesPage.path : EconomyPage.path(network.economy)),
        ]
    }

    private func row(_ route: SeenRoute, _ validation: OriginValidation?, _ request: PageRequest) -> View {
        let state = validation?.state(of: route.prefix, origin: route.origin)
        return [
            "prefix": .text("\(route.prefix)"), "peers": .text(request.number(Int(route.peers))),
            "href": .text("\(ValidityPage.path)?prefix=\(route.prefix)&asn=\(route.origin)"),
            "validity": ViewValue(
                state.map { state -> View in
                    switch state {
                    case .valid: StateKind.valid.view(request.text(NetworkPage.valid))
                    case .invalid: StateKind.invalid.view(request.text(NetworkPage.invalid))
                    case .notFound: StateKind.unknown.view(request.text(NetworkPage.notFound))
                    }
                }),
        ]
    }

    /// Open alerts in which the network is the one that does it.
    private func alerts(of asn: ASN, _ request: PageRequest) async throws -> [View] {
        guard let store = console.alerts, request.reader.may(console.alertQuestion) else { return [] }
        var selection = AlertSelection()
        selection.isOpen = true
        selection.asn = asn.rawValue
        let found = try await NIOThreadPool.singleton.runIfActive { [selection] in
            try store.alerts(selection, limit: NetworkPage.alertsListed)
        }
        return found.map { alert in
            let headline = AlertsPage.headline(alert, request.language)
            return [
                "href": .text(AlertPage.path(alert.id)), "what": .text(headline ?? alert.summary),
                "isVerbatim": .flag(headline == nil), "since": request.times.value(alert.raised),
            ]
        }
    }
}
