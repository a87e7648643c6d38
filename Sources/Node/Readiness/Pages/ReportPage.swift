internal import Access
internal import Console
internal import DeskStore
internal import HTTPService
internal import NumberResources
internal import RoutingMetrics
internal import SecurityEvents

/// What should the minister know? One printed page about an economy in one month.
struct ReportPage: Sendable {
    let console: ReadinessConsole

    static let question = AccessQuestion(.read, .reports, marked: .green)

    static func path(_ code: String, _ month: String) -> String { "/report/\(code)/\(month)" }

    var page: ConsolePage {
        ConsolePage("/report/", hasTail: true, ReportPage.template, for: ReportPage.question, get: answer)
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow()
        let parts = request.tail.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(parts.count), let code = parts.first,
            console.world.names[code] != nil || console.state.current?.economy(code) != nil
        else { return .nothing }
        guard parts.count == 2 else {
            return .elsewhere(ReportPage.path(code, UTCDay(request.now).month.text))
        }
        guard let month = UTCMonth(parts[1]) else { return .nothing }
        let days = try await console.trend(of: code, days: month.days)
        let name = console.name(code, request.language)
        let report = MonthReport(
            days: days, ends: try await console.ends(of: code, month.days), console: console,
            language: request.language)
        let monthName = month.name(in: request.language)
        let title = request.text(ReportPage.title, ["name": .text(name), "month": .text(monthName)])
        let terms = report.terms
        let view = console.frame(request).merging([
            "headline": .text(title), "hasDays": .flag(!days.isEmpty),
            "span": .text(
                request.text(
                    ReportPage.span,
                    [
                        "first": .text(days.first.map { UTCDay(number: $0.day).text } ?? "–"),
                        "last": .text(days.last.map { UTCDay(number: $0.day).text } ?? "–"),
                        "count": .number(days.count),
                    ])),
            "findings": .list(report.findings.map { ["text": .text($0)] }),
            "chart": ViewValue(days.count > 1 ? report.chart : nil),
            "done": .list(report.done.map { ["text": .text($0)] }),
            "asked": .list(report.asked.map { ["text": .text($0)] }), "hasAsked": .flag(!report.asked.isEmpty),
            "terms": .list(
                terms.map { term in
                    ["word": .text(request.text(term.word)), "meaning": .text(request.text(term.meaning))]
                }),
            "economy": .text(EconomyPage.path(code)), "name": .text(name),
        ])
        return .page(title: title, view)
    }

    static let title = Sentence(
        en: "Routing security of {name}, {month}", es: "Seguridad del enrutamiento de {name}, {month}",
        pt: "Segurança do encaminhamento de {name}, {month}", fr: "Sécurité du routage, {name}, {month}")
    static let span = Sentence(
        en: .counted(
            one: "From one day, {first}.", other: "From {count} days, {first} to {last}."),
        es: .counted(one: "De un día, {first}.", other: "De {count} días, del {first} al {last}."),
        pt: .counted(one: "De {count} dia, {first}.", other: "De {count} dias, de {first} a {last}."),
        fr: .counted(one: "Sur {count} jour, le {first}.", other: "Sur {count} jours, du {first} au {last}."))

    static let template = PageTemplate(
        "report",
        #"""
        <h1>{{headline}}</h1>
        """# + "\n" + ReadinessWords.notices + "\n" + #"""
            {{#hasDays}}<p class="sub">{{span}}</p>
            <section aria-labelledby="findings"><h2 id="findings">{{t.findings}}</h2><ol class="steps">{{#findings}}<li>{{text}}</li>{{/findings}}</ol></section>
            {{#chart}}<section aria-labelledby="trend"><h2 id="trend">{{t.trend}}</h2>{{>chart-line}}</section>{{/chart}}
            <section aria-labelledby="done"><h2 id="done">{{t.whatWasDone}}</h2><ul>{{#done}}<li>{{text}}</li>{{/done}}</ul></section>
            <section aria-labelledby="asked"><h2 id="asked">{{t.whatIsAsked}}</h2>{{#hasAsked}}<ol class="steps">{{#asked}}<li>{{text}}</li>{{/asked}}</ol>{{/hasAsked}}{{^hasAsked}}<p>{{t.noStep}}</p>{{/hasAsked}}</section>
            <section aria-labelledby="terms"><h2 id="terms">{{t.theWords}}</h2><dl class="terms">{{#terms}}<dt>{{word}}</dt><dd>{{meaning}}</dd>{{/terms}}</dl></section>
            {{/hasDays}}
            {{#hasData}}{{^hasDays}}<p>{{t.noDays}}</p>{{/hasDays}}{{/hasData}}
            <p class="noprint"><a href="{{economy}}">{{name}}</a></p>
            """#,
        sentences: ReadinessWords.sentences.merging([
            "findings": Sentence(
                en: "Three findings", es: "Tres conclusiones", pt: "Três conclusões", fr: "Trois constats"),
            "whatWasDone": Sentence(
                en: "What was done", es: "Lo que se hizo", pt: "O que foi feito", fr: "Ce qui a été fait"),
            "whatIsAsked": Sentence(
                en: "What is asked", es: "Lo que se pide", pt: "O que se pede", fr: "Ce qui est demandé"),
            "theWords": Sentence(
                en: "The words of this page", es: "Las palabras de esta página", pt: "As palavras desta página",
                fr: "Les mots de cette page"),
            "noDays": Sentence(
                en: "Nothing was computed of this month.", es: "No se calculó nada de este mes.",
                pt: "Nada foi calculado deste mês.", fr: "Rien n’a été calculé pour ce mois."),
        ]) { $1 })
}
