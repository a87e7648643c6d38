internal import Console

/// A term of the field with its meaning, for readers who are not of it. `Docs/Glossary.md` has all of them.
struct FieldTerm: Sendable {
    let word: Sentence
    let meaning: Sentence
    /// What a text has in any language where it uses the term.
    let marks: [String]
    /// Whether every page of the kind uses it.
    let isAlways: Bool

    private init(_ word: Sentence, _ meaning: Sentence, marks: [String] = []) {
        self.word = word
        self.meaning = meaning
        self.marks = marks
        isAlways = marks.isEmpty
    }

    static let all = [
        FieldTerm(
            Sentence(en: "Network, AS", es: "Red, AS", pt: "Rede, AS", fr: "Réseau, AS"),
            Sentence(
                en: "An organisation’s part of the Internet, known by an AS number.",
                es: "La parte de Internet de una organización, conocida por un número de AS.",
                pt: "A parte da Internet de uma organização, conhecida por um número de AS.",
                fr: "La partie d’Internet d’une organisation, connue par un numéro d’AS.")),
        FieldTerm(
            Sentence(en: "Route", es: "Ruta", pt: "Rota", fr: "Route"),
            Sentence(
                en: "A range of addresses that a network announces, so that others can reach it.",
                es: "Un rango de direcciones que una red anuncia para que las demás lleguen a él.",
                pt: "Um intervalo de endereços que uma rede anuncia para que as outras cheguem a ele.",
                fr: "Une plage d’adresses qu’un réseau annonce pour que les autres l’atteignent.")),
        FieldTerm(
            Sentence(en: "Valid, invalid", es: "Válida, inválida", pt: "Válida, inválida", fr: "Valide, invalide"),
            Sentence(
                en:
                    "A route is valid if the holder of the addresses has allowed it by a ROA, invalid if ROAs allow others only.",
                es:
                    "Una ruta es válida si el titular de las direcciones la permitió con un ROA, inválida si los ROA solo permiten otras.",
                pt:
                    "Uma rota é válida se o titular dos endereços a permitiu com um ROA, inválida se os ROA só permitem outras.",
                fr:
                    "Une route est valide si le titulaire des adresses l’a autorisée par un ROA, invalide si les ROA n’en autorisent que d’autres."
            )),
        FieldTerm(
            Sentence(same: "ROA"),
            Sentence(
                en: "A signed statement of the holder of addresses: which network may announce them.",
                es: "Una declaración firmada del titular de las direcciones: qué red puede anunciarlas.",
                pt: "Uma declaração assinada do titular dos endereços: que rede os pode anunciar.",
                fr: "Une déclaration signée du titulaire des adresses : quel réseau peut les annoncer.")),
        FieldTerm(
            Sentence(same: "ASPA"),
            Sentence(
                en: "A signed statement of a network: which networks carry its routes.",
                es: "Una declaración firmada de una red: qué redes llevan sus rutas.",
                pt: "Uma declaração assinada de uma rede: que redes levam as suas rotas.",
                fr: "Une déclaration signée d’un réseau : quels réseaux portent ses routes."), marks: ["ASPA"]),
        FieldTerm(
            Sentence(
                en: "Route object", es: "Objeto route", pt: "Objeto route", fr: "Objet route"),
            Sentence(
                en: "An entry in a routing registry: which network announces the addresses.",
                es: "Una entrada en un registro de rutas: qué red anuncia las direcciones.",
                pt: "Uma entrada num registo de rotas: que rede anuncia os endereços.",
                fr: "Une entrée d’un registre de routage : quel réseau annonce les adresses."),
            marks: ["route object", "objeto route", "objetos route", "objet route", "objets route"]),
        FieldTerm(
            Sentence(
                en: "Score, ready", es: "Puntuación, preparada", pt: "Pontuação, preparada", fr: "Score, prêt"),
            Sentence(
                en:
                    "0 to 100 points for valid and registered routes and for filtering; ready from 80, nearly ready from 60.",
                es:
                    "De 0 a 100 puntos por rutas válidas y registradas y por el filtrado; suficiente desde 80, media desde 60.",
                pt:
                    "De 0 a 100 pontos por rotas válidas e registadas e pela filtragem; suficiente a partir de 80, média a partir de 60.",
                fr:
                    "De 0 à 100 points pour les routes valides et enregistrées et pour le filtrage ; suffisant dès 80, moyen dès 60."
            )),
    ]
}
