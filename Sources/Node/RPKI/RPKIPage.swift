internal import Console
internal import HTTPService
internal import RPKIValidation
internal import ValidatedPayloads

/// Is what routers get complete and fresh?
extension RPKIConsole {
    var overview: ConsolePage {
        ConsolePage(
            "/rpki", RPKIConsole.template, for: RPKIConsole.question,
            entry: .init(Sentence(same: "RPKI"), order: 30), data: ("/api/v1/status", nil), topic: "rpki", get: answer)
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow(only: "said")
        let snapshot = state.snapshot
        let served = payloadsState.snapshot(at: request.now)
        let freshness = payloadsState.freshness(at: request.now)
        let (kind, word) = RPKIConsole.state(freshness)
        let counts = served.served?.payloads.counts
        let anchors = snapshot.trustAnchors
        let missing = anchors.filter { !$0.isFound }
        let headline: Sentence =
            if !isEnabled { RPKIConsole.notConfigured } else if freshness != .current {
                RPKIConsole.notFresh
            } else if !missing.isEmpty { RPKIConsole.incomplete } else { RPKIConsole.complete }
        let refused = snapshot.rejectionTally.rows.filter { $0.level == .rejected }.reduce(0) { $0 + $1.count }
        let values: [String: SentenceValue] = [
            "count": .number(counts?.vrps ?? 0), "missing": .text(missing.map(\.name).joined(separator: ", ")),
            "age": .text(served.served.map { request.times.relative($0.date) } ?? "–"),
        ]
        let view: View = [
            "headline": .text(request.text(headline, values)), "sub": .text(request.text(RPKIConsole.sub, values)),
            "isEnabled": .flag(isEnabled), "state": kind.value(request.text(word)),
            "date": request.times.value(served.served?.date),
            "failure": ViewValue(snapshot.failedRun?.error),
            "vrps": .text(request.number(counts?.vrps ?? 0)), "aspas": .text(request.number(counts?.aspas ?? 0)),
            "routerKeys": .text(request.number(counts?.routerKeys ?? 0)),
            "serial": ViewValue(served.served.map { request.number(Int($0.serial)) }),
            "refused": .text(request.number(refused)),
            "hasAnchors": .flag(!anchors.isEmpty), "anchors": .list(anchors.map { row($0, request) }),
            "hasRepositories": .flag(!snapshot.repositories.isEmpty),
            "repositories": .list(snapshot.repositories.prefix(200).map { row($0, request) }),
        ]
        return .page(title: "RPKI", view)
    }

    private func row(_ anchor: TrustAnchorState, _ request: PageRequest) -> View {
        let kind: StateKind = anchor.isFound ? .valid : .invalid
        return [
            "name": .text(anchor.name),
            "state": kind.value(request.text(anchor.isFound ? RPKIConsole.found : RPKIConsole.notFound)),
            "vrps": .text(request.number(anchor.served.vrps)), "aspas": .text(request.number(anchor.served.aspas)),
            "failed": .text(request.number(anchor.objects.pointsFailed)),
        ]
    }

    private func row(_ repository: RepositoryState, _ request: PageRequest) -> View {
        let (kind, word): (StateKind, Sentence) =
            switch repository.outcome {
            case .updated: (.valid, RPKIConsole.updated)
            case .unchanged: (.valid, RPKIConsole.unchanged)
            case .failed: (.stale, RPKIConsole.failed)
            case .pending: (.unknown, RPKIConsole.pending)
            }
        return [
            "uri": .text(repository.uri), "state": kind.value(request.text(word)),
            "last": request.times.value(repository.lastSuccess), "objects": .text(request.number(repository.objects)),
            "error": ViewValue(repository.error),
        ]
    }

    static let template = PageTemplate(
        "rpki",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{sub}}</p>
        {{#isEnabled}}
        <section><dl class="facts"><div><dt>{{t.payloads}}</dt><dd>{{#state}}{{>state}}{{/state}}{{#date}}<small>{{>time}}</small>{{/date}}</dd></div><div><dt>VRP</dt><dd class="n">{{vrps}}</dd></div><div><dt>ASPA</dt><dd class="n">{{aspas}}</dd></div><div><dt>{{t.routerKeys}}</dt><dd class="n">{{routerKeys}}</dd></div><div><dt>{{t.serial}}</dt><dd class="n">{{#serial}}{{.}}{{/serial}}{{^serial}}–{{/serial}}</dd></div><div><dt>{{t.refused}}</dt><dd class="n"><a href="/rpki/rejected">{{refused}}</a></dd></div></dl>
        {{#failure}}<p class="notice stale"><span class="st stale">{{t.lastRunFailed}}</span> <span lang="en">{{.}}</span></p>{{/failure}}</section>
        <section aria-labelledby="anchors"><h2 id="anchors">{{t.anchors}}</h2>{{#hasAnchors}}<table class="list"><thead><tr><th scope="col">{{t.name}}</th><th scope="col">{{t.state}}</th><th scope="col" class="r">VRP</th><th scope="col" class="r">ASPA</th><th scope="col" class="r">{{t.pointsFailed}}</th></tr></thead><tbody>
        {{#anchors}}<tr><td class="first">{{name}}</td><td>{{#state}}{{>state}}{{/state}}</td><td class="r n" data-l="VRP">{{vrps}}</td><td class="r n" data-l="ASPA">{{aspas}}</td><td class="r n" data-l="{{t.pointsFailed}}">{{failed}}</td></tr>
        {{/anchors}}</tbody></table>{{/hasAnchors}}{{^hasAnchors}}<p>{{t.firstRun}}</p>{{/hasAnchors}}</section>
        <section aria-labelledby="repositories"><h2 id="repositories">{{t.repositories}}</h2>{{#hasRepositories}}<table class="list compact"><thead><tr><th scope="col">URI</th><th scope="col">{{t.state}}</th><th scope="col">{{t.lastSuccess}}</th><th scope="col" class="r">{{t.objects}}</th><th scope="col">{{t.detail}}</th></tr></thead><tbody>
        {{#repositories}}<tr><td class="first n">{{uri}}</td><td>{{#state}}{{>state}}{{/state}}</td><td class="n">{{#last}}{{>time}}{{/last}}{{^last}}–{{/last}}</td><td class="r n" data-l="{{t.objects}}">{{objects}}</td><td lang="en">{{#error}}{{.}}{{/error}}</td></tr>
        {{/repositories}}</tbody></table>{{/hasRepositories}}{{^hasRepositories}}<p>{{t.firstRun}}</p>{{/hasRepositories}}</section>
        <p><a href="/rpki/changes">{{t.changes}}</a></p>
        {{/isEnabled}}
        {{^isEnabled}}<p>{{t.setKey}} <code>rpki.tals</code></p>{{/isEnabled}}
        """#,
        sentences: [
            "payloads": Sentence(en: "Payloads", es: "Datos", pt: "Dados", fr: "Données"),
            "routerKeys": Sentence(
                en: "Router keys", es: "Claves de router", pt: "Chaves de router", fr: "Clés de routeur"),
            "refused": Sentence(
                en: "Refused objects", es: "Objetos rechazados", pt: "Objetos recusados", fr: "Objets refusés"),
            "lastRunFailed": Sentence(
                en: "The last run failed:", es: "La última validación falló:", pt: "A última validação falhou:",
                fr: "La dernière validation a échoué :"),
            "anchors": Sentence(
                en: "Trust anchors", es: "Anclas de confianza", pt: "Âncoras de confiança", fr: "Ancres de confiance"),
            "name": Sentence(en: "Name", es: "Nombre", pt: "Nome", fr: "Nom"),
            "pointsFailed": Sentence(
                en: "Failed publication points", es: "Puntos de publicación fallidos",
                pt: "Pontos de publicação falhados", fr: "Points de publication en échec"),
            "firstRun": Sentence(
                en: "The first validation has not ended yet.", es: "La primera validación aún no ha terminado.",
                pt: "A primeira validação ainda não terminou.", fr: "La première validation n’est pas terminée."),
            "repositories": Sentence(en: "Repositories", es: "Repositorios", pt: "Repositórios", fr: "Dépôts"),
            "lastSuccess": Sentence(
                en: "Last success", es: "Último éxito", pt: "Último sucesso", fr: "Dernier succès"),
            "objects": Sentence(en: "Objects", es: "Objetos", pt: "Objetos", fr: "Objets"),
            "changes": Sentence(
                en: "What changed", es: "Qué ha cambiado", pt: "O que mudou", fr: "Ce qui a changé"),
            "setKey": Sentence(
                en: "The RPKI is not validated here. To do so, set this key and restart the node:",
                es: "Aquí no se valida la RPKI. Para hacerlo, defina esta clave y reinicie el nodo:",
                pt: "A RPKI não é validada aqui. Para isso, defina esta chave e reinicie o nó:",
                fr: "La RPKI n’est pas validée ici. Pour le faire, définissez cette clé et redémarrez le nœud :"),
        ])

    private static let complete = Sentence(
        en: "Routers have complete data, {age}.", es: "Los routers tienen los datos completos, {age}.",
        pt: "Os routers têm os dados completos, {age}.", fr: "Les routeurs ont des données complètes, {age}.")
    private static let incomplete = Sentence(
        en: "Routers have data of {age}, without the trust anchor {missing}.",
        es: "Los routers tienen datos de {age}, sin el ancla de confianza {missing}.",
        pt: "Os routers têm dados de {age}, sem a âncora de confiança {missing}.",
        fr: "Les routeurs ont des données d’{age}, sans l’ancre de confiance {missing}.")
    private static let notFresh = Sentence(
        en: "What routers get is not fresh.", es: "Lo que reciben los routers no está al día.",
        pt: "O que os routers recebem não está em dia.", fr: "Ce que reçoivent les routeurs n’est pas à jour.")
    private static let notConfigured = Sentence(
        en: "The RPKI is not validated here.", es: "Aquí no se valida la RPKI.", pt: "A RPKI não é validada aqui.",
        fr: "La RPKI n’est pas validée ici.")
    private static let sub = Sentence(
        en: .counted(
            one: "{count} validated ROA payload is served.", other: "{count} validated ROA payloads are served."),
        es: .counted(one: "Se sirve {count} dato de ROA validado.", other: "Se sirven {count} datos de ROA validados."),
        pt: .counted(
            one: "É servido {count} dado de ROA validado.", other: "São servidos {count} dados de ROA validados."),
        fr: .counted(
            one: "{count} donnée de ROA validée est servie.", other: "{count} données de ROA validées sont servies."))
    private static let found = Sentence(en: "valid", es: "válida", pt: "válida", fr: "valide")
    private static let notFound = Sentence(en: "not valid", es: "no válida", pt: "não válida", fr: "non valide")
    private static let updated = Sentence(en: "updated", es: "actualizado", pt: "atualizado", fr: "actualisé")
    private static let unchanged = Sentence(en: "unchanged", es: "sin cambios", pt: "sem alterações", fr: "inchangé")
    private static let failed = Sentence(en: "failed", es: "falló", pt: "falhou", fr: "échec")
    private static let pending = Sentence(en: "pending", es: "pendiente", pt: "pendente", fr: "en attente")
}
