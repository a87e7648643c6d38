internal import Console

extension EconomiesPage {
    static let template = PageTemplate(
        "economies",
        #"""
        <h1>{{headline}}</h1>
        {{#hasData}}<p class="sub">{{#sub}}{{.}}{{/sub}} {{t.computed}} {{#asOf}}{{>time}}{{/asOf}}.</p>{{/hasData}}
        """# + "\n" + ReadinessWords.notices + "\n" + #"""
            {{#comparison}}<section aria-labelledby="compared"><h2 id="compared">{{title}}</h2><div class="two"><div><table><thead><tr><th scope="col">{{t.measure}}</th><th scope="col" class="r">{{firstName}}</th><th scope="col" class="r">{{secondName}}</th></tr></thead><tbody>
            {{#measures}}<tr><th scope="row">{{label}}</th><td class="r n">{{one}}</td><td class="r n">{{two}}</td></tr>
            {{/measures}}</tbody></table></div><div>{{#chart}}{{>chart-line}}{{/chart}}</div></div></section>{{/comparison}}
            {{#map}}<section>{{>chart-tiles}}</section>{{/map}}
            {{#canCompare}}<section aria-labelledby="compare-two"><h2 id="compare-two">{{t.compareTwo}}</h2><form class="row" action="/economies"><p><label for="compare">{{t.economy}}</label><select id="compare" name="compare">{{#first}}<option value="{{code}}"{{#isChosen}} selected{{/isChosen}}>{{name}}</option>{{/first}}</select></p><p><label for="with">{{t.comparedWith}}</label><select id="with" name="with">{{#second}}<option value="{{code}}"{{#isChosen}} selected{{/isChosen}}>{{name}}</option>{{/second}}</select></p><p><button>{{t.compare}}</button></p></form></section>{{/canCompare}}
            {{#hasRows}}<section aria-labelledby="all"><h2 id="all">{{t.economies}}</h2><table class="list"><thead><tr><th scope="col">{{t.economy}}</th><th scope="col">{{t.level}}</th><th scope="col" class="r">{{t.score}}</th><th scope="col" class="r">{{t.networks}}</th><th scope="col" class="r">{{t.readyCount}}</th><th scope="col" class="r">{{t.validShare}}</th><th scope="col" class="r">{{t.invalidCount}}</th><th scope="col" class="r">{{t.aspaCount}}</th></tr></thead><tbody>
            {{#rows}}<tr><td class="first"><a class="what" href="{{href}}">{{name}}</a> <span class="n">{{code}}</span></td><td>{{#state}}{{>state}}{{/state}}</td><td class="r n" data-l="{{t.score}}">{{score}}</td><td class="r n" data-l="{{t.networks}}">{{networks}}</td><td class="r n" data-l="{{t.readyCount}}">{{ready}}</td><td class="r n" data-l="{{t.validShare}}">{{valid}}</td><td class="r n" data-l="{{t.invalidCount}}">{{invalid}}</td><td class="r n" data-l="{{t.aspaCount}}">{{aspas}}</td></tr>
            {{/rows}}</tbody></table>{{#file}}<p class="noprint"><a href="{{.}}">{{t.asCSV}}</a></p>{{/file}}</section>{{/hasRows}}
            """#,
        sentences: ReadinessWords.sentences.merging([
            "measure": Sentence(en: "Measure", es: "Medida", pt: "Medida", fr: "Mesure"),
            "compareTwo": Sentence(
                en: "Compare two economies", es: "Comparar dos economías", pt: "Comparar duas economias",
                fr: "Comparer deux économies"),
            "comparedWith": Sentence(en: "with", es: "con", pt: "com", fr: "avec"),
            "compare": Sentence(en: "Compare", es: "Comparar", pt: "Comparar", fr: "Comparer"),
        ]) { $1 })

    static let absent = Sentence(
        en: "How ready the economies are is not known yet.", es: "Aún no se sabe cuán preparadas están las economías.",
        pt: "Ainda não se sabe quão preparadas estão as economias.",
        fr: "On ne sait pas encore à quel point les économies sont prêtes.")
    static let empty = Sentence(
        en: "No network of these economies announces a route.",
        es: "Ninguna red de estas economías anuncia rutas.", pt: "Nenhuma rede destas economias anuncia rotas.",
        fr: "Aucun réseau de ces économies n’annonce de route.")
    static let some = Sentence(
        en: .counted(
            one: "{count} of {networks} networks {place} is ready.",
            other: "{count} of {networks} networks {place} are ready."),
        es: .counted(
            one: "{count} de {networks} redes {place} está preparada.",
            other: "{count} de {networks} redes {place} están preparadas."),
        pt: .counted(
            one: "{count} de {networks} redes {place} está preparada.",
            other: "{count} de {networks} redes {place} estão preparadas."),
        fr: .counted(
            one: "{count} réseau prêt sur {networks} {place}.", other: "{count} réseaux prêts sur {networks} {place}."))
    static let place = Sentence(
        en: .counted(one: "in one economy", other: "in {count} economies"),
        es: .counted(one: "de una economía", other: "de {count} economías"),
        pt: .counted(one: "de {count} economia", other: "de {count} economias"),
        fr: .counted(one: "dans {count} économie", other: "dans {count} économies"))
    static let sub = Sentence(
        en: "From {routes} routes that peers announce and {vrps} validated ROA payloads.",
        es: "A partir de {routes} rutas que anuncian los pares y {vrps} datos de ROA validados.",
        pt: "A partir de {routes} rotas que os pares anunciam e {vrps} dados de ROA validados.",
        fr: "D’après {routes} routes annoncées par les pairs et {vrps} données de ROA validées.")
    static let mapTitle = Sentence(
        en: "Score of each economy, 0 to 100", es: "Puntuación de cada economía, de 0 a 100",
        pt: "Pontuação de cada economia, de 0 a 100", fr: "Score de chaque économie, de 0 à 100")
    static let invalid = Sentence(
        en: "Invalid routes", es: "Rutas inválidas", pt: "Rotas inválidas", fr: "Routes invalides")
    static let withASPA = Sentence(
        en: "Networks with an ASPA", es: "Redes con un ASPA", pt: "Redes com um ASPA", fr: "Réseaux avec un ASPA")
    static let better = Sentence(
        en: "{first} is ahead of {second}: {high} to {low}",
        es: "{first} está por delante de {second}: {high} frente a {low}",
        pt: "{first} está à frente de {second}: {high} contra {low}",
        fr: "{first} devance {second} : {high} contre {low}")
    static let equal = Sentence(
        en: "{first} and {second} have the same score: {high}",
        es: "{first} y {second} tienen la misma puntuación: {high}",
        pt: "{first} e {second} têm a mesma pontuação: {high}", fr: "{first} et {second} ont le même score : {high}")
}
