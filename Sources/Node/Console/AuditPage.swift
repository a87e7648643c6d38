internal import Access
internal import Console
internal import DeskStore
internal import HTTPService
internal import NIOPosix
internal import SecurityEvents

/// Who did what?
struct AuditPage: Sendable {
    let audit: DeskAudit

    private static let limit = 200

    var page: ConsolePage {
        ConsolePage(
            "/admin/audit", AuditPage.template, for: AccessQuestion(.read, .audit, marked: .red), get: answer)
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow(only: "only", "before")
        let onlyRefused = try request.parameter("only") == "refused"
        let before = try request.parameter("before").flatMap(Int64.init)
        let rows = try await NIOThreadPool.singleton.runIfActive { [audit] in
            try audit.page(before: before, onlyRefused: onlyRefused, limit: AuditPage.limit + 1)
        }
        let list = Paging(rows, limit: AuditPage.limit) { "\($0.id)" }
        let views = list.rows.map { row -> View in
            let entry = row.entry
            let kind: StateKind = entry.refusal == nil ? .valid : .stale
            return [
                "time": request.times.value(entry.last), "who": .text(entry.principal), "client": .text(entry.client),
                "what": .text("\(entry.verb) \(entry.resource)"), "label": .text(entry.label),
                "count": .text(request.number(entry.count)),
                "state": kind.value(entry.refusal ?? request.text(AuditPage.permitted)),
                "isVerbatim": .flag(entry.refusal != nil),
            ]
        }
        let next = list.next.map { key -> View in
            [
                "href": .text("/admin/audit?before=\(key)" + (onlyRefused ? "&only=refused" : "")),
                "label": .text(request.text(AuditPage.older)),
            ]
        }
        let title = request.text(AuditPage.title)
        return .page(
            title: title,
            [
                "headline": .text(title), "hasRows": .flag(!views.isEmpty), "rows": .list(views),
                "next": ViewValue(next),
                "onlyRefused": .flag(onlyRefused),
            ])
    }

    static let template = PageTemplate(
        "audit",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{t.auditSub}} {{#onlyRefused}}<a href="/admin/audit">{{t.showAll}}</a>{{/onlyRefused}}{{^onlyRefused}}<a href="/admin/audit?only=refused">{{t.showRefused}}</a>{{/onlyRefused}}</p>
        <section aria-labelledby="list"><h2 id="list">{{t.decisions}}</h2>{{#hasRows}}<table class="list compact"><thead><tr><th scope="col">{{t.when}}</th><th scope="col">{{t.who}}</th><th scope="col">{{t.address}}</th><th scope="col">{{t.what}}</th><th scope="col">TLP</th><th scope="col" class="r">{{t.times}}</th><th scope="col">{{t.state}}</th></tr></thead><tbody>
        {{#rows}}<tr><td class="first n">{{#time}}{{>moment}}{{/time}}</td><td class="n">{{who}}</td><td class="n">{{client}}</td><td class="n">{{what}}</td><td>{{label}}</td><td class="r n" data-l="{{t.times}}">{{count}}</td><td{{#isVerbatim}} lang="en"{{/isVerbatim}}>{{#state}}{{>state}}{{/state}}</td></tr>
        {{/rows}}</tbody></table>{{#next}}{{>more}}{{/next}}{{/hasRows}}{{^hasRows}}<p>{{t.noDecision}}</p>{{/hasRows}}</section>
        """#,
        sentences: [
            "auditSub": Sentence(
                en: "Every change, and every reading that takes a right. Entries are never changed.",
                es: "Cada cambio y cada lectura que requiere un permiso. Las entradas no se modifican nunca.",
                pt: "Cada alteração e cada leitura que exige uma permissão. As entradas nunca são modificadas.",
                fr: "Chaque changement et chaque lecture qui demande un droit. Les entrées ne changent jamais."),
            "showAll": Sentence(en: "Show all", es: "Mostrar todas", pt: "Mostrar todas", fr: "Tout afficher"),
            "showRefused": Sentence(
                en: "Show the refused only", es: "Mostrar solo las denegadas", pt: "Mostrar só as recusadas",
                fr: "Afficher seulement les refus"),
            "decisions": Sentence(en: "Decisions", es: "Decisiones", pt: "Decisões", fr: "Décisions"),
            "when": Sentence(en: "When", es: "Cuándo", pt: "Quando", fr: "Quand"),
            "who": Sentence(en: "Who", es: "Quién", pt: "Quem", fr: "Qui"),
            "times": Sentence(en: "Times", es: "Veces", pt: "Vezes", fr: "Fois"),
            "noDecision": Sentence(
                en: "There is no entry yet.", es: "Aún no hay entradas.", pt: "Ainda não há entradas.",
                fr: "Il n’y a pas encore d’entrée."),
        ])

    private static let title = Sentence(
        en: "Who did what", es: "Quién hizo qué", pt: "Quem fez o quê", fr: "Qui a fait quoi")
    private static let permitted = Sentence(en: "permitted", es: "permitido", pt: "permitido", fr: "permis")
    private static let older = Sentence(
        en: "Older entries", es: "Entradas anteriores", pt: "Entradas anteriores", fr: "Entrées plus anciennes")
}
