internal import Console
internal import NumberResources
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// The steps of the course that need validated payloads.
extension PayloadsConsole {
    var lessons: [Lesson] { [whatROASays, whyInvalid] }

    private var whatROASays: Lesson {
        Lesson(
            2,
            Sentence(en: "What a ROA says", es: "Qué dice un ROA", pt: "O que diz um ROA", fr: "Ce que dit un ROA"),
            [
                Sentence(
                    en:
                        "A ROA is a signed statement of who holds a prefix: this AS may originate it, up to this maximum length. Validators read all ROAs and give routers a list of them, the VRPs.",
                    es:
                        "Un ROA es una declaración firmada por el titular de un prefijo: este AS puede originarlo, hasta esta longitud máxima. Los validadores leen todos los ROA y dan a los routers una lista, los VRP.",
                    pt:
                        "Um ROA é uma declaração assinada por quem detém um prefixo: este AS pode originá-lo, até este comprimento máximo. Os validadores leem todos os ROA e dão aos routers uma lista, os VRP.",
                    fr:
                        "Un ROA est une déclaration signée par le détenteur d’un préfixe : cet AS peut l’annoncer comme origine, jusqu’à cette longueur maximale. Les validateurs lisent tous les ROA et en donnent une liste aux routeurs, les VRP."
                ),
                Sentence(
                    en:
                        "The maximum length matters: a route that is more specific than it is invalid, even from the right AS. One that is too generous lets a forged origin pass (RFC 9319).",
                    es:
                        "La longitud máxima importa: una ruta más específica que ella es inválida, incluso desde el AS correcto. Una demasiado generosa deja pasar un origen falsificado (RFC 9319).",
                    pt:
                        "O comprimento máximo importa: uma rota mais específica do que ele é inválida, mesmo do AS certo. Um demasiado generoso deixa passar uma origem forjada (RFC 9319).",
                    fr:
                        "La longueur maximale compte : une route plus spécifique est invalide, même depuis le bon AS. Trop généreuse, elle laisse passer une origine falsifiée (RFC 9319)."
                ),
            ], at: "/routing/validity", for: ValidityPage.question
        ) { language, now in
            guard let vrp = sample(now) else { return nil }
            return Lesson.Question(
                PayloadsConsole.askLength.text(
                    in: language, ["prefix": .text("\(vrp.prefix)"), "asn": .text("\(vrp.asn)")]),
                hint: PayloadsConsole.hintLength.text(in: language), answers: lengths(of: vrp, now))
        }
    }

    private var whyInvalid: Lesson {
        Lesson(
            3,
            Sentence(
                en: "Why this route is invalid", es: "Por qué esta ruta es inválida",
                pt: "Porque é que esta rota é inválida",
                fr: "Pourquoi cette route est invalide"),
            [
                Sentence(
                    en:
                        "A route is valid when one VRP that covers it has its origin and allows its length. It is invalid when VRPs cover it and none does so, and not found when none covers it.",
                    es:
                        "Una ruta es válida cuando un VRP que la cubre tiene su origen y permite su longitud. Es inválida cuando la cubren VRP y ninguno lo hace, y no encontrada cuando ninguno la cubre.",
                    pt:
                        "Uma rota é válida quando um VRP que a cobre tem a sua origem e permite o seu comprimento. É inválida quando há VRP que a cobrem e nenhum o faz, e não encontrada quando nenhum a cobre.",
                    fr:
                        "Une route est valide quand un VRP qui la couvre a son origine et autorise sa longueur. Elle est invalide quand des VRP la couvrent sans qu’aucun ne le fasse, et non trouvée quand aucun ne la couvre."
                ),
                Sentence(
                    en:
                        "Most invalid routes are mistakes: a ROA with too short a maximum length, or one that was not renewed when a customer moved. Some are hijacks. The page of a route says which VRPs decide, and which ROA would make it valid.",
                    es:
                        "La mayoría de las rutas inválidas son errores: un ROA con una longitud máxima demasiado corta, o que no se actualizó cuando un cliente se cambió. Algunas son secuestros. La página de una ruta dice qué VRP deciden y qué ROA la haría válida.",
                    pt:
                        "A maioria das rotas inválidas são erros: um ROA com um comprimento máximo demasiado curto, ou que não foi atualizado quando um cliente mudou. Algumas são sequestros. A página de uma rota diz que VRP decidem e que ROA a tornaria válida.",
                    fr:
                        "La plupart des routes invalides sont des erreurs : un ROA dont la longueur maximale est trop courte, ou qui n’a pas suivi un client parti ailleurs. Certaines sont des détournements. La page d’une route dit quels VRP décident, et quel ROA la rendrait valide."
                ),
            ], at: "/routing/validity", for: ValidityPage.question
        ) { language, now in
            guard let vrp = sample(now), let current = state.current(at: now) else { return nil }
            let stranger: ASN = vrp.asn == 64_511 ? 64_510 : 64_511
            let validity = current.validation.validity(of: vrp.prefix, origin: stranger)
            guard validity.state == .invalid else { return nil }
            return Lesson.Question(
                PayloadsConsole.askReason.text(
                    in: language, ["prefix": .text("\(vrp.prefix)"), "asn": .text("\(stranger)")]),
                hint: PayloadsConsole.hintReason.text(in: language),
                choices: [
                    ("length", PayloadsConsole.byLength.text(in: language)),
                    ("origin", PayloadsConsole.byOrigin.text(in: language)),
                    ("both", PayloadsConsole.byNone.text(in: language)),
                ], answers: [validity.unmatchedLength.isEmpty ? "origin" : "length"])
        }
    }

    /// A VRP to ask about: the first whose prefix is long enough to be someone's.
    private func sample(_ now: Date) -> VRP? {
        guard let vrps = state.current(at: now)?.served.payloads.vrps else { return nil }
        return vrps.first { $0.asn != 0 && $0.maxLength > $0.prefix.length } ?? vrps.first { $0.asn != 0 }
    }

    /// The maximum lengths of this prefix and AS: there may be several ROAs.
    private func lengths(of vrp: VRP, _ now: Date) -> Set<String> {
        let all = state.current(at: now)?.served.payloads.vrps ?? []
        return Set(all.filter { $0.prefix == vrp.prefix && $0.asn == vrp.asn }.map { "\($0.maxLength)" })
    }

    private static let askLength = Sentence(
        en: "Up to which maximum length does a ROA let {asn} announce parts of {prefix}?",
        es: "¿Hasta qué longitud máxima permite un ROA que {asn} anuncie partes de {prefix}?",
        pt: "Até que comprimento máximo permite um ROA que {asn} anuncie partes de {prefix}?",
        fr: "Jusqu’à quelle longueur maximale un ROA permet-il à {asn} d’annoncer des parties de {prefix} ?")
    private static let hintLength = Sentence(
        en: "Check the route on the page, and read the column of the maximum length.",
        es: "Compruebe la ruta en la página y lea la columna de la longitud máxima.",
        pt: "Verifique a rota na página e leia a coluna do comprimento máximo.",
        fr: "Vérifiez la route sur la page et lisez la colonne de la longueur maximale.")
    private static let askReason = Sentence(
        en: "The route {prefix} from {asn} is invalid. Why?", es: "La ruta {prefix} desde {asn} es inválida. ¿Por qué?",
        pt: "A rota {prefix} a partir de {asn} é inválida. Porquê?",
        fr: "La route {prefix} depuis {asn} est invalide. Pourquoi ?")
    private static let hintReason = Sentence(
        en: "Check the route on the page: the column 'Relation' says why each VRP does not match.",
        es: "Compruebe la ruta en la página: la columna «Relación» dice por qué no coincide cada VRP.",
        pt: "Verifique a rota na página: a coluna «Relação» diz porque é que cada VRP não corresponde.",
        fr: "Vérifiez la route sur la page : la colonne « Relation » dit pourquoi chaque VRP ne correspond pas.")
    private static let byLength = Sentence(
        en: "It is too specific", es: "Es demasiado específica", pt: "É demasiado específica",
        fr: "Elle est trop spécifique")
    private static let byOrigin = Sentence(
        en: "Its origin is not allowed", es: "Su origen no está permitido", pt: "A sua origem não é permitida",
        fr: "Son origine n’est pas autorisée")
    private static let byNone = Sentence(
        en: "No VRP covers it", es: "Ningún VRP la cubre", pt: "Nenhum VRP a cobre", fr: "Aucun VRP ne la couvre")
}
