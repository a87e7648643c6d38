internal import Console

/// What is known about this address, prefix, AS, name or object?
enum FindPage {
    static let template = PageTemplate(
        "find",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{sub}}</p>
        {{#sections}}<section><h2>{{title}}</h2>
        {{#hasRows}}<table class="list"><tbody>
        {{#rows}}<tr><td class="first">{{#href}}<a class="n" href="{{.}}">{{what}}</a>{{/href}}{{^href}}<span class="n">{{what}}</span>{{/href}}</td><td>{{#state}}{{>state}}{{/state}}</td><td>{{detail}}</td></tr>
        {{/rows}}</tbody></table>{{#further}}<p class="more">{{.}}</p>{{/further}}{{/hasRows}}{{^hasRows}}<p>{{t.noneHere}}</p>{{/hasRows}}</section>
        {{/sections}}
        """#,
        sentences: [
            "noneHere": Sentence(en: "Nothing.", es: "Nada.", pt: "Nada.", fr: "Rien.")
        ])

    static func answer(_ text: String?, _ sections: [SearchSection], _ request: PageRequest) -> PageAnswer {
        let found = sections.reduce(0) { $0 + $1.total }
        let headline = text.map { request.text(title, ["text": .text($0)]) } ?? request.text(ask)
        let view: View = [
            "headline": .text(headline), "search": .text(text ?? ""),
            "sub": .text(text == nil ? request.text(example) : request.text(count, ["count": .number(found)])),
            "sections": .list(sections.map { shown($0, request) }),
        ]
        return .page(title: headline, view)
    }

    private static func shown(_ section: SearchSection, _ request: PageRequest) -> View {
        let rows = section.rows.map { row -> View in
            [
                "what": .text(row.what), "detail": .text(row.detail),
                "state": ViewValue(row.state.map { $0.kind.view($0.word) }), "href": ViewValue(row.href),
            ]
        }
        let hidden = section.total - section.rows.count
        return [
            "title": .text(section.title), "hasRows": .flag(!rows.isEmpty), "rows": .list(rows),
            "further": ViewValue(hidden > 0 ? request.text(CommonSentences.further, ["count": .number(hidden)]) : nil),
        ]
    }

    private static let title = Sentence(
        en: "What is known about {text}", es: "Lo que se sabe de {text}", pt: "O que se sabe de {text}",
        fr: "Ce que l’on sait de {text}")
    private static let ask = Sentence(en: "Search", es: "Buscar", pt: "Procurar", fr: "Rechercher")
    private static let example = Sentence(
        en: "Enter an address, a prefix, an AS number, a name or the URI of an RPKI object.",
        es: "Escriba una dirección, un prefijo, un número de AS, un nombre o el URI de un objeto RPKI.",
        pt: "Escreva um endereço, um prefixo, um número de AS, um nome ou o URI de um objeto RPKI.",
        fr: "Saisissez une adresse, un préfixe, un numéro d’AS, un nom ou l’URI d’un objet RPKI.")
    private static let count = Sentence(
        en: .counted(one: "One thing was found.", other: "{count} things were found."),
        es: .counted(one: "Se encontró una cosa.", other: "Se encontraron {count} cosas."),
        pt: .counted(one: "Foi encontrada uma coisa.", other: "Foram encontradas {count} coisas."),
        fr: .counted(one: "Une chose a été trouvée.", other: "{count} choses ont été trouvées."))
}
