internal import Console
internal import NumberResources
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// What the console has of the served payloads.
struct PayloadsConsole: Sendable {
    let state: PayloadsState

    private static let listed = 50

    /// VRPs that cover a prefix or lie in it, or that name an AS.
    func search(_ question: SearchQuestion, _ language: Language, _ now: Date) -> [SearchSection] {
        guard let current = state.current(at: now), question.prefix != nil || question.asn != nil else { return [] }
        var rows: [SearchSection.Row] = []
        var total = 0
        func add(_ vrp: VRP) {
            total += 1
            guard rows.count < PayloadsConsole.listed else { return }
            let length = PayloadsConsole.maxLength.text(in: language, ["count": .number(Int(vrp.maxLength))])
            rows.append(
                SearchSection.Row(
                    "\(vrp.prefix) \(vrp.asn)", detail: length,
                    href: "\(ValidityPage.path)?prefix=\(vrp.prefix)&asn=\(vrp.asn)"))
        }
        if let prefix = question.prefix {
            let covering = current.validation.validity(of: prefix, origin: nil)
            for vrp in covering.unmatchedAS { add(vrp) }
            for vrp in current.served.payloads.vrps where vrp.prefix != prefix && prefix.covers(vrp.prefix) { add(vrp) }
        }
        if let asn = question.asn {
            for vrp in current.served.payloads.vrps where vrp.asn == asn { add(vrp) }
        }
        return [SearchSection(PayloadsConsole.title.text(in: language), for: ValidityPage.question, rows, total: total)]
    }

    private static let title = Sentence(
        en: "Validated ROA payloads", es: "Datos de ROA validados", pt: "Dados de ROA validados",
        fr: "Données de ROA validées")
    private static let maxLength = Sentence(
        en: "maximum length {count}", es: "longitud máxima {count}", pt: "comprimento máximo {count}",
        fr: "longueur maximale {count}")
}
