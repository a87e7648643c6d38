internal import Console

extension ReadinessWords {
    /// What a page says where it has nothing to show, and where the last computation failed.
    static let notices = #"""
        {{#failure}}<p class="notice stale"><span class="st stale">{{t.readinessFailed}}</span> <span lang="en">{{.}}</span></p>{{/failure}}
        {{^hasData}}<p>{{emptyText}}</p>{{#hasKeys}}<p>{{t.readinessKeys}}</p><ul>{{#keys}}<li><code>{{key}}</code></li>{{/keys}}</ul>{{/hasKeys}}{{/hasData}}
        """#

    /// The names that the templates have in common.
    static let sentences: [String: Sentence] = [
        "readinessFailed": Sentence(
            en: "The last computation failed:", es: "El último cálculo falló:", pt: "O último cálculo falhou:",
            fr: "Le dernier calcul a échoué :"),
        "readinessKeys": Sentence(
            en: "To compute it, set these keys and restart the node:",
            es: "Para calcularla, defina estas claves y reinicie el nodo:",
            pt: "Para a calcular, defina estas chaves e reinicie o nó:",
            fr: "Pour la calculer, définissez ces clés et redémarrez le nœud :"),
        "economy": Sentence(en: "Economy", es: "Economía", pt: "Economia", fr: "Économie"),
        "economies": economies,
        "network": Sentence(en: "Network", es: "Red", pt: "Rede", fr: "Réseau"),
        "networks": networks,
        "score": scoreLabel,
        "level": Sentence(en: "Level", es: "Nivel", pt: "Nível", fr: "Niveau"),
        "readyCount": Sentence(en: "Ready", es: "Preparadas", pt: "Preparadas", fr: "Prêts"),
        "routeCount": Sentence(en: "Routes", es: "Rutas", pt: "Rotas", fr: "Routes"),
        "validShare": validRoutes,
        "invalidCount": Sentence(
            en: "Invalid routes", es: "Rutas inválidas", pt: "Rotas inválidas", fr: "Routes invalides"),
        "uncoveredCount": Sentence(
            en: "Without a ROA", es: "Sin ROA", pt: "Sem ROA", fr: "Sans ROA"),
        "aspaCount": Sentence(en: "With ASPA", es: "Con ASPA", pt: "Com ASPA", fr: "Avec ASPA"),
        "computed": Sentence(en: "Computed", es: "Calculado", pt: "Calculado", fr: "Calculé"),
        "trend": Sentence(en: "Trend", es: "Evolución", pt: "Evolução", fr: "Évolution"),
        "figures": Sentence(en: "The figures", es: "Las cifras", pt: "Os números", fr: "Les chiffres"),
        "day": Sentence(en: "Day", es: "Día", pt: "Dia", fr: "Jour"),
        "asCSV": Sentence(
            en: "This table as CSV", es: "Esta tabla en CSV", pt: "Esta tabela em CSV", fr: "Ce tableau en CSV"),
        "cheapestStep": Sentence(
            en: "The cheapest step up", es: "El paso más fácil para mejorar", pt: "O passo mais fácil para melhorar",
            fr: "Le pas le plus simple pour progresser"),
        "noStep": Sentence(
            en: "Nothing is left to do.", es: "No queda nada por hacer.", pt: "Não há mais nada a fazer.",
            fr: "Il ne reste rien à faire."),
    ]
}
