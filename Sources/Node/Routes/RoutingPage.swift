internal import Access
internal import Console
internal import HTTPService
internal import NumberResources
internal import RouteSecurity
internal import SecurityEvents
internal import ValidatedPayloads

/// Are my networks announced as they should be?
struct RoutingPage: Sendable {
    let console: RoutesConsole

    private static let listed = 500

    var page: ConsolePage {
        ConsolePage(
            "/routing", RoutingPage.template,
            for: AccessQuestion(.read, .routing, marked: console.section.tlp),
            entry: .init(RoutingPage.label, order: 10), topic: "alerts", get: answer)
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try console.permit(request.reader, .routing)
        try request.query.allow(only: "prefix", "after", "said")
        let section = console.section
        let alerts = (console.state.watch?.alerts ?? []).filter { $0.state == .active && $0.standing >= .low }
        let only = try request.parameter("prefix").map { text throws(APIError) in
            try RouteQuery.prefix(text, named: "prefix")
        }
        let after = try request.parameter("after").flatMap { IPPrefix($0) }
        let prefixes = section.prefixes.keys.sorted().filter { prefix in
            (only.map { $0.covers(prefix) || prefix.covers($0) } ?? true) && (after.map { $0 < prefix } ?? true)
        }
        let list = Paging(Array(prefixes.prefix(RoutingPage.listed + 1)), limit: RoutingPage.listed) { "\($0)" }
        let validation = console.payloadsState.current(at: request.now)?.validation
        var counts: [RouteOriginState: Int] = [:]
        if let validation {
            for (prefix, origins) in section.prefixes {
                for origin in origins ?? section.asns {
                    counts[validation.state(of: prefix, origin: origin), default: 0] += 1
                }
            }
        }
        let wrong = Set(alerts.map(\.key.subject.text)).count
        let headline: Sentence =
            !section.isEnabled ? RoutingPage.notConfigured : wrong > 0 ? RoutingPage.someWrong : RoutingPage.allRight
        let view: View = [
            "headline": .text(
                request.text(
                    headline,
                    [
                        "count": .number(wrong > 0 ? wrong : section.prefixes.count),
                        "total": .number(section.prefixes.count),
                    ])),
            "isConfigured": .flag(section.isEnabled), "hasRows": .flag(!list.rows.isEmpty),
            "rows": .list(list.rows.flatMap { row($0, alerts, validation, request) }),
            "valid": .text(request.number(counts[.valid] ?? 0)),
            "invalid": .text(request.number(counts[.invalid] ?? 0)),
            "notFound": .text(request.number(counts[.notFound] ?? 0)), "hasCounts": .flag(validation != nil),
            "next": ViewValue(
                list.next.map { key -> View in
                    [
                        "href": .text("/routing?after=" + FormText.encoded(key)),
                        "label": .text(request.text(RoutingPage.more)),
                    ]
                }),
        ]
        return .page(title: request.text(RoutingPage.label), view)
    }

    private func row(
        _ prefix: IPPrefix, _ alerts: [RouteAlert], _ validation: OriginValidation?, _ request: PageRequest
    ) -> [View] {
        let section = console.section
        let origins = (section.prefixes[prefix] ?? nil) ?? section.asns
        let open = alerts.filter { alert in
            if case .prefix(let subject) = alert.key.subject { return subject == prefix }
            return false
        }
        return origins.map { origin in
            let state = validation?.state(of: prefix, origin: origin)
            return [
                "prefix": "\(prefix)", "origin": "\(origin)",
                "href": "\(ValidityPage.path)?prefix=\(prefix)&asn=\(origin)",
                "validity": ViewValue(
                    state.map { ValidityWords.kind($0).view(request.text(ValidityWords.state($0))) }),
                "alert": ViewValue(
                    open.first.map { alert -> View in
                        [
                            "href": .text(AlertPage.path(alert.id)),
                            "state": AlertWords.kind(alert.standing).value(
                                AlertWords.headline(alert.key, in: request.language)),
                        ]
                    }),
            ]
        }
    }

    static let template = PageTemplate(
        "routing",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{t.routingSub}} <a href="/routing/validity">{{t.checkRoute}}</a></p>
        {{#isConfigured}}
        {{#hasCounts}}<section><dl class="facts"><div><dt>{{t.validRoutes}}</dt><dd class="n">{{valid}}</dd></div><div><dt>{{t.invalidRoutes}}</dt><dd class="n">{{invalid}}</dd></div><div><dt>{{t.notFoundRoutes}}</dt><dd class="n">{{notFound}}</dd></div></dl></section>{{/hasCounts}}
        <section aria-labelledby="ours"><h2 id="ours">{{t.ours}}</h2>{{#hasRows}}<table class="list"><thead><tr><th scope="col">{{t.prefix}}</th><th scope="col">{{t.origin}}</th><th scope="col">{{t.originState}}</th><th scope="col">{{t.openAlert}}</th></tr></thead><tbody>
        {{#rows}}<tr><td class="first n"><a href="{{href}}">{{prefix}}</a></td><td class="n">{{origin}}</td><td>{{#validity}}{{>state}}{{/validity}}{{^validity}}–{{/validity}}</td><td>{{#alert}}<a href="{{href}}">{{#state}}{{>state}}{{/state}}</a>{{/alert}}{{^alert}}–{{/alert}}</td></tr>
        {{/rows}}</tbody></table>{{#next}}{{>more}}{{/next}}{{/hasRows}}{{^hasRows}}<p>{{t.setWatch}} <code>watch.prefixes</code></p>{{/hasRows}}</section>
        {{/isConfigured}}
        {{^isConfigured}}<p>{{t.setWatch}} <code>watch.prefixes</code>, <code>watch.asns</code></p>{{/isConfigured}}
        """#,
        sentences: [
            "routingSub": Sentence(
                en: "Our prefixes, the origins that the configuration permits, and what the RPKI says of them.",
                es: "Nuestros prefijos, los orígenes que permite la configuración y lo que dice de ellos la RPKI.",
                pt: "Os nossos prefixos, as origens que a configuração permite e o que a RPKI diz delas.",
                fr: "Nos préfixes, les origines que la configuration permet, et ce que la RPKI en dit."),
            "checkRoute": Sentence(
                en: "Check any route", es: "Comprobar cualquier ruta", pt: "Verificar qualquer rota",
                fr: "Vérifier une route"),
            "validRoutes": Sentence(en: "Valid", es: "Válidas", pt: "Válidas", fr: "Valides"),
            "invalidRoutes": Sentence(en: "Invalid", es: "Inválidas", pt: "Inválidas", fr: "Invalides"),
            "notFoundRoutes": Sentence(
                en: "Not found", es: "No encontradas", pt: "Não encontradas", fr: "Non trouvées"),
            "ours": Sentence(en: "Our prefixes", es: "Nuestros prefijos", pt: "Os nossos prefixos", fr: "Nos préfixes"),
            "openAlert": Sentence(en: "Open alert", es: "Alerta abierta", pt: "Alerta aberto", fr: "Alerte ouverte"),
        ])

    private static let label = Sentence(en: "Routing", es: "Rutas", pt: "Rotas", fr: "Routage")
    private static let allRight = Sentence(
        en: .counted(one: "Our prefix has no open alert.", other: "Our {count} prefixes have no open alert."),
        es: .counted(
            one: "Nuestro prefijo no tiene alertas abiertas.",
            other: "Nuestros {count} prefijos no tienen alertas abiertas."),
        pt: .counted(
            one: "O nosso prefixo não tem alertas abertos.",
            other: "Os nossos {count} prefixos não têm alertas abertos."),
        fr: .counted(
            one: "Notre préfixe n’a aucune alerte ouverte.", other: "Nos {count} préfixes n’ont aucune alerte ouverte.")
    )
    private static let someWrong = Sentence(
        en: .counted(
            one: "One of our {total} prefixes has an open alert.",
            other: "{count} of our {total} prefixes have open alerts."),
        es: .counted(
            one: "Uno de nuestros {total} prefijos tiene una alerta abierta.",
            other: "{count} de nuestros {total} prefijos tienen alertas abiertas."),
        pt: .counted(
            one: "Um dos nossos {total} prefixos tem um alerta aberto.",
            other: "{count} dos nossos {total} prefixos têm alertas abertos."),
        fr: .counted(
            one: "Un de nos {total} préfixes a une alerte ouverte.",
            other: "{count} de nos {total} préfixes ont des alertes ouvertes."))
    private static let notConfigured = Sentence(
        en: "No routes are monitored here.", es: "Aquí no se vigilan rutas.", pt: "Aqui não são vigiadas rotas.",
        fr: "Aucune route n’est surveillée ici.")
    private static let more = Sentence(
        en: "More prefixes", es: "Más prefijos", pt: "Mais prefixos", fr: "Plus de préfixes")
}
