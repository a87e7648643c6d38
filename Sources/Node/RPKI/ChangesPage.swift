internal import Console
internal import HTTPService
internal import NumberResources
internal import ValidatedPayloads

/// What changed between two serials?
struct ChangesPage: Sendable {
    let state: PayloadsState

    private static let limit = 200

    var page: ConsolePage {
        ConsolePage(
            "/rpki/changes", ChangesPage.template, for: RPKIConsole.question, topic: "rpki", get: answer)
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow(only: "from", "prefix")
        guard let current = state.current(at: request.now) else {
            return .page(title: request.text(ChangesPage.title), ChangesPage.empty(request))
        }
        let oldest = current.history.firstSerial ?? current.served.serial
        let asked = try request.parameter("from")
        let from = asked.flatMap(UInt32.init) ?? oldest
        let delta = current.delta(since: PayloadVersion(session: current.session, serial: from))
        let prefix = try request.parameter("prefix")
        let within = try prefix.map { text throws(APIError) in try RouteQuery.prefix(text, named: "prefix") }
        let isWanted: (VRP) -> Bool = { vrp in within.map { $0.covers(vrp.prefix) || vrp.prefix.covers($0) } ?? true }
        let added = (delta?.vrps.announced ?? []).filter(isWanted)
        let gone = (delta?.vrps.withdrawn ?? []).filter(isWanted)
        let values: [String: SentenceValue] = [
            "from": .number(Int(from)), "to": .number(Int(current.served.serial)), "added": .number(added.count),
            "gone": .number(gone.count), "count": .number(added.count + gone.count),
        ]
        let headline = request.text(
            delta == nil ? ChangesPage.unknown : added.isEmpty && gone.isEmpty ? ChangesPage.same : ChangesPage.changed,
            values)
        let rows =
            gone.prefix(ChangesPage.limit).map { ChangesPage.row($0, false, request) }
            + added.prefix(ChangesPage.limit).map { ChangesPage.row($0, true, request) }
        let view: View = [
            "headline": .text(headline), "from": .text(asked ?? ""), "prefix": .text(prefix ?? ""),
            "hasRows": .flag(!rows.isEmpty), "rows": .list(rows), "oldest": .text("\(oldest)"),
            "further": ViewValue(
                added.count + gone.count > rows.count
                    ? request.text(CommonSentences.further, ["count": .number(added.count + gone.count - rows.count)])
                    : nil
            ),
        ]
        return .page(title: request.text(ChangesPage.title), view)
    }

    private static func empty(_ request: PageRequest) -> View {
        [
            "headline": .text(request.text(nothing)), "from": "", "prefix": "", "hasRows": false, "rows": [],
            "oldest": "", "further": nil,
        ]
    }

    private static func row(_ vrp: VRP, _ isAdded: Bool, _ request: PageRequest) -> View {
        [
            "state": (isAdded ? StateKind.valid : .stale).value(request.text(isAdded ? came : went)),
            "prefix": "\(vrp.prefix)", "maxLength": "\(vrp.maxLength)", "asn": "\(vrp.asn)",
            "href": "\(ValidityPage.path)?prefix=\(vrp.prefix)&asn=\(vrp.asn)",
        ]
    }

    static let template = PageTemplate(
        "changes",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{t.changesSub}}</p>
        <form class="row" action="/rpki/changes"><p><label for="from">{{t.fromSerial}}</label><input id="from" name="from" value="{{from}}" class="n" inputmode="numeric" maxlength="10" placeholder="{{oldest}}"></p><p><label for="prefix">{{t.prefix}}</label><input id="prefix" name="prefix" value="{{prefix}}" class="n" maxlength="60"></p><p><button>{{t.show}}</button></p></form>
        <section aria-labelledby="list"><h2 id="list">{{t.changedList}}</h2>
        {{#hasRows}}<table class="list compact"><thead><tr><th scope="col">{{t.prefix}}</th><th scope="col" class="r">{{t.maxLength}}</th><th scope="col">AS</th><th scope="col">{{t.change}}</th></tr></thead><tbody>
        {{#rows}}<tr><td class="first n"><a href="{{href}}">{{prefix}}</a></td><td class="r n" data-l="{{t.maxLength}}">{{maxLength}}</td><td class="n">{{asn}}</td><td>{{#state}}{{>state}}{{/state}}</td></tr>
        {{/rows}}</tbody></table>{{#further}}<p class="more">{{.}}</p>{{/further}}{{/hasRows}}{{^hasRows}}<p>{{t.noChange}}</p>{{/hasRows}}</section>
        """#,
        sentences: [
            "changesSub": Sentence(
                en: "The difference between two states of the data that routers get.",
                es: "La diferencia entre dos estados de los datos que reciben los routers.",
                pt: "A diferença entre dois estados dos dados que os routers recebem.",
                fr: "La différence entre deux états des données que reçoivent les routeurs."),
            "fromSerial": Sentence(
                en: "Since serial", es: "Desde el número de serie", pt: "Desde o número de série",
                fr: "Depuis le numéro de série"),
            "show": Sentence(en: "Show", es: "Mostrar", pt: "Mostrar", fr: "Afficher"),
            "changedList": Sentence(en: "Changes", es: "Cambios", pt: "Alterações", fr: "Changements"),
            "noChange": Sentence(
                en: "Nothing changed.", es: "No cambió nada.", pt: "Nada mudou.", fr: "Rien n’a changé."),
        ])

    private static let title = Sentence(
        en: "Changes of the RPKI", es: "Cambios de la RPKI", pt: "Alterações da RPKI", fr: "Changements de la RPKI")
    private static let changed = Sentence(
        en: "{added} VRPs came and {gone} went from serial {from} to {to}.",
        es: "Llegaron {added} VRP y se fueron {gone} del número de serie {from} al {to}.",
        pt: "Chegaram {added} VRP e foram-se {gone} do número de série {from} ao {to}.",
        fr: "{added} VRP sont arrivés et {gone} sont partis du numéro de série {from} au {to}.")
    private static let same = Sentence(
        en: "Nothing changed since serial {from}.", es: "No cambió nada desde el número de serie {from}.",
        pt: "Nada mudou desde o número de série {from}.", fr: "Rien n’a changé depuis le numéro de série {from}.")
    private static let unknown = Sentence(
        en: "Changes since serial {from} are no longer known.",
        es: "Ya no se conocen los cambios desde el número de serie {from}.",
        pt: "As alterações desde o número de série {from} já não são conhecidas.",
        fr: "Les changements depuis le numéro de série {from} ne sont plus connus.")
    private static let nothing = Sentence(
        en: "There are no valid payloads now.", es: "Ahora no hay datos válidos.", pt: "Agora não há dados válidos.",
        fr: "Il n’y a pas de données valides pour l’instant.")
    private static let came = Sentence(en: "came", es: "llegó", pt: "chegou", fr: "arrivé")
    private static let went = Sentence(en: "went", es: "se fue", pt: "foi-se", fr: "parti")
}
