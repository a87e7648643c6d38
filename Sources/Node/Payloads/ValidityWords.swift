internal import Console
internal import ValidatedPayloads

/// How pages name the validity of routes.
enum ValidityWords {
    static func kind(_ state: RouteOriginState) -> StateKind {
        switch state {
        case .valid: .valid
        case .invalid: .invalid
        case .notFound: .unknown
        }
    }

    static func state(_ state: RouteOriginState) -> Sentence {
        switch state {
        case .valid: Sentence(en: "valid", es: "válida", pt: "válida", fr: "valide")
        case .invalid: Sentence(en: "invalid", es: "inválida", pt: "inválida", fr: "invalide")
        case .notFound: Sentence(en: "not found", es: "no encontrada", pt: "não encontrada", fr: "non trouvée")
        }
    }

    static func values(_ route: RouteQuery) -> [String: SentenceValue] {
        ["prefix": .text("\(route.prefix)"), "asn": .text("\(route.origin)")]
    }

    static func headline(_ validity: RouteOriginValidity) -> Sentence {
        switch validity.state {
        case .valid: valid
        case .notFound: notFound
        case .invalid: validity.unmatchedLength.isEmpty ? invalidOrigin : invalidLength
        }
    }

    static func meaning(_ validity: RouteOriginValidity) -> Sentence {
        switch validity.state {
        case .valid: validMeaning
        case .notFound: notFoundMeaning
        case .invalid: validity.unmatchedLength.isEmpty ? invalidOriginMeaning : invalidLengthMeaning
        }
    }

    static let question = Sentence(
        en: "Is a route valid?", es: "¿Es válida una ruta?", pt: "Uma rota é válida?", fr: "Une route est-elle valide ?"
    )
    static let how = Sentence(
        en:
            "Enter a prefix and the AS that originates it. The answer says which ROAs decide, and what would change it.",
        es: "Escriba un prefijo y el AS que lo origina. La respuesta dice qué ROA deciden y qué lo cambiaría.",
        pt: "Escreva um prefixo e o AS que o origina. A resposta diz que ROA decidem e o que o mudaria.",
        fr: "Saisissez un préfixe et l’AS qui l’origine. La réponse dit quels ROA décident et ce qui la changerait.")
    private static let valid = Sentence(
        en: "{prefix} from {asn} is valid: a ROA allows it.", es: "{prefix} desde {asn} es válida: un ROA la permite.",
        pt: "{prefix} a partir de {asn} é válida: um ROA permite-a.",
        fr: "{prefix} depuis {asn} est valide : un ROA l’autorise.")
    private static let notFound = Sentence(
        en: "{prefix} from {asn} is not found: no ROA covers it.",
        es: "{prefix} desde {asn} no se encuentra: ningún ROA la cubre.",
        pt: "{prefix} a partir de {asn} não é encontrada: nenhum ROA a cobre.",
        fr: "{prefix} depuis {asn} n’est pas trouvée : aucun ROA ne la couvre.")
    private static let invalidOrigin = Sentence(
        en: "{prefix} from {asn} is invalid: ROAs allow other origins only.",
        es: "{prefix} desde {asn} es inválida: los ROA solo permiten otros orígenes.",
        pt: "{prefix} a partir de {asn} é inválida: os ROA só permitem outras origens.",
        fr: "{prefix} depuis {asn} est invalide : les ROA n’autorisent que d’autres origines.")
    private static let invalidLength = Sentence(
        en: "{prefix} from {asn} is invalid: it is more specific than its ROA allows.",
        es: "{prefix} desde {asn} es inválida: es más específica de lo que permite su ROA.",
        pt: "{prefix} a partir de {asn} é inválida: é mais específica do que o seu ROA permite.",
        fr: "{prefix} depuis {asn} est invalide : elle est plus spécifique que son ROA ne l’autorise.")
    private static let validMeaning = Sentence(
        en: "Networks that validate accept this route.", es: "Las redes que validan aceptan esta ruta.",
        pt: "As redes que validam aceitam esta rota.", fr: "Les réseaux qui valident acceptent cette route.")
    private static let notFoundMeaning = Sentence(
        en:
            "Networks that validate accept this route, and would accept it from any other origin too: it has no protection.",
        es:
            "Las redes que validan aceptan esta ruta, y la aceptarían también desde cualquier otro origen: no tiene protección.",
        pt:
            "As redes que validam aceitam esta rota, e aceitá-la-iam também de qualquer outra origem: não tem proteção.",
        fr:
            "Les réseaux qui valident acceptent cette route, et l’accepteraient aussi de toute autre origine : elle n’est pas protégée."
    )
    private static let invalidOriginMeaning = Sentence(
        en:
            "Networks that validate drop this route. Either the origin is wrong, or the holder has to create a ROA for it.",
        es:
            "Las redes que validan descartan esta ruta. O el origen es incorrecto, o el titular tiene que crear un ROA para él.",
        pt:
            "As redes que validam descartam esta rota. Ou a origem está errada, ou o titular tem de criar um ROA para ela.",
        fr:
            "Les réseaux qui valident rejettent cette route. Ou l’origine est fausse, ou le détenteur doit créer un ROA pour elle."
    )
    private static let invalidLengthMeaning = Sentence(
        en: "Networks that validate drop this route. The origin is right, but the ROA's maximum length is too short.",
        es:
            "Las redes que validan descartan esta ruta. El origen es correcto, pero la longitud máxima del ROA es demasiado corta.",
        pt:
            "As redes que validam descartam esta rota. A origem está certa, mas o comprimento máximo do ROA é demasiado curto.",
        fr:
            "Les réseaux qui valident rejettent cette route. L’origine est juste, mais la longueur maximale du ROA est trop courte."
    )
    static let matches = Sentence(
        en: "allows the route", es: "permite la ruta", pt: "permite a rota", fr: "autorise la route")
    static let tooLong = Sentence(
        en: "route too specific", es: "ruta demasiado específica", pt: "rota demasiado específica",
        fr: "route trop spécifique")
    static let otherAS = Sentence(en: "another AS", es: "otro AS", pt: "outro AS", fr: "un autre AS")
    static let roaForInvalid = Sentence(
        en:
            "The route is valid when validators have fetched the ROA. If the origin is not right, create nothing: the route is a mistake or a hijack.",
        es:
            "La ruta será válida cuando los validadores hayan obtenido el ROA. Si el origen no es correcto, no cree nada: la ruta es un error o un secuestro.",
        pt:
            "A rota será válida quando os validadores tiverem obtido o ROA. Se a origem não está certa, não crie nada: a rota é um erro ou um sequestro.",
        fr:
            "La route sera valide quand les validateurs auront récupéré le ROA. Si l’origine n’est pas juste, ne créez rien : la route est une erreur ou un détournement."
    )
    static let roaForNotFound = Sentence(
        en: "Create ROAs for more specific routes of the prefix first, or they become invalid.",
        es: "Cree primero los ROA de las rutas más específicas del prefijo; si no, pasarán a ser inválidas.",
        pt: "Crie primeiro os ROA das rotas mais específicas do prefixo; se não, tornam-se inválidas.",
        fr: "Créez d’abord les ROA des routes plus spécifiques du préfixe, sinon elles deviennent invalides.")
    static let noPayloads = Sentence(
        en: "There are no valid payloads now, so nothing can be said. See the sources.",
        es: "Ahora no hay datos válidos, así que no se puede decir nada. Vea las fuentes.",
        pt: "Agora não há dados válidos, por isso nada se pode dizer. Veja as fontes.",
        fr: "Il n’y a pas de données valides pour l’instant : on ne peut rien dire. Voyez les sources.")
    static let badASN = Sentence(
        en: "This is not an AS number: write AS64500 or 64500.",
        es: "Esto no es un número de AS: escriba AS64500 o 64500.",
        pt: "Isto não é um número de AS: escreva AS64500 ou 64500.",
        fr: "Ce n’est pas un numéro d’AS : écrivez AS64500 ou 64500.")
    static let badPrefix = Sentence(
        en: "This is not a prefix: write 198.51.100.0/24 or 2001:db8::/32.",
        es: "Esto no es un prefijo: escriba 198.51.100.0/24 o 2001:db8::/32.",
        pt: "Isto não é um prefixo: escreva 198.51.100.0/24 ou 2001:db8::/32.",
        fr: "Ce n’est pas un préfixe : écrivez 198.51.100.0/24 ou 2001:db8::/32.")
}
