internal import Console
internal import DeskStore
internal import HTTPService
internal import NIOPosix
internal import RouteSecurity
internal import SecurityEvents

internal import struct FoundationEssentials.Date

/// What happened, newest first?
struct AlertsPage: Sendable {
    let console: RoutesConsole

    private static let limit = 50

    var page: ConsolePage {
        ConsolePage(
            "/alerts", AlertsPage.template, for: console.question,
            entry: .init(AlertsPage.label, order: 20, count: { console.waiting }), data: ("/api/v1/alerts", .allAlerts),
            topic: "alerts", get: answer)
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try console.permit(request.reader)
        try request.query.allow(only: "state", "severity", "class", "after", "said")
        guard let store = console.store else {
            return .page(title: request.text(AlertsPage.label), AlertsPage.absent(request))
        }
        var selection = AlertSelection()
        let state = try request.parameter("state") ?? "open"
        selection.isOpen = state == "open" ? true : state == "ended" ? false : nil
        let severity = try request.parameter("severity").flatMap(EventSeverity.init(rawValue:))
        selection.leastSeverity = severity?.rank ?? 0
        selection.kind = try request.parameter("class")
        let after = try request.parameter("after").flatMap(AlertsPage.place)
        let rows = try await NIOThreadPool.singleton.runIfActive { [selection] in
            try store.alerts(selection, after: after, limit: AlertsPage.limit + 1)
        }
        let list = Paging(rows, limit: AlertsPage.limit, key: AlertsPage.key)
        let watch = console.state.watch
        let open = (watch?.alerts ?? []).filter { $0.state == .active }
        let headline =
            open.isEmpty
            ? request.text(AlertsPage.calm) : request.text(AlertsPage.some, ["count": .number(open.count)])
        let next = list.next.map { key -> View in
            var query = "after=" + FormText.encoded(key) + "&state=" + FormText.encoded(state)
            if let severity { query += "&severity=\(severity.rawValue)" }
            if let kind = selection.kind { query += "&class=" + FormText.encoded(kind) }
            return ["href": .text("/alerts?" + query), "label": .text(request.text(AlertsPage.older))]
        }
        let live = Dictionary((watch?.alerts ?? []).map { ($0.id, $0) }) { first, _ in first }
        let view: View = [
            "headline": .text(headline), "isConfigured": true, "notice": nil,
            "states": .list(
                [("open", AlertsPage.open), ("ended", AlertsPage.ended), ("all", AlertsPage.all)].map { word, label in
                    ["value": .text(word), "label": .text(request.text(label)), "isChosen": .flag(word == state)]
                }),
            "severities": .list(
                EventSeverity.allCases.reversed().map { each in
                    [
                        "value": .text(each.rawValue), "label": .text(request.text(AlertWords.severity(each))),
                        "isChosen": .flag(each == severity),
                    ]
                }),
            "hasRows": .flag(!list.rows.isEmpty), "rows": .list(list.rows.map { row($0, live[$0.id], request) }),
            "next": ViewValue(next),
        ]
        return .page(title: request.text(AlertsPage.label), view)
    }

    private static func absent(_ request: PageRequest) -> View {
        [
            "headline": .text(request.text(notConfigured)), "isConfigured": false, "states": [], "severities": [],
            "hasRows": false, "rows": [], "next": nil,
        ]
    }

    private func row(_ alert: StoredAlert, _ live: RouteAlert?, _ request: PageRequest) -> View {
        let severity = EventSeverity.allCases.first { $0.rank == alert.peak } ?? .information
        let headline =
            live.map { AlertWords.headline($0.key, in: request.language) }
            ?? AlertsPage.headline(alert, request.language)
        let state = RouteAlert.State(rawValue: alert.state) ?? .ended
        return [
            "href": .text(AlertPage.path(alert.id)), "what": .text(headline ?? alert.summary),
            "isVerbatim": .flag(headline == nil),
            "why": .text(live.map { RoutesConsole.why($0, request.language) } ?? alert.prefix ?? ""),
            "severity": AlertWords.kind(severity).value(request.text(AlertWords.severity(severity))),
            "state": .text(request.text(AlertWords.state(state))), "raised": request.times.value(alert.raised),
            "updated": request.times.value(alert.updated),
            "seen": ViewValue(alert.acknowledgement?.author),
        ]
    }

    /// The sentence of an alert that is not live any more; `nil` for a class that this version does not know.
    static func headline(_ alert: StoredAlert, _ language: Language) -> String? {
        AlertClass(rawValue: alert.kind).map { kind in
            AlertWords.sentence(kind).text(
                in: language,
                ["subject": .text(alert.prefix ?? "–"), "offender": .text(alert.asn.map { "AS\($0)" } ?? "–")])
        }
    }

    // Seconds as bits, so that the place is found again to the last digit.
    private static func key(_ alert: StoredAlert) -> String {
        String(alert.updated.timeIntervalSince1970.bitPattern, radix: 16) + "." + alert.id
    }

    private static func place(_ key: String) -> AlertPlace? {
        let parts = key.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let bits = UInt64(parts[0], radix: 16) else { return nil }
        let seconds = Double(bitPattern: bits)
        guard seconds.isFinite else { return nil }
        return AlertPlace(updated: Date(timeIntervalSince1970: seconds), id: String(parts[1]))
    }

    static let template = PageTemplate(
        "alerts",
        #"""
        <h1>{{headline}}</h1>
        {{#isConfigured}}
        <form class="row" action="/alerts"><p><label for="state">{{t.state}}</label><select id="state" name="state">{{#states}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>{{/states}}</select></p><p><label for="severity">{{t.leastSeverity}}</label><select id="severity" name="severity"><option value="">{{t.any}}</option>{{#severities}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>{{/severities}}</select></p><p><button>{{t.filter}}</button></p></form>
        <section aria-labelledby="list"><h2 id="list">{{t.alertList}}</h2>
        {{#hasRows}}<table class="list"><thead><tr><th scope="col">{{t.what}}</th><th scope="col">{{t.severity}}</th><th scope="col">{{t.state}}</th><th scope="col">{{t.since}}</th><th scope="col">{{t.changed}}</th><th scope="col">{{t.acknowledgedBy}}</th></tr></thead><tbody>
        {{#rows}}<tr><td class="first"><a class="what" href="{{href}}"{{#isVerbatim}} lang="en"{{/isVerbatim}}>{{what}}</a><span class="why">{{why}}</span></td><td>{{#severity}}{{>state}}{{/severity}}</td><td>{{state}}</td><td class="n">{{#raised}}{{>time}}{{/raised}}</td><td class="n" data-l="{{t.changed}}">{{#updated}}{{>time}}{{/updated}}</td><td>{{#seen}}{{.}}{{/seen}}{{^seen}}–{{/seen}}</td></tr>
        {{/rows}}</tbody></table>{{#next}}{{>more}}{{/next}}{{/hasRows}}{{^hasRows}}<p>{{t.noAlert}}</p>{{/hasRows}}</section>
        {{/isConfigured}}
        {{^isConfigured}}<p>{{t.setWatch}} <code>watch.prefixes</code>, <code>watch.asns</code></p>{{/isConfigured}}
        """#,
        sentences: [
            "leastSeverity": Sentence(
                en: "Severity at least", es: "Gravedad mínima", pt: "Gravidade mínima", fr: "Gravité minimale"),
            "any": Sentence(en: "any", es: "cualquiera", pt: "qualquer", fr: "toutes"),
            "alertList": Sentence(
                en: "Alerts, the latest first", es: "Alertas, las más recientes primero",
                pt: "Alertas, os mais recentes primeiro", fr: "Alertes, les plus récentes d’abord"),
            "severity": Sentence(en: "Severity", es: "Gravedad", pt: "Gravidade", fr: "Gravité"),
            "changed": Sentence(en: "Changed", es: "Cambió", pt: "Mudou", fr: "Modifiée"),
            "acknowledgedBy": Sentence(
                en: "Acknowledged by", es: "Recibida por", pt: "Recebido por", fr: "Prise en charge par"),
            "noAlert": Sentence(
                en: "There is no such alert.", es: "No hay ninguna alerta así.", pt: "Não há nenhum alerta assim.",
                fr: "Il n’y a aucune alerte de ce genre."),
            "setWatch": Sentence(
                en: "No routes are monitored here. To do so, set one of these keys and restart the node:",
                es: "Aquí no se vigilan rutas. Para hacerlo, defina una de estas claves y reinicie el nodo:",
                pt: "Aqui não são vigiadas rotas. Para isso, defina uma destas chaves e reinicie o nó:",
                fr:
                    "Aucune route n’est surveillée ici. Pour le faire, définissez une de ces clés et redémarrez le nœud :"
            ),
        ])

    static let label = Sentence(en: "Alerts", es: "Alertas", pt: "Alertas", fr: "Alertes")
    private static let calm = Sentence(
        en: "No alert is active.", es: "No hay ninguna alerta activa.", pt: "Nenhum alerta está ativo.",
        fr: "Aucune alerte n’est active.")
    private static let some = Sentence(
        en: .counted(one: "One alert is active.", other: "{count} alerts are active."),
        es: .counted(one: "Hay una alerta activa.", other: "Hay {count} alertas activas."),
        pt: .counted(one: "Há um alerta ativo.", other: "Há {count} alertas ativos."),
        fr: .counted(one: "Une alerte est active.", other: "{count} alertes sont actives."))
    private static let notConfigured = Sentence(
        en: "No routes are monitored here.", es: "Aquí no se vigilan rutas.", pt: "Aqui não são vigiadas rotas.",
        fr: "Aucune route n’est surveillée ici.")
    private static let older = Sentence(
        en: "Older alerts", es: "Alertas anteriores", pt: "Alertas anteriores", fr: "Alertes plus anciennes")
    private static let open = Sentence(en: "open", es: "abiertas", pt: "abertos", fr: "ouvertes")
    private static let ended = Sentence(en: "ended", es: "terminadas", pt: "terminados", fr: "terminées")
    private static let all = Sentence(en: "all", es: "todas", pt: "todos", fr: "toutes")
}
