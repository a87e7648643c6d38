internal import Console

extension EconomyPage {
    static let template = PageTemplate(
        "economy",
        #"""
        <h1>{{headline}}</h1>
        {{#hasData}}<p class="sub">{{t.computed}} {{#asOf}}{{>time}}{{/asOf}}. <a href="/economies">{{t.allEconomies}}</a></p>{{/hasData}}
        """# + "\n" + ReadinessWords.notices + "\n" + #"""
            {{#hasFigures}}
            <section><dl class="facts"><div><dt>{{t.level}}</dt><dd>{{#state}}{{>state}}{{/state}}</dd></div><div><dt>{{t.score}}</dt><dd class="n">{{score}}</dd></div><div><dt>{{t.validShare}}</dt><dd class="n">{{valid}}</dd></div><div><dt>{{t.invalidCount}}</dt><dd class="n">{{invalid}}</dd></div><div><dt>{{t.uncoveredCount}}</dt><dd class="n">{{uncovered}}</dd></div><div><dt>{{t.aspaCount}}</dt><dd class="n">{{aspas}}</dd></div></dl></section>
            <section aria-labelledby="steps"><h2 id="steps">{{t.cheapestStep}}</h2>{{#hasSteps}}<ol class="steps">{{#steps}}<li><a class="n" href="{{href}}">{{asn}}</a> {{text}}</li>{{/steps}}</ol>{{/hasSteps}}{{^hasSteps}}<p>{{t.noStep}}</p>{{/hasSteps}}{{#report}}<p><a href="{{.}}">{{t.monthReport}}</a></p>{{/report}}</section>
            <section aria-labelledby="trend"><h2 id="trend">{{t.trend}}</h2>{{#chart}}{{>chart-line}}{{/chart}}{{^chart}}<p>{{t.noTrend}}</p>{{/chart}}<details><summary>{{t.figures}}</summary><div class="scroll" tabindex="0" role="group" aria-label="{{t.figures}}"><table class="compact"><thead><tr><th scope="col">{{t.day}}</th><th scope="col" class="r">{{t.score}}</th><th scope="col" class="r">{{t.validShare}}</th><th scope="col" class="r">{{t.networks}}</th><th scope="col" class="r">{{t.readyCount}}</th></tr></thead><tbody>
            {{#days}}<tr><td class="n">{{day}}</td><td class="r n">{{score}}</td><td class="r n">{{valid}}</td><td class="r n">{{networks}}</td><td class="r n">{{ready}}</td></tr>
            {{/days}}</tbody></table></div>{{#daysFile}}<p><a href="{{.}}">{{t.asCSV}}</a></p>{{/daysFile}}</details></section>
            {{/hasFigures}}
            {{#hasRows}}<section aria-labelledby="all"><h2 id="all">{{t.worstFirst}}</h2><table class="list"><thead><tr><th scope="col">{{t.network}}</th><th scope="col">{{t.level}}</th><th scope="col" class="r">{{t.score}}</th><th scope="col" class="r">{{t.routeCount}}</th><th scope="col" class="r">{{t.validShare}}</th><th scope="col" class="r">{{t.invalidCount}}</th><th scope="col" class="r">{{t.uncoveredCount}}</th></tr></thead><tbody>
            {{#rows}}<tr><td class="first n"><a href="{{href}}">{{asn}}</a></td><td>{{#state}}{{>state}}{{/state}}</td><td class="r n" data-l="{{t.score}}">{{score}}</td><td class="r n" data-l="{{t.routeCount}}">{{routes}}</td><td class="r n" data-l="{{t.validShare}}">{{valid}}</td><td class="r n" data-l="{{t.invalidCount}}">{{invalid}}</td><td class="r n" data-l="{{t.uncoveredCount}}">{{uncovered}}</td></tr>
            {{/rows}}</tbody></table>{{#next}}{{>more}}{{/next}}{{#file}}<p class="noprint"><a href="{{.}}">{{t.asCSV}}</a></p>{{/file}}</section>{{/hasRows}}
            """#,
        sentences: ReadinessWords.sentences.merging([
            "allEconomies": Sentence(
                en: "All economies", es: "Todas las economías", pt: "Todas as economias", fr: "Toutes les économies"),
            "monthReport": Sentence(
                en: "The report of the month, on one page", es: "El informe del mes, en una página",
                pt: "O relatório do mês, numa página", fr: "Le rapport du mois, sur une page"),
            "noTrend": Sentence(
                en: "A trend needs two days.", es: "Una evolución necesita dos días.",
                pt: "Uma evolução precisa de dois dias.",
                fr: "Une évolution demande deux jours."),
            "worstFirst": Sentence(
                en: "Networks, the least ready first", es: "Redes, las menos preparadas primero",
                pt: "Redes, as menos preparadas primeiro", fr: "Réseaux, les moins prêts d’abord"),
        ]) { $1 })

    static let some = Sentence(
        en: .counted(
            one: "{name}: {count} of {networks} networks is ready.",
            other: "{name}: {count} of {networks} networks are ready."),
        es: .counted(
            one: "{name}: {count} de {networks} redes está preparada.",
            other: "{name}: {count} de {networks} redes están preparadas."),
        pt: .counted(
            one: "{name}: {count} de {networks} redes está preparada.",
            other: "{name}: {count} de {networks} redes estão preparadas."),
        fr: .counted(
            one: "{name} : {count} réseau prêt sur {networks}.", other: "{name} : {count} réseaux prêts sur {networks}."
        ))
    static let absent = Sentence(
        en: "{name}: not known yet.", es: "{name}: aún no se sabe.", pt: "{name}: ainda não se sabe.",
        fr: "{name} : pas encore connu.")
    static let none = Sentence(
        en: "{name}: no network announces a route.", es: "{name}: ninguna red anuncia rutas.",
        pt: "{name}: nenhuma rede anuncia rotas.", fr: "{name} : aucun réseau n’annonce de route.")
    static let more = Sentence(en: "More networks", es: "Más redes", pt: "Mais redes", fr: "Plus de réseaux")
}
