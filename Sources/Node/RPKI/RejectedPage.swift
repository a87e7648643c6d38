internal import Console
internal import HTTPService
internal import RPKIObjects
internal import RPKIRepository
internal import RPKIValidation

/// What was refused, and why?
struct RejectedPage: Sendable {
    let state: RPKIState

    private static let limit = 100

    /// The page of one object.
    static func path(of uri: String) -> String { "/rpki/rejected?uri=" + FormText.encoded(uri) }

    var page: ConsolePage {
        ConsolePage(
            "/rpki/rejected", RejectedPage.template, for: RPKIConsole.question, data: ("/api/v1/rejections", nil),
            topic: "rpki", get: answer)
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow(only: "uri", "ca", "ta", "code", "after")
        let code = try request.parameter("code")
        let filter = RejectionFilter(
            uri: try request.parameter("uri", octets: 2_000), authority: try request.parameter("ca", octets: 2_000),
            trustAnchor: try request.parameter("ta"), code: code.flatMap(ObjectError.Code.init(rawValue:)))
        let list = state.rejections
        let all = list?.stored.rows ?? []
        let matching = code != nil && filter.code == nil ? [] : all.filter(filter.matches)
        let after = try request.parameter("after", octets: 2_100)
        let rest = after.map { key in Array(matching.drop { RejectedPage.key($0) <= key }) } ?? matching
        let page = Paging(Array(rest.prefix(RejectedPage.limit + 1)), limit: RejectedPage.limit, key: RejectedPage.key)
        let reasons = Dictionary(grouping: all, by: { $0.rejection.error.code.rawValue }).mapValues(\.count)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let isOne = matching.count == 1 && filter.uri == matching[0].rejection.uri
        let headline: String =
            isOne
            ? request.text(RejectedPage.one, ["uri": .text(RejectedPage.name(matching[0].rejection.uri))])
            : list == nil
                ? request.text(RejectedPage.none) : request.text(RejectedPage.some, ["count": .number(matching.count)])
        let next = page.next.map { key -> View in
            var query = "after=" + FormText.encoded(key)
            for (name, value) in [
                ("uri", filter.uri), ("ca", filter.authority), ("ta", filter.trustAnchor), ("code", code),
            ] {
                if let value { query += "&\(name)=" + FormText.encoded(value) }
            }
            return ["href": .text("/rpki/rejected?" + query), "label": .text(request.text(RejectedPage.more))]
        }
        let view: View = [
            "headline": .text(headline), "uri": .text(filter.uri ?? ""),
            "isFiltered": .flag(!request.query.parameters.isEmpty),
            "failure": ViewValue(list?.stored.failure), "hasRows": .flag(!page.rows.isEmpty),
            "rows": .list(page.rows.map { row($0, request) }), "next": ViewValue(next),
            "reasons": .list(
                reasons.prefix(12).map { reason, count in
                    [
                        "href": .text("/rpki/rejected?code=\(reason)"), "code": .text(reason),
                        "count": .text(request.number(count)),
                    ]
                }), "hasReasons": .flag(!reasons.isEmpty && !isOne),
        ]
        return .page(title: headline, view)
    }

    private static func key(_ row: RejectionList.Row) -> String {
        row.rejection.uri + " " + (row.rejection.hash.map { "\($0)" } ?? "") + " " + row.rejection.error.code.rawValue
    }

    private static func name(_ uri: String) -> String {
        uri.split(separator: "/").last.map(String.init) ?? uri
    }

    private func row(_ row: RejectionList.Row, _ request: PageRequest) -> View {
        let error = row.rejection.error
        let (kind, word): (StateKind, Sentence) =
            row.rejection.level == .rejected ? (.invalid, RejectedPage.refused) : (.stale, RejectedPage.warned)
        return [
            "uri": .text(row.rejection.uri), "href": .text(RejectedPage.path(of: row.rejection.uri)),
            "state": kind.value(request.text(word)), "code": .text(error.code.rawValue), "detail": .text(error.detail),
            "rule": .text("\(error.rule)"), "octet": ViewValue(error.offset.map { request.number($0) }),
            "since": request.times.value(row.since), "trustAnchor": .text(row.trustAnchor ?? "–"),
            "hash": ViewValue(row.rejection.hash.map { "\($0)" }),
        ]
    }

    static let template = PageTemplate(
        "rejected",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{t.rejectedSub}}</p>
        <form class="row" action="/rpki/rejected"><p><label for="uri">{{t.uriBegins}}</label><input id="uri" name="uri" value="{{uri}}" class="n" size="48" maxlength="2000" placeholder="rsync://"></p><p><button>{{t.filter}}</button></p>{{#isFiltered}}<p><a href="/rpki/rejected">{{t.all}}</a></p>{{/isFiltered}}</form>
        {{#failure}}<p class="notice stale"><span class="st stale">{{t.lastRunFailed}}</span> <span lang="en">{{.}}</span></p>{{/failure}}
        {{#hasReasons}}<section aria-labelledby="reasons"><h2 id="reasons">{{t.reasons}}</h2><p>{{#reasons}}<a class="n" href="{{href}}">{{code}}</a> {{count}} &ensp;{{/reasons}}</p></section>{{/hasReasons}}
        <section aria-labelledby="objects"><h2 id="objects">{{t.objects}}</h2>
        {{#hasRows}}<table class="list"><thead><tr><th scope="col">{{t.object}}</th><th scope="col">{{t.state}}</th><th scope="col">{{t.reason}}</th><th scope="col" class="r">{{t.octet}}</th><th scope="col">{{t.rule}}</th><th scope="col">{{t.since}}</th></tr></thead><tbody>
        {{#rows}}<tr><td class="first n"><a href="{{href}}">{{uri}}</a>{{#hash}}<span class="why">SHA-256 {{.}}</span>{{/hash}}</td><td>{{#state}}{{>state}}{{/state}}</td><td><span class="n">{{code}}</span> <span class="why" lang="en">{{detail}}</span></td><td class="r n" data-l="{{t.octet}}">{{#octet}}{{.}}{{/octet}}{{^octet}}–{{/octet}}</td><td lang="en">{{rule}}</td><td class="n">{{#since}}{{>time}}{{/since}}</td></tr>
        {{/rows}}</tbody></table>{{#next}}{{>more}}{{/next}}{{/hasRows}}{{^hasRows}}<p>{{t.noneRefused}}</p>{{/hasRows}}</section>
        """#,
        sentences: [
            "rejectedSub": Sentence(
                en: "Each object with the octet at which it is wrong and the rule that it breaks. Its CA can mend it.",
                es: "Cada objeto con el octeto en que falla y la regla que incumple. Su CA puede corregirlo.",
                pt: "Cada objeto com o octeto em que falha e a regra que não cumpre. A sua CA pode corrigi-lo.",
                fr: "Chaque objet, avec l’octet fautif et la règle enfreinte. Son AC peut le corriger."),
            "uriBegins": Sentence(
                en: "URI begins with", es: "El URI empieza por", pt: "O URI começa por", fr: "L’URI commence par"),
            "filter": Sentence(en: "Filter", es: "Filtrar", pt: "Filtrar", fr: "Filtrer"),
            "all": Sentence(en: "Show all", es: "Mostrar todos", pt: "Mostrar todos", fr: "Tout afficher"),
            "reasons": Sentence(en: "Reasons", es: "Motivos", pt: "Motivos", fr: "Raisons"),
            "octet": Sentence(en: "Octet", es: "Octeto", pt: "Octeto", fr: "Octet"),
            "rule": Sentence(en: "Rule", es: "Regla", pt: "Regra", fr: "Règle"),
            "noneRefused": Sentence(
                en: "No such object was refused.", es: "No se rechazó ningún objeto así.",
                pt: "Nenhum objeto assim foi recusado.", fr: "Aucun objet de ce genre n’a été refusé."),
        ])

    private static let one = Sentence(
        en: "{uri} was refused", es: "{uri} fue rechazado", pt: "{uri} foi recusado", fr: "{uri} a été refusé")
    private static let some = Sentence(
        en: .counted(one: "One object was refused", other: "{count} objects were refused"),
        es: .counted(one: "Se rechazó un objeto", other: "Se rechazaron {count} objetos"),
        pt: .counted(one: "{count} objeto recusado", other: "{count} objetos recusados"),
        fr: .counted(one: "{count} objet refusé", other: "{count} objets refusés"))
    private static let none = Sentence(
        en: "No validation has ended yet", es: "Aún no ha terminado ninguna validación",
        pt: "Ainda não terminou nenhuma validação", fr: "Aucune validation n’est encore terminée")
    private static let more = Sentence(
        en: "More objects", es: "Más objetos", pt: "Mais objetos", fr: "Plus d’objets")
    private static let refused = Sentence(en: "refused", es: "rechazado", pt: "recusado", fr: "refusé")
    private static let warned = Sentence(
        en: "accepted with a warning", es: "aceptado con advertencia", pt: "aceite com aviso",
        fr: "accepté avec un avertissement")
}
