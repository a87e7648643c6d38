internal import Console
internal import RoutingMetrics

/// Sentences that the pages of readiness have in common.
enum ReadinessWords {
    static let readiness = Sentence(en: "Readiness", es: "Preparación", pt: "Preparação", fr: "Préparation")
    static let networks = Sentence(en: "Networks", es: "Redes", pt: "Redes", fr: "Réseaux")
    static let economies = Sentence(en: "Economies", es: "Economías", pt: "Economias", fr: "Économies")
    static let seen = Sentence(
        en: "Routes that peers announce", es: "Rutas que anuncian los pares", pt: "Rotas que os pares anunciam",
        fr: "Routes annoncées par les pairs")
    static let noEconomy = Sentence(
        en: "Without an economy", es: "Sin economía", pt: "Sem economia", fr: "Sans économie")
    static let notYet = Sentence(
        en: "not computed yet", es: "aún sin calcular", pt: "ainda não calculada", fr: "pas encore calculée")
    static let fresh = Sentence(en: "fresh", es: "al día", pt: "em dia", fr: "à jour")
    static let late = Sentence(en: "late", es: "con retraso", pt: "em atraso", fr: "en retard")
    static let waiting = Sentence(
        en: "Readiness is computed when the first table of routes and the payloads have been read.",
        es: "La preparación se calcula cuando se han leído la primera tabla de rutas y los datos de la RPKI.",
        pt: "A preparação é calculada quando a primeira tabela de rotas e os dados da RPKI tiverem sido lidos.",
        fr: "La préparation est calculée dès que la première table de routes et les données de la RPKI ont été lues.")
    static let incomplete = Sentence(
        en: "Readiness is not computed here.", es: "Aquí no se calcula la preparación.",
        pt: "A preparação não é calculada aqui.", fr: "La préparation n’est pas calculée ici.")

    // Nouns, so that they fit networks and economies of any gender.
    private static let ready = Sentence(
        en: "ready", es: "preparación suficiente", pt: "preparação suficiente", fr: "préparation suffisante")
    private static let aspiring = Sentence(
        en: "nearly ready", es: "preparación media", pt: "preparação média", fr: "préparation moyenne")
    private static let lagging = Sentence(
        en: "not ready", es: "preparación baja", pt: "preparação baixa", fr: "préparation faible")
    private static let noRoute = Sentence(en: "no route", es: "sin rutas", pt: "sem rotas", fr: "aucune route")

    static func word(_ level: ReadinessScores.Level?) -> Sentence {
        switch level {
        case .ready: ready
        case .aspiring: aspiring
        case .lagging: lagging
        case nil: noRoute
        }
    }

    static func kind(_ level: ReadinessScores.Level?) -> StateKind {
        switch level {
        case .ready: .valid
        case .aspiring: .stale
        case .lagging: .invalid
        case nil: .unknown
        }
    }

    static func state(_ level: ReadinessScores.Level?, _ language: Language) -> (kind: StateKind, word: String) {
        (kind(level), word(level).text(in: language))
    }

    /// A score from 0 to 100; a dash where there is none.
    static func score(_ score: Double?, _ language: Language) -> String {
        score.map { LocalNumber.text($0 * 100, decimals: 0, in: language) } ?? "–"
    }

    /// `71%`, as readers of the language write it; a dash where there is none.
    static func percent(_ share: Double?, _ language: Language) -> String {
        guard let share else { return "–" }
        let number = LocalNumber.text(share * 100, decimals: 0, in: language)
        switch language {
        case .english, .portuguese, .lengthened: return number + "%"
        case .spanish: return number + "\u{A0}%"
        case .french: return number + "\u{202F}%"
        }
    }

    /// What a step is, and what comes of it.
    static func step(_ step: ReadinessStep, from now: Double?, _ language: Language) -> String {
        let what =
            switch step.kind {
            case .mendInvalid: mend
            case .signRoutes: sign
            case .registerRoutes: register
            case .filter: filter
            }
        return result.text(
            in: language,
            [
                "what": .text(what.text(in: language, ["count": .number(step.count)])),
                "from": .text(score(now, language)), "to": .text(score(step.overall, language)),
                "level": .sentence(word(step.level)),
            ])
    }

    private static let result = Sentence(
        en: "{what}: the score rises from {from} to {to} ({level}).",
        es: "{what}: la puntuación sube de {from} a {to} ({level}).",
        pt: "{what}: a pontuação sobe de {from} para {to} ({level}).",
        fr: "{what} : le score passe de {from} à {to} ({level}).")
    private static let mend = Sentence(
        en: .counted(
            one: "Correct the ROAs of one invalid route", other: "Correct the ROAs of {count} invalid routes"),
        es: .counted(
            one: "Corregir los ROA de una ruta inválida", other: "Corregir los ROA de {count} rutas inválidas"),
        pt: .counted(
            one: "Corrigir os ROA de {count} rota inválida", other: "Corrigir os ROA de {count} rotas inválidas"),
        fr: .counted(
            one: "Corriger les ROA de {count} route invalide", other: "Corriger les ROA de {count} routes invalides"))
    private static let sign = Sentence(
        en: .counted(one: "Make a ROA for one route", other: "Make ROAs for {count} routes"),
        es: .counted(one: "Crear un ROA para una ruta", other: "Crear ROA para {count} rutas"),
        pt: .counted(one: "Criar um ROA para {count} rota", other: "Criar ROA para {count} rotas"),
        fr: .counted(one: "Créer un ROA pour {count} route", other: "Créer des ROA pour {count} routes"))
    private static let register = Sentence(
        en: .counted(one: "Register a route object for one route", other: "Register route objects for {count} routes"),
        es: .counted(
            one: "Registrar un objeto route para una ruta", other: "Registrar objetos route para {count} rutas"),
        pt: .counted(
            one: "Registar um objeto route para {count} rota", other: "Registar objetos route para {count} rotas"),
        fr: .counted(
            one: "Enregistrer un objet route pour {count} route",
            other: "Enregistrer des objets route pour {count} routes"))
    private static let filter = Sentence(
        en: "Filter out prefixes that belong to others or to no one",
        es: "Filtrar los prefijos que son de otros o de nadie",
        pt: "Filtrar os prefixos que são de outros ou de ninguém",
        fr: "Filtrer les préfixes d’autrui ou de personne")
}
