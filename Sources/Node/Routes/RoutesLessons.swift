internal import Access
internal import Console
internal import DeskStore
internal import NIOPosix
internal import RouteSecurity

internal import struct FoundationEssentials.Date

/// The steps of the course that need routes.
extension RoutesConsole {
    var lessons: [Lesson] { section.isEnabled ? [whoAnnounces, hijack] : [] }

    private var whoAnnounces: Lesson {
        Lesson(
            1,
            Sentence(
                en: "Who announces what", es: "Quién anuncia qué", pt: "Quem anuncia o quê", fr: "Qui annonce quoi"),
            [
                Sentence(
                    en:
                        "The Internet is made of networks, each with an AS number. A network announces its prefixes, blocks of addresses, to its neighbours, and they pass the announcement on. The AS at the end of the path is the origin: where the traffic goes.",
                    es:
                        "Internet está hecha de redes, cada una con un número de AS. Una red anuncia sus prefijos, bloques de direcciones, a sus vecinas, y estas pasan el anuncio. El AS al final del camino es el origen: adonde va el tráfico.",
                    pt:
                        "A Internet é feita de redes, cada uma com um número de AS. Uma rede anuncia os seus prefixos, blocos de endereços, às vizinhas, e estas passam o anúncio. O AS no fim do caminho é a origem: para onde vai o tráfego.",
                    fr:
                        "L’Internet est fait de réseaux, chacun avec un numéro d’AS. Un réseau annonce ses préfixes, des blocs d’adresses, à ses voisins, qui transmettent l’annonce. L’AS au bout du chemin est l’origine : là où va le trafic."
                ),
                Sentence(
                    en:
                        "Nothing in BGP proves that the origin holds the prefix. Open the page of our networks and look at what each may announce.",
                    es:
                        "Nada en BGP demuestra que el origen sea titular del prefijo. Abra la página de nuestras redes y mire qué puede anunciar cada una.",
                    pt:
                        "Nada no BGP prova que a origem detém o prefixo. Abra a página das nossas redes e veja o que cada uma pode anunciar.",
                    fr:
                        "Rien dans BGP ne prouve que l’origine détient le préfixe. Ouvrez la page de nos réseaux et voyez ce que chacun peut annoncer."
                ),
            ], at: "/routing", for: AccessQuestion(.read, .routing, marked: section.tlp)
        ) { language, _ in
            let known = section.prefixes.filter { !($0.value ?? section.asns).isEmpty }
            guard let (prefix, origins) = known.min(by: { $0.key < $1.key }) else { return nil }
            let answers = (origins ?? section.asns).map { "\($0)".lowercased() }
            return Lesson.Question(
                RoutesConsole.askOrigin.text(in: language, ["prefix": .text("\(prefix)")]),
                hint: RoutesConsole.hintOrigin.text(in: language), answers: Set(answers))
        }
    }

    private static let askOrigin = Sentence(
        en: "Which AS may announce {prefix}?", es: "¿Qué AS puede anunciar {prefix}?",
        pt: "Que AS pode anunciar {prefix}?", fr: "Quel AS peut annoncer {prefix} ?")
    private static let hintOrigin = Sentence(
        en: "It is in the column of origins, next to the prefix.",
        es: "Está en la columna de orígenes, junto al prefijo.",
        pt: "Está na coluna das origens, ao lado do prefixo.",
        fr: "C’est dans la colonne des origines, à côté du préfixe.")

    private var hijack: Lesson {
        Lesson(
            4,
            Sentence(
                en: "A hijack, decided", es: "Un secuestro, decidido", pt: "Um sequestro, decidido",
                fr: "Un détournement, décidé"),
            [
                Sentence(
                    en:
                        "An alert is a question: is this real, planned, our own fault, or false? The page of an alert has what is needed to answer: who announces what, since when, who sees it, and what the RPKI says.",
                    es:
                        "Una alerta es una pregunta: ¿es real, planificada, un error nuestro o falsa? La página de la alerta tiene lo necesario para responder: quién anuncia qué, desde cuándo, quién lo ve y qué dice la RPKI.",
                    pt:
                        "Um alerta é uma pergunta: é real, planeado, um erro nosso ou falso? A página do alerta tem o necessário para responder: quem anuncia o quê, desde quando, quem o vê e o que diz a RPKI.",
                    fr:
                        "Une alerte est une question : est-elle réelle, prévue, notre erreur, ou fausse ? La page de l’alerte a ce qu’il faut pour répondre : qui annonce quoi, depuis quand, qui le voit, et ce qu’en dit la RPKI."
                ),
                Sentence(
                    en:
                        "Open the worst alert, acknowledge it, so that colleagues know that someone is on it, and decide it with a note that they can understand tomorrow.",
                    es:
                        "Abra la peor alerta, confirme su recepción, para que se sepa que alguien se ocupa, y decídala con una nota que se pueda entender mañana.",
                    pt:
                        "Abra o pior alerta, confirme a receção, para que se saiba que alguém trata dele, e decida-o com uma nota que se entenda amanhã.",
                    fr:
                        "Ouvrez la pire alerte, prenez-la en charge, pour que l’on sache que quelqu’un s’en occupe, et décidez-la avec une note que l’on comprendra demain."
                ),
            ], at: "/alerts", for: question
        ) { language, _ in
            guard let store, let alert = state.watch?.alerts.first(where: { $0.key.alertClass.isHijack }) else {
                return nil
            }
            let id = alert.id
            let notes = try? await NIOThreadPool.singleton.runIfActive { try store.notes(of: id) }
            return Lesson.Question(
                RoutesConsole.askDecision.text(
                    in: language, ["alert": .text(AlertWords.headline(alert.key, in: language))]),
                hint: RoutesConsole.hintDecision.text(in: language),
                isDone: notes?.contains { $0.decision != nil } ?? false)
        }
    }

    private static let askDecision = Sentence(
        en: "Decide this alert, then come back and check: {alert}.",
        es: "Decida esta alerta, vuelva y compruebe: {alert}.", pt: "Decida este alerta, volte e verifique: {alert}.",
        fr: "Décidez cette alerte, puis revenez vérifier : {alert}.")
    private static let hintDecision = Sentence(
        en: "There is no decision yet. The form is at the end of the alert's page.",
        es: "Aún no hay decisión. El formulario está al final de la página de la alerta.",
        pt: "Ainda não há decisão. O formulário está no fim da página do alerta.",
        fr: "Il n’y a pas encore de décision. Le formulaire est à la fin de la page de l’alerte.")
}

extension AlertClass {
    /// Whether someone else announces what is ours.
    fileprivate var isHijack: Bool {
        switch self {
        case .exactPrefixOrigin, .subPrefixOrigin, .squatting, .exactPrefixFirstHop, .subPrefixFirstHop: true
        default: false
        }
    }
}
