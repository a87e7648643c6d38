internal import Console

extension NetworkPage {
    static let template = PageTemplate(
        "network",
        #"""
        <h1>{{headline}}</h1>
        {{#hasData}}<p class="sub">{{t.computed}} {{#asOf}}{{>time}}{{/asOf}}.</p>{{/hasData}}
        """# + "\n" + ReadinessWords.notices + "\n" + #"""
            {{#hasFigures}}
            <section><dl class="facts"><div><dt>{{t.level}}</dt><dd>{{#state}}{{>state}}{{/state}}</dd></div><div><dt>{{t.economy}}</dt><dd>{{#economy}}<a href="{{href}}">{{name}}</a>{{/economy}}</dd></div><div><dt>{{t.rpkiScore}}</dt><dd class="n">{{rpki}}</dd></div><div><dt>{{t.irrScore}}</dt><dd class="n">{{irr}}</dd></div><div><dt>{{t.filteringScore}}</dt><dd class="n">{{filtering}}</dd></div><div><dt>{{t.validShare}}</dt><dd class="n">{{valid}}</dd></div><div><dt>{{t.invalidCount}}</dt><dd class="n">{{invalid}}</dd></div><div><dt>{{t.uncoveredCount}}</dt><dd class="n">{{uncovered}}</dd></div><div><dt>ASPA</dt><dd>{{aspa}}</dd></div></dl></section>
            <section aria-labelledby="step"><h2 id="step">{{t.cheapestStep}}</h2>{{#step}}<p>{{.}}</p>{{/step}}{{^step}}<p>{{t.noStep}}</p>{{/step}}</section>
            {{/hasFigures}}
            {{#mayAlerts}}<section aria-labelledby="alerts"><h2 id="alerts">{{t.networkAlerts}}</h2>{{#hasAlerts}}<ul>{{#alerts}}<li><a href="{{href}}"{{#isVerbatim}} lang="en"{{/isVerbatim}}>{{what}}</a> {{#since}}{{>time}}{{/since}}</li>{{/alerts}}</ul>{{/hasAlerts}}{{^hasAlerts}}<p>{{t.noNetworkAlert}}</p>{{/hasAlerts}}</section>{{/mayAlerts}}
            {{#hasData}}<section aria-labelledby="routes"><h2 id="routes">{{t.announcedRoutes}}</h2>{{#hasRows}}<table class="list"><thead><tr><th scope="col">{{t.announcedPrefix}}</th><th scope="col">{{t.validityState}}</th><th scope="col" class="r">{{t.peersSeeing}}</th></tr></thead><tbody>
            {{#rows}}<tr><td class="first n"><a href="{{href}}">{{prefix}}</a></td><td>{{#validity}}{{>state}}{{/validity}}{{^validity}}–{{/validity}}</td><td class="r n" data-l="{{t.peersSeeing}}">{{peers}}</td></tr>
            {{/rows}}</tbody></table>{{#next}}{{>more}}{{/next}}{{#file}}<p class="noprint"><a href="{{.}}">{{t.asCSV}}</a></p>{{/file}}{{/hasRows}}{{^hasRows}}<p>{{noRoutes}}</p>{{/hasRows}}</section>{{/hasData}}
            {{#chart}}<section aria-labelledby="trend"><h2 id="trend">{{t.trend}}</h2>{{>chart-line}}</section>{{/chart}}
            """#,
        sentences: ReadinessWords.sentences.merging([
            "rpkiScore": Sentence(
                en: "RPKI score", es: "Puntuación RPKI", pt: "Pontuação RPKI", fr: "Score RPKI"),
            "irrScore": Sentence(en: "IRR score", es: "Puntuación IRR", pt: "Pontuação IRR", fr: "Score IRR"),
            "filteringScore": Sentence(
                en: "Filtering score", es: "Puntuación de filtrado", pt: "Pontuação de filtragem",
                fr: "Score de filtrage"),
            "networkAlerts": Sentence(
                en: "Open alerts about this network", es: "Alertas abiertas sobre esta red",
                pt: "Alertas abertos sobre esta rede", fr: "Alertes ouvertes sur ce réseau"),
            "noNetworkAlert": Sentence(
                en: "No open alert is about this network.", es: "Ninguna alerta abierta trata de esta red.",
                pt: "Nenhum alerta aberto trata desta rede.", fr: "Aucune alerte ouverte ne concerne ce réseau."),
            "announcedRoutes": Sentence(
                en: "Its routes", es: "Sus rutas", pt: "As suas rotas", fr: "Ses routes"),
            "announcedPrefix": Sentence(en: "Prefix", es: "Prefijo", pt: "Prefixo", fr: "Préfixe"),
            "validityState": Sentence(en: "Validity", es: "Validez", pt: "Validade", fr: "Validité"),
            "peersSeeing": Sentence(en: "Peers", es: "Pares", pt: "Pares", fr: "Pairs"),
        ]) { $1 })

    static let some = Sentence(
        en: "{asn}: {level}, {score} of 100 points", es: "{asn}: {level}, {score} de 100 puntos",
        pt: "{asn}: {level}, {score} de 100 pontos", fr: "{asn} : {level}, {score} points sur 100")
    static let absent = Sentence(
        en: "{asn}: not known yet.", es: "{asn}: aún no se sabe.", pt: "{asn}: ainda não se sabe.",
        fr: "{asn} : pas encore connu.")
    static let none = Sentence(
        en: "{asn} announces no route that was looked at.", es: "{asn} no anuncia ninguna ruta de las examinadas.",
        pt: "{asn} não anuncia nenhuma das rotas examinadas.", fr: "{asn} n’annonce aucune des routes examinées.")
    static let notRead = Sentence(
        en: "Routes have not been read again since the start of the node.",
        es: "Las rutas no se han vuelto a leer desde el inicio del nodo.",
        pt: "As rotas não foram lidas de novo desde o início do nó.",
        fr: "Les routes n’ont pas été relues depuis le démarrage du nœud.")
    static let noneSeen = Sentence(
        en: "No peer has a route of this network.", es: "Ningún par tiene rutas de esta red.",
        pt: "Nenhum par tem rotas desta rede.", fr: "Aucun pair n’a de route de ce réseau.")
    static let more = Sentence(en: "More routes", es: "Más rutas", pt: "Mais rotas", fr: "Plus de routes")
    static let yes = Sentence(en: "yes", es: "sí", pt: "sim", fr: "oui")
    static let no = Sentence(en: "no", es: "no", pt: "não", fr: "non")
    static let valid = Sentence(en: "valid", es: "válida", pt: "válida", fr: "valide")
    static let invalid = Sentence(en: "invalid", es: "inválida", pt: "inválida", fr: "invalide")
    static let notFound = Sentence(en: "not found", es: "no encontrada", pt: "não encontrada", fr: "non trouvée")
}
