internal import Console
internal import NumberResources
internal import RouteSecurity
internal import SecurityEvents

/// How pages name alerts.
enum AlertWords {
    /// What happened, in one sentence.
    static func headline(_ key: AlertKey, in language: Language) -> String {
        sentence(key.alertClass).text(
            in: language, ["subject": .text(key.subject.text), "offender": .text(key.offender.map { "\($0)" } ?? "–")])
    }

    static func severity(_ severity: EventSeverity) -> Sentence {
        switch severity {
        case .information: Sentence(en: "information", es: "información", pt: "informação", fr: "information")
        case .low: Sentence(en: "low", es: "baja", pt: "baixa", fr: "faible")
        case .medium: Sentence(en: "medium", es: "media", pt: "média", fr: "moyenne")
        case .high: Sentence(en: "high", es: "alta", pt: "alta", fr: "élevée")
        case .critical: Sentence(en: "critical", es: "crítica", pt: "crítica", fr: "critique")
        }
    }

    static func kind(_ severity: EventSeverity) -> StateKind {
        switch severity {
        case .critical, .high: .invalid
        case .medium: .stale
        case .low, .information: .unknown
        }
    }

    static func state(_ state: RouteAlert.State) -> Sentence {
        switch state {
        case .active: Sentence(en: "active", es: "activa", pt: "ativo", fr: "active")
        case .dormant: Sentence(en: "no route now", es: "sin ruta ahora", pt: "sem rota agora", fr: "sans route")
        case .ended: Sentence(en: "ended", es: "terminada", pt: "terminado", fr: "terminée")
        case .withdrawn: Sentence(en: "withdrawn", es: "retirada", pt: "retirado", fr: "retirée")
        }
    }

    static func confidence(_ level: AlertConfidence.Level) -> Sentence {
        switch level {
        case .low: severity(.low)
        case .medium: severity(.medium)
        case .high: severity(.high)
        }
    }

    static func sentence(_ alertClass: AlertClass) -> Sentence {
        switch alertClass {
        case .exactPrefixOrigin:
            Sentence(
                en: "{offender} announces our prefix {subject}", es: "{offender} anuncia nuestro prefijo {subject}",
                pt: "{offender} anuncia o nosso prefixo {subject}", fr: "{offender} annonce notre préfixe {subject}")
        case .exactPrefixFirstHop, .subPrefixFirstHop:
            Sentence(
                en: "{offender} claims to be our neighbour on a path to {subject}",
                es: "{offender} se presenta como vecino nuestro en un camino hacia {subject}",
                pt: "{offender} apresenta-se como nosso vizinho num caminho para {subject}",
                fr: "{offender} se présente comme notre voisin sur un chemin vers {subject}")
        case .exactPrefixPath, .subPrefixPath:
            Sentence(
                en: "A path to {subject} has an unknown link at {offender}",
                es: "Un camino hacia {subject} tiene un enlace desconocido en {offender}",
                pt: "Um caminho para {subject} tem uma ligação desconhecida em {offender}",
                fr: "Un chemin vers {subject} a un lien inconnu en {offender}")
        case .subPrefixOrigin:
            Sentence(
                en: "{offender} announces a part of our prefix {subject}",
                es: "{offender} anuncia una parte de nuestro prefijo {subject}",
                pt: "{offender} anuncia uma parte do nosso prefixo {subject}",
                fr: "{offender} annonce une partie de notre préfixe {subject}")
        case .squatting:
            Sentence(
                en: "{offender} announces {subject}, which no AS may announce",
                es: "{offender} anuncia {subject}, que ningún AS puede anunciar",
                pt: "{offender} anuncia {subject}, que nenhum AS pode anunciar",
                fr: "{offender} annonce {subject}, qu’aucun AS ne doit annoncer")
        case .rpkiInvalid:
            Sentence(
                en: "Our route {subject} from {offender} is RPKI-invalid",
                es: "Nuestra ruta {subject} desde {offender} es inválida según la RPKI",
                pt: "A nossa rota {subject} a partir de {offender} é inválida segundo a RPKI",
                fr: "Notre route {subject} depuis {offender} est invalide selon la RPKI")
        case .moreSpecificThanROA:
            Sentence(
                en: "A route of {subject} from {offender} is more specific than its ROA allows",
                es: "Una ruta de {subject} desde {offender} es más específica de lo que permite su ROA",
                pt: "Uma rota de {subject} a partir de {offender} é mais específica do que o seu ROA permite",
                fr: "Une route de {subject} depuis {offender} est plus spécifique que son ROA ne l’autorise")
        case .aspaInvalid:
            Sentence(
                en: "A path to {subject} is ASPA-invalid at {offender}",
                es: "Un camino hacia {subject} es inválido según ASPA en {offender}",
                pt: "Um caminho para {subject} é inválido segundo ASPA em {offender}",
                fr: "Un chemin vers {subject} est invalide selon ASPA en {offender}")
        case .routeLeak:
            Sentence(
                en: "{offender} leaks routes to {subject}", es: "{offender} filtra rutas hacia {subject}",
                pt: "{offender} vaza rotas para {subject}", fr: "{offender} laisse fuir des routes vers {subject}")
        case .newUpstream:
            Sentence(
                en: "{offender} is a new neighbour on paths to {subject}",
                es: "{offender} es un vecino nuevo en caminos hacia {subject}",
                pt: "{offender} é um vizinho novo em caminhos para {subject}",
                fr: "{offender} est un nouveau voisin sur des chemins vers {subject}")
        case .bogon:
            Sentence(
                en: "A route of {subject} has a number that has no place in the Internet",
                es: "Una ruta de {subject} tiene un número que no tiene lugar en Internet",
                pt: "Uma rota de {subject} tem um número que não tem lugar na Internet",
                fr: "Une route de {subject} contient un numéro qui n’a pas sa place dans l’Internet")
        case .visibilityLost:
            Sentence(
                en: "Too few peers still see {subject}", es: "Muy pocos pares ven todavía {subject}",
                pt: "Muito poucos pares ainda veem {subject}", fr: "Trop peu de pairs voient encore {subject}")
        case .roaExpiring:
            Sentence(
                en: "The last ROA for {subject} is about to expire",
                es: "El último ROA de {subject} está a punto de caducar",
                pt: "O último ROA de {subject} está prestes a expirar",
                fr: "Le dernier ROA de {subject} va bientôt expirer")
        case .roaChanged:
            Sentence(
                en: "A ROA for {subject} has changed", es: "Un ROA de {subject} ha cambiado",
                pt: "Um ROA de {subject} mudou", fr: "Un ROA de {subject} a changé")
        case .feedSilent:
            Sentence(
                en: "The feed {subject} sends no messages", es: "La fuente {subject} no envía mensajes",
                pt: "A fonte {subject} não envia mensagens", fr: "La source {subject} n’envoie plus de messages")
        case .trustAnchorMalfunction:
            Sentence(
                en: "Many of our VRPs under {subject} vanished together",
                es: "Muchos de nuestros VRP bajo {subject} desaparecieron a la vez",
                pt: "Muitos dos nossos VRP sob {subject} desapareceram ao mesmo tempo",
                fr: "Beaucoup de nos VRP sous {subject} ont disparu ensemble")
        case .superPrefixOrigin:
            Sentence(
                en: "{offender} announces a prefix that covers {subject}",
                es: "{offender} anuncia un prefijo que cubre {subject}",
                pt: "{offender} anuncia um prefixo que cobre {subject}",
                fr: "{offender} annonce un préfixe qui couvre {subject}")
        case .newPrefix:
            Sentence(
                en: "Our {offender} announces a part of {subject} that is not configured",
                es: "Nuestro {offender} anuncia una parte de {subject} que no está configurada",
                pt: "O nosso {offender} anuncia uma parte de {subject} que não está configurada",
                fr: "Notre {offender} annonce une partie de {subject} qui n’est pas configurée")
        case .notOurs:
            Sentence(
                en: "Our {offender} announces prefixes that are not configured as ours",
                es: "Nuestro {offender} anuncia prefijos que no están configurados como nuestros",
                pt: "O nosso {offender} anuncia prefixos que não estão configurados como nossos",
                fr: "Notre {offender} annonce des préfixes qui ne sont pas configurés comme nôtres")
        case .newDownstream:
            Sentence(
                en: "{offender} is new behind our {subject}", es: "{offender} es nuevo detrás de nuestro {subject}",
                pt: "{offender} é novo atrás do nosso {subject}", fr: "{offender} est nouveau derrière notre {subject}")
        case .roaMissing:
            Sentence(
                en: "{subject} is announced by {offender}, and no ROA covers it",
                es: "{offender} anuncia {subject} y ningún ROA lo cubre",
                pt: "{offender} anuncia {subject} e nenhum ROA o cobre",
                fr: "{offender} annonce {subject} et aucun ROA ne le couvre")
        case .roaUnused:
            Sentence(
                en: "A ROA for {subject} allows what is not announced",
                es: "Un ROA de {subject} permite lo que no se anuncia",
                pt: "Um ROA de {subject} permite o que não é anunciado",
                fr: "Un ROA de {subject} autorise ce qui n’est pas annoncé")
        case .pathPolicy:
            Sentence(
                en: "A path to {subject} breaks the configured policy",
                es: "Un camino hacia {subject} incumple la política configurada",
                pt: "Um caminho para {subject} viola a política configurada",
                fr: "Un chemin vers {subject} enfreint la politique configurée")
        case .upstreamLost:
            Sentence(
                en: "No peer sees {subject} through {offender} any more",
                es: "Ningún par ve ya {subject} a través de {offender}",
                pt: "Nenhum par vê já {subject} através de {offender}",
                fr: "Aucun pair ne voit plus {subject} par {offender}")
        case .tooManyAlerts:
            Sentence(
                en: "There are more alerts than are kept", es: "Hay más alertas de las que se conservan",
                pt: "Há mais alertas do que os que são guardados", fr: "Il y a plus d’alertes qu’on n’en conserve")
        case .test:
            Sentence(
                en: "Test of the delivery of alerts", es: "Prueba de la entrega de alertas",
                pt: "Teste da entrega de alertas", fr: "Essai de la transmission des alertes")
        }
    }

    /// What to do first, in a few words.
    static func next(_ action: AlertAction?) -> Sentence {
        guard let action else { return Sentence(en: "look at it", es: "revísela", pt: "verifique", fr: "à examiner") }
        return switch action.kind {
        case .createROA: Sentence(en: "create a ROA", es: "cree un ROA", pt: "crie um ROA", fr: "créer un ROA")
        case .createASPA: Sentence(en: "create an ASPA", es: "cree un ASPA", pt: "crie um ASPA", fr: "créer un ASPA")
        case .renewROA: Sentence(en: "renew the ROA", es: "renueve el ROA", pt: "renove o ROA", fr: "renouveler le ROA")
        case .announce:
            Sentence(
                en: "check the announcement", es: "revise el anuncio", pt: "verifique o anúncio",
                fr: "vérifier l’annonce")
        case .stopAnnouncing:
            Sentence(en: "stop announcing", es: "deje de anunciar", pt: "deixe de anunciar", fr: "cesser d’annoncer")
        case .requestFiltering:
            Sentence(
                en: "ask for filtering", es: "pida que filtren", pt: "peça para filtrarem", fr: "demander un filtrage")
        case .contact:
            Sentence(en: "call the neighbour", es: "llame al vecino", pt: "contacte o vizinho", fr: "appeler le voisin")
        case .configure:
            Sentence(
                en: "confirm or refuse", es: "confirme o rechace", pt: "confirme ou recuse", fr: "confirmer ou refuser")
        case .inspect: Sentence(en: "look into it", es: "investigue", pt: "investigue", fr: "enquêter")
        }
    }

    /// An action as a sentence. English has the whole of it; other languages have what is typed.
    static func text(_ action: AlertAction, in language: Language) -> (text: String, isVerbatim: Bool) {
        let values: [String: SentenceValue] = [
            "prefixes": .text(action.prefixes.map(\.description).joined(separator: ", ")),
            "asn": .text(action.asn.map { "\($0)" } ?? "–"),
            "contact": .text(action.contact ?? action.asn.map { "\($0)" } ?? "–"),
            "providers": .text(action.providers.map { "\($0)" }.joined(separator: ", ")),
        ]
        guard language != .english, let sentence = sentence(action) else { return (action.text, language != .english) }
        return (sentence.text(in: language, values), false)
    }

    private static func sentence(_ action: AlertAction) -> Sentence? {
        switch action.kind {
        case .createROA:
            Sentence(
                en: "Create this ROA at the registry.", es: "Cree este ROA en el registro.",
                pt: "Crie este ROA no registo.",
                fr: "Créez ce ROA auprès du registre.")
        case .createASPA:
            Sentence(
                en: "Create an ASPA for {asn} with the providers {providers}.",
                es: "Cree un ASPA para {asn} con los proveedores {providers}.",
                pt: "Crie um ASPA para {asn} com os fornecedores {providers}.",
                fr: "Créez un ASPA pour {asn} avec les fournisseurs {providers}.")
        case .renewROA:
            Sentence(
                en: "Renew the ROA for {prefixes} with origin {asn}.",
                es: "Renueve el ROA de {prefixes} con origen {asn}.",
                pt: "Renove o ROA de {prefixes} com origem {asn}.",
                fr: "Renouvelez le ROA de {prefixes} d’origine {asn}.")
        case .announce:
            action.prefixes.isEmpty
                ? nil
                : Sentence(
                    en: "Announce {prefixes} from {asn}.",
                    es: "Anuncie {prefixes} desde {asn}, o compruebe el anuncio.",
                    pt: "Anuncie {prefixes} a partir de {asn}, ou verifique o anúncio.",
                    fr: "Annoncez {prefixes} depuis {asn}, ou vérifiez l’annonce.")
        case .stopAnnouncing:
            Sentence(
                en: "Stop announcing {prefixes} from {asn}.", es: "Deje de anunciar {prefixes} desde {asn}.",
                pt: "Deixe de anunciar {prefixes} a partir de {asn}.", fr: "Cessez d’annoncer {prefixes} depuis {asn}.")
        case .requestFiltering:
            Sentence(
                en: "Ask {asn} to filter {prefixes}.", es: "Pida a {asn} que filtre {prefixes}.",
                pt: "Peça a {asn} que filtre {prefixes}.", fr: "Demandez à {asn} de filtrer {prefixes}.")
        case .contact:
            Sentence(
                en: "Contact {contact}.", es: "Póngase en contacto con {contact}.", pt: "Contacte {contact}.",
                fr: "Contactez {contact}.")
        case .configure:
            action.asn == nil || action.prefixes.isEmpty
                ? nil
                : Sentence(
                    en: "If this is right, add {asn} to {prefixes} in the configuration.",
                    es: "Si esto es correcto, añada {asn} a {prefixes} en la configuración.",
                    pt: "Se isto está certo, acrescente {asn} a {prefixes} na configuração.",
                    fr: "Si c’est juste, ajoutez {asn} à {prefixes} dans la configuration.")
        case .inspect: nil
        }
    }
}

extension AlertSubject {
    /// The subject without the word for its kind.
    var text: String {
        switch self {
        case .prefix(let prefix): "\(prefix)"
        case .asn(let asn): "\(asn)"
        case .feed(let name), .trustAnchor(let name), .limit(let name): name
        }
    }
}
