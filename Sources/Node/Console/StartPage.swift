internal import Console

/// What needs me now, and can I trust what I see?
enum StartPage {
    static let label = Sentence(en: "Now", es: "Ahora", pt: "Agora", fr: "Maintenant")

    static let template = PageTemplate(
        "start",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{trust}}</p>
        <div class="two"><div>
        <section aria-labelledby="need"><h2 id="need">{{t.need}}</h2>
        {{#hasItems}}<table class="list"><thead><tr><th scope="col">{{t.what}}</th><th scope="col">{{t.since}}</th><th scope="col">{{t.state}}</th><th scope="col">{{t.next}}</th></tr></thead><tbody>
        {{#items}}<tr><td class="first"><a class="what" href="{{href}}">{{what}}</a><span class="why">{{why}}</span></td><td class="n">{{#since}}{{>time}}{{/since}}</td><td>{{#state}}{{>state}}{{/state}}</td><td>{{next}}</td></tr>
        {{/items}}</tbody></table>{{#further}}<p class="more">{{.}}</p>{{/further}}{{/hasItems}}
        {{^hasItems}}<p>{{t.nothing}}</p>{{/hasItems}}</section>
        </div><div>
        <section aria-labelledby="sources"><h2 id="sources">{{t.sources}}</h2>
        {{#hasSources}}<table class="list compact"><thead><tr><th scope="col">{{t.source}}</th><th scope="col">{{t.state}}</th><th scope="col" class="r">{{t.age}}</th></tr></thead><tbody>
        {{#sources}}<tr><td class="first">{{name}}</td><td>{{#state}}{{>state}}{{/state}}</td><td class="r n">{{#last}}{{>time}}{{/last}}{{^last}}–{{/last}}</td></tr>
        {{/sources}}</tbody></table>{{/hasSources}}{{^hasSources}}<p>{{t.noSources}} <code>rpki.tals</code>, <code>watch.prefixes</code></p>{{/hasSources}}</section>
        </div></div>
        """#,
        sentences: [
            "need": Sentence(
                en: "What needs you, worst first", es: "Lo que le necesita, lo peor primero",
                pt: "O que precisa de si, o pior primeiro", fr: "Ce qui vous attend, le pire d’abord"),
            "what": Sentence(en: "What", es: "Qué", pt: "O quê", fr: "Quoi"),
            "since": Sentence(en: "Since", es: "Desde", pt: "Desde", fr: "Depuis"),
            "state": Sentence(en: "State", es: "Estado", pt: "Estado", fr: "État"),
            "next": Sentence(en: "Next step", es: "Siguiente paso", pt: "Próximo passo", fr: "Prochaine étape"),
            "nothing": Sentence(
                en: "Nothing is open.", es: "No hay nada pendiente.", pt: "Não há nada pendente.",
                fr: "Rien n’est en attente."),
            "sources": Sentence(en: "Sources", es: "Fuentes", pt: "Fontes", fr: "Sources"),
            "source": Sentence(en: "Source", es: "Fuente", pt: "Fonte", fr: "Source"),
            "age": Sentence(en: "Last data", es: "Últimos datos", pt: "Últimos dados", fr: "Dernières données"),
            "noSources": Sentence(
                en: "No source is configured. Set one of these keys:",
                es: "No hay ninguna fuente configurada. Defina una de estas claves:",
                pt: "Não há nenhuma fonte configurada. Defina uma destas chaves:",
                fr: "Aucune source n’est configurée. Définissez une de ces clés :"),
        ])

    /// Items that are listed; the rest is a number.
    private static let listed = 20

    static func answer(_ items: [StartItem], _ sources: [SourceState], _ request: PageRequest) -> PageAnswer {
        let late = sources.filter { $0.kind == .stale || $0.kind == .invalid }
        let headline =
            items.isEmpty
            ? request.text(calm) : request.text(needed, ["count": .number(items.count)])
        let trust =
            sources.isEmpty
            ? request.text(nothingKnown)
            : late.isEmpty
                ? request.text(allFresh, ["count": .number(sources.count)])
                : request.text(
                    someLate,
                    ["count": .number(late.count), "names": .text(late.prefix(3).map(\.name).joined(separator: ", "))])
        let view: View = [
            "headline": .text(headline), "trust": .text(trust), "hasItems": .flag(!items.isEmpty),
            "items": .list(items.prefix(listed).map { row($0, request) }),
            "further": ViewValue(
                items.count > listed
                    ? request.text(CommonSentences.further, ["count": .number(items.count - listed)]) : nil),
            "hasSources": .flag(!sources.isEmpty),
            "sources": .list(sources.map { SourcesPage.row($0, request) }),
        ]
        return .page(title: request.text(label), view)
    }

    private static func row(_ item: StartItem, _ request: PageRequest) -> View {
        [
            "href": .text(item.href), "what": .text(item.what), "why": .text(item.why),
            "since": request.times.value(item.since), "state": item.state.kind.value(item.state.word),
            "next": .text(item.next),
        ]
    }

    private static let calm = Sentence(
        en: "Nothing needs you now.", es: "Nada requiere su atención ahora.", pt: "Nada precisa de si agora.",
        fr: "Rien ne vous attend maintenant.")
    private static let needed = Sentence(
        en: .counted(one: "One thing needs you.", other: "{count} things need you."),
        es: .counted(one: "Un asunto requiere su atención.", other: "{count} asuntos requieren su atención."),
        pt: .counted(one: "Um assunto precisa de si.", other: "{count} assuntos precisam de si."),
        fr: .counted(one: "Un point vous attend.", other: "{count} points vous attendent."))
    private static let allFresh = Sentence(
        en: .counted(one: "The source is fresh.", other: "All {count} sources are fresh."),
        es: .counted(one: "La fuente está al día.", other: "Las {count} fuentes están al día."),
        pt: .counted(one: "A fonte está em dia.", other: "Todas as {count} fontes estão em dia."),
        fr: .counted(one: "La source est à jour.", other: "Les {count} sources sont à jour."))
    private static let someLate = Sentence(
        en: .counted(
            one: "One source is late: {names}. What depends on it may be out of date.",
            other: "{count} sources are late: {names}. What depends on them may be out of date."),
        es: .counted(
            one: "Una fuente tiene retraso: {names}. Lo que depende de ella puede no estar al día.",
            other: "{count} fuentes tienen retraso: {names}. Lo que depende de ellas puede no estar al día."),
        pt: .counted(
            one: "Uma fonte está em atraso: {names}. O que depende dela pode não estar em dia.",
            other: "{count} fontes estão em atraso: {names}. O que depende delas pode não estar em dia."),
        fr: .counted(
            one: "Une source est en retard : {names}. Ce qui en dépend n’est peut-être plus à jour.",
            other: "{count} sources sont en retard : {names}. Ce qui en dépend n’est peut-être plus à jour."))
    private static let nothingKnown = Sentence(
        en: "No source is configured, so nothing is known.",
        es: "No hay fuentes configuradas, así que no se sabe nada.",
        pt: "Não há fontes configuradas, por isso nada se sabe.",
        fr: "Aucune source n’est configurée : on ne sait donc rien.")
}
