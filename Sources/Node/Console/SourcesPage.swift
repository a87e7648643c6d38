internal import Console

/// What feeds us, and what is late?
enum SourcesPage {
    static let label = Sentence(en: "Sources", es: "Fuentes", pt: "Fontes", fr: "Sources")

    static let template = PageTemplate(
        "sources",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{t.sourcesSub}}</p>
        <section aria-labelledby="list"><h2 id="list">{{t.sourcesList}}</h2>
        {{#hasSources}}<table class="list"><thead><tr><th scope="col">{{t.source}}</th><th scope="col">{{t.state}}</th><th scope="col">{{t.age}}</th><th scope="col">{{t.detail}}</th></tr></thead><tbody>
        {{#sources}}<tr><td class="first">{{name}}</td><td>{{#state}}{{>state}}{{/state}}</td><td class="n">{{#last}}{{>time}}{{/last}}{{^last}}–{{/last}}</td><td>{{#detail}}<span lang="en">{{.}}</span>{{/detail}}</td></tr>
        {{/sources}}</tbody></table>{{/hasSources}}{{^hasSources}}<p>{{t.noSources}} <code>rpki.tals</code>, <code>watch.prefixes</code></p>{{/hasSources}}</section>
        <section aria-labelledby="alarms"><h2 id="alarms">{{t.alarms}}</h2>
        {{#hasAlarms}}<table class="list"><thead><tr><th scope="col">{{t.alarm}}</th><th scope="col">{{t.since}}</th><th scope="col">{{t.detail}}</th></tr></thead><tbody>
        {{#alarms}}<tr><td class="first n">{{subject}}</td><td class="n">{{#since}}{{>time}}{{/since}}</td><td lang="en">{{message}}</td></tr>
        {{/alarms}}</tbody></table>{{/hasAlarms}}{{^hasAlarms}}<p>{{t.noAlarms}}</p>{{/hasAlarms}}</section>
        """#,
        sentences: [
            "sourcesSub": Sentence(
                en:
                    "Where the data comes from, and who receives it. Late means: what depends on it may be out of date.",
                es:
                    "De dónde vienen los datos y quién los recibe. Con retraso: lo que depende de ellos puede no estar al día.",
                pt: "De onde vêm os dados e quem os recebe. Em atraso: o que depende deles pode não estar em dia.",
                fr:
                    "D’où viennent les données, et qui les reçoit. En retard : ce qui en dépend n’est peut-être plus à jour."
            ),
            "sourcesList": Sentence(
                en: "Sources and receivers", es: "Fuentes y destinatarios", pt: "Fontes e destinatários",
                fr: "Sources et destinataires"),
            "detail": Sentence(en: "Detail", es: "Detalle", pt: "Detalhe", fr: "Détail"),
            "alarms": Sentence(
                en: "Alarms of the node", es: "Alarmas del nodo", pt: "Alarmes do nó", fr: "Alarmes du nœud"),
            "alarm": Sentence(en: "Alarm", es: "Alarma", pt: "Alarme", fr: "Alarme"),
            "noAlarms": Sentence(
                en: "The node reports no alarm.", es: "El nodo no informa de ninguna alarma.",
                pt: "O nó não comunica nenhum alarme.", fr: "Le nœud ne signale aucune alarme."),
        ])

    static func answer(_ sources: [SourceState], _ alarms: [Alarm], _ request: PageRequest) -> PageAnswer {
        let late = sources.count { $0.kind == .stale || $0.kind == .invalid }
        let headline =
            late == 0
            ? request.text(allFresh, ["count": .number(sources.count)])
            : request.text(someLate, ["count": .number(late), "total": .number(sources.count)])
        let view: View = [
            "headline": .text(headline), "hasSources": .flag(!sources.isEmpty),
            "sources": .list(sources.map { row($0, request) }), "hasAlarms": .flag(!alarms.isEmpty),
            "alarms": .list(
                alarms.map { alarm in
                    [
                        "subject": .text("\(alarm.kind) \(alarm.subject)"), "message": .text(alarm.message),
                        "since": request.times.value(alarm.since),
                    ]
                }),
        ]
        return .page(title: request.text(label), view)
    }

    static func row(_ source: SourceState, _ request: PageRequest) -> View {
        [
            "name": .text(source.name), "state": source.kind.value(source.word),
            "last": request.times.value(source.last),
            "detail": ViewValue(source.detail),
        ]
    }

    private static let allFresh = Sentence(
        en: .counted(one: "The source is fresh", other: "{count} sources, none late"),
        es: .counted(one: "La fuente está al día", other: "{count} fuentes, ninguna con retraso"),
        pt: .counted(one: "A fonte está em dia", other: "{count} fontes, nenhuma em atraso"),
        fr: .counted(one: "La source est à jour", other: "{count} sources, aucune en retard"))
    private static let someLate = Sentence(
        en: .counted(one: "One of {total} sources is late", other: "{count} of {total} sources are late"),
        es: .counted(one: "Una de {total} fuentes tiene retraso", other: "{count} de {total} fuentes tienen retraso"),
        pt: .counted(one: "Uma de {total} fontes está em atraso", other: "{count} de {total} fontes estão em atraso"),
        fr: .counted(one: "Une source sur {total} est en retard", other: "{count} sources sur {total} sont en retard"))
}
