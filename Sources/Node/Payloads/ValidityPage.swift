internal import Access
internal import Console
internal import HTTPService
internal import NumberResources
internal import RPKIObjects
internal import RPKIRepository
internal import RPKIValidation
internal import SecurityEvents
internal import ValidatedPayloads

/// Why is this route valid or not, and what would fix it?
struct ValidityPage: Sendable {
    let state: PayloadsState
    let rejections: @Sendable () -> RejectionList?

    static let path = "/routing/validity"
    static let question = AccessQuestion(.read, .routing, marked: .green)
    private static let listed = 100

    var page: ConsolePage {
        ConsolePage(
            ValidityPage.path, ValidityPage.template,
            for: ValidityPage.question, get: answer)
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow(only: "asn", "prefix")
        let (asn, prefix) = (try request.parameter("asn"), try request.parameter("prefix"))
        var view: View = [
            "asn": .text(asn ?? ""), "prefix": .text(prefix ?? ""), "fault": .absent, "result": .absent,
            "search": .text(prefix ?? ""),
        ]
        var headline = request.text(ValidityWords.question)
        var sub = request.text(ValidityWords.how)
        if let asn, let prefix {
            do throws(APIError) {
                let route = try RouteQuery(asn: asn, prefix: prefix)
                if let current = state.current(at: request.now) {
                    let validity = current.validation.validity(of: route.prefix, origin: route.origin)
                    headline = request.text(ValidityWords.headline(validity), ValidityWords.values(route))
                    sub = request.text(ValidityWords.meaning(validity))
                    view["result"] = .view(result(route, validity, current, request))
                } else {
                    view["fault"] = .text(request.text(ValidityWords.noPayloads))
                }
            } catch {
                let field = error.parameter == "asn" ? ValidityWords.badASN : ValidityWords.badPrefix
                view["fault"] = .text(request.text(field))
            }
        } else if asn != nil || prefix != nil {
            view["fault"] = .text(request.text(asn == nil ? ValidityWords.badASN : ValidityWords.badPrefix))
        }
        view["headline"] = .text(headline)
        view["sub"] = .text(sub)
        return .page(title: headline, view)
    }

    private func result(
        _ route: RouteQuery, _ validity: RouteOriginValidity, _ current: VersionedPayloads, _ request: PageRequest
    ) -> View {
        let covering =
            validity.matched.map { ($0, StateKind.valid, ValidityWords.matches) }
            + validity.unmatchedLength.map { ($0, .invalid, ValidityWords.tooLong) }
            + validity.unmatchedAS.map { ($0, .invalid, ValidityWords.otherAS) }
        let rows = covering.prefix(ValidityPage.listed).map { vrp, kind, word -> View in
            let sources = current.served.payloads.sources(of: vrp)
            return [
                "prefix": "\(vrp.prefix)", "maxLength": "\(vrp.maxLength)", "asn": "\(vrp.asn)",
                "relation": kind.value(request.text(word)), "trustAnchor": .text(sources?.trustAnchor ?? "–"),
                "object": ViewValue(sources?.first?.objectURI), "expires": request.times.value(sources?.first?.expires),
            ]
        }
        let rejected = (rejections()?.concerning(route.prefix, limit: 20) ?? []).map { row, _ -> View in
            [
                "uri": .text(row.rejection.uri), "reason": .text("\(row.rejection.error)"),
                "since": request.times.value(row.since),
            ]
        }
        let roa: View? =
            validity.state == .valid
            ? nil
            : [
                "line": "\(route.origin)   \(route.prefix)   max length \(route.prefix.length)",
                "why": .text(
                    request.text(
                        validity.state == .invalid ? ValidityWords.roaForInvalid : ValidityWords.roaForNotFound)),
            ]
        return [
            "state": ValidityWords.kind(validity.state).value(request.text(ValidityWords.state(validity.state))),
            "route": "\(route.prefix) \(route.origin)", "hasRows": .flag(!rows.isEmpty), "rows": .list(rows),
            "hasRejected": .flag(!rejected.isEmpty), "rejected": .list(rejected), "roa": ViewValue(roa),
            "serial": .text(request.number(Int(current.served.serial))),
            "date": request.times.value(current.served.date),
            "json": "/api/v1/validity/\(route.origin)/\(route.prefix)",
        ]
    }

    static let template = PageTemplate(
        "validity",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{sub}}</p>
        <form class="row" action="/routing/validity"><p><label for="prefix">{{t.prefix}}</label><input id="prefix" name="prefix" value="{{prefix}}" class="n" required maxlength="60" placeholder="198.51.100.0/24"></p><p><label for="asn">{{t.origin}}</label><input id="asn" name="asn" value="{{asn}}" class="n" required maxlength="20" placeholder="AS64500"></p><p><button>{{t.check}}</button></p></form>
        {{#fault}}<p class="notice invalid" role="alert"><span class="st invalid">{{.}}</span></p>{{/fault}}
        {{#result}}
        <section><dl class="facts"><div><dt>{{t.route}}</dt><dd class="n">{{route}}</dd></div><div><dt>{{t.originState}}</dt><dd>{{#state}}{{>state}}{{/state}}<small>RFC 6811</small></dd></div><div><dt>{{t.dataOf}}</dt><dd>{{#date}}{{>time}}{{/date}}<small>{{t.serial}} {{serial}}</small></dd></div></dl></section>
        {{#roa}}<section aria-labelledby="fix"><h2 id="fix">{{t.fix}}</h2><ol class="steps"><li>{{t.create}}<pre class="copy">{{line}}</pre><span class="effect">{{why}}</span></li></ol></section>{{/roa}}
        <section aria-labelledby="chain"><h2 id="chain">{{t.chain}}</h2>
        {{#hasRows}}<table class="list"><thead><tr><th scope="col">{{t.prefix}}</th><th scope="col" class="r">{{t.maxLength}}</th><th scope="col">AS</th><th scope="col">{{t.relation}}</th><th scope="col">{{t.trustAnchor}}</th><th scope="col">{{t.object}}</th><th scope="col">{{t.expires}}</th></tr></thead><tbody>
        {{#rows}}<tr><td class="first n">{{prefix}}</td><td class="r n" data-l="{{t.maxLength}}">{{maxLength}}</td><td class="n">{{asn}}</td><td>{{#relation}}{{>state}}{{/relation}}</td><td>{{trustAnchor}}</td><td class="n">{{#object}}{{.}}{{/object}}{{^object}}–{{/object}}</td><td class="n">{{#expires}}{{>time}}{{/expires}}{{^expires}}–{{/expires}}</td></tr>
        {{/rows}}</tbody></table>{{/hasRows}}{{^hasRows}}<p>{{t.noVRP}}</p>{{/hasRows}}</section>
        {{#hasRejected}}<section aria-labelledby="rejected"><h2 id="rejected">{{t.rejected}}</h2><table class="list"><thead><tr><th scope="col">{{t.object}}</th><th scope="col">{{t.reason}}</th><th scope="col">{{t.since}}</th></tr></thead><tbody>
        {{#rejected}}<tr><td class="first n">{{uri}}</td><td lang="en">{{reason}}</td><td class="n">{{#since}}{{>time}}{{/since}}</td></tr>
        {{/rejected}}</tbody></table></section>{{/hasRejected}}
        <p><a href="{{json}}">{{t.json}}</a></p>
        {{/result}}
        """#,
        sentences: [
            "prefix": Sentence(en: "Prefix", es: "Prefijo", pt: "Prefixo", fr: "Préfixe"),
            "origin": Sentence(en: "Origin AS", es: "AS de origen", pt: "AS de origem", fr: "AS d’origine"),
            "check": Sentence(en: "Check", es: "Comprobar", pt: "Verificar", fr: "Vérifier"),
            "route": Sentence(en: "Route", es: "Ruta", pt: "Rota", fr: "Route"),
            "originState": Sentence(
                en: "Origin validation", es: "Validación de origen", pt: "Validação de origem",
                fr: "Validation d’origine"),
            "dataOf": Sentence(en: "Data of", es: "Datos de", pt: "Dados de", fr: "Données de"),
            "serial": Sentence(en: "serial", es: "número de serie", pt: "número de série", fr: "numéro de série"),
            "fix": Sentence(
                en: "What would make it valid", es: "Qué la haría válida", pt: "O que a tornaria válida",
                fr: "Ce qui la rendrait valide"),
            "create": Sentence(
                en: "If this origin is right: the holder of the prefix creates this ROA at the registry.",
                es: "Si este origen es correcto: el titular del prefijo crea este ROA en el registro.",
                pt: "Se esta origem está certa: o titular do prefixo cria este ROA no registo.",
                fr: "Si cette origine est juste : le détenteur du préfixe crée ce ROA auprès du registre."),
            "chain": Sentence(
                en: "VRPs that cover the prefix, and where each comes from",
                es: "VRP que cubren el prefijo, y de dónde viene cada uno",
                pt: "VRP que cobrem o prefixo, e de onde vem cada um",
                fr: "VRP qui couvrent le préfixe, et d’où vient chacun"),
            "maxLength": Sentence(en: "Max length", es: "Longitud máx.", pt: "Comprimento máx.", fr: "Longueur max."),
            "relation": Sentence(en: "Relation", es: "Relación", pt: "Relação", fr: "Relation"),
            "trustAnchor": Sentence(
                en: "Trust anchor", es: "Ancla de confianza", pt: "Âncora de confiança", fr: "Ancre de confiance"),
            "object": Sentence(en: "Object", es: "Objeto", pt: "Objeto", fr: "Objet"),
            "expires": Sentence(en: "Expires", es: "Caduca", pt: "Expira", fr: "Expire"),
            "noVRP": Sentence(
                en: "No VRP covers this prefix.", es: "Ningún VRP cubre este prefijo.",
                pt: "Nenhum VRP cobre este prefixo.", fr: "Aucun VRP ne couvre ce préfixe."),
            "rejected": Sentence(
                en: "Refused objects that would have covered it", es: "Objetos rechazados que lo habrían cubierto",
                pt: "Objetos recusados que o teriam coberto", fr: "Objets refusés qui l’auraient couvert"),
            "reason": Sentence(en: "Reason", es: "Motivo", pt: "Motivo", fr: "Raison"),
            "json": Sentence(
                en: "This answer as JSON", es: "Esta respuesta en JSON", pt: "Esta resposta em JSON",
                fr: "Cette réponse en JSON"),
        ])
}

extension PayloadSource {
    /// The URI of the object, or the file of the exception.
    var objectURI: String? {
        switch self {
        case .object(let object): object.uri
        case .exception(let path, _): path
        }
    }
}
