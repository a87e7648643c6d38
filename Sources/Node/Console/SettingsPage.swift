internal import Access
internal import ConfigurationKeys
internal import Console
internal import HTTPService
internal import SecurityEvents

/// What is set?
struct SettingsPage: Sendable {
    let configuration: NodeConfiguration

    var page: ConsolePage {
        ConsolePage(
            "/admin/settings", SettingsPage.template, for: AccessQuestion(.read, .settings, marked: .red), get: answer)
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow()
        let title = request.text(SettingsPage.title)
        let rows = NodeConfiguration.keys.map { key -> View in
            let value = key.text(configuration)
            return [
                "name": .text(key.name), "value": .text(key.isSecret ? "…" : value), "text": .text(key.summary),
                "isChanged": .flag(value != key.standard),
                "state": StateKind.valid.value(request.text(SettingsPage.changed)),
            ]
        }
        return .page(title: title, ["headline": .text(title), "rows": .list(rows)])
    }

    static let template = PageTemplate(
        "settings",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{t.settingsSub}} <code>atalaya config check</code></p>
        <section aria-labelledby="keys-h"><h2 id="keys-h">{{t.settingsKeys}}</h2><table class="list compact fixed"><thead><tr><th scope="col">{{t.key}}</th><th scope="col">{{t.value}}</th><th scope="col">{{t.meaning}}</th><th scope="col">{{t.state}}</th></tr></thead><tbody>{{#rows}}<tr><td class="first n">{{name}}</td><td class="n">{{value}}</td><td lang="en">{{text}}</td><td>{{#isChanged}}{{#state}}{{>state}}{{/state}}{{/isChanged}}</td></tr>{{/rows}}</tbody></table></section>
        """#,
        sentences: [
            "settingsSub": Sentence(
                en:
                    "The settings as the node read them at its start, secrets left out. They are changed in the configuration file; this checks it:",
                es:
                    "Los ajustes como el nodo los leyó al arrancar, sin los secretos. Se cambian en el archivo de configuración; esto lo comprueba:",
                pt:
                    "As definições como o nó as leu ao arrancar, sem os segredos. Mudam-se no ficheiro de configuração; isto verifica-o:",
                fr:
                    "Les réglages tels que le nœud les a lus au démarrage, sans les secrets. On les change dans le fichier de configuration ; ceci le vérifie :"
            ),
            "settingsKeys": Sentence(en: "Keys", es: "Claves", pt: "Chaves", fr: "Clés"),
            "key": Sentence(en: "Key", es: "Clave", pt: "Chave", fr: "Clé"),
            "value": Sentence(en: "Value", es: "Valor", pt: "Valor", fr: "Valeur"),
            "meaning": Sentence(en: "Meaning", es: "Significado", pt: "Significado", fr: "Signification"),
        ])

    private static let title = Sentence(en: "Settings", es: "Ajustes", pt: "Definições", fr: "Réglages")
    private static let changed = Sentence(en: "set", es: "definida", pt: "definida", fr: "définie")
}
