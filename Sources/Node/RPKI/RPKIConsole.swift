internal import Access
internal import Console
internal import HTTPService
internal import RPKIObjects
internal import RPKIRepository
internal import RPKIValidation
internal import SecurityEvents
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// What the console has of validation.
struct RPKIConsole: Sendable {
    let state: RPKIState
    let payloadsState: PayloadsState
    /// Whether anything is validated.
    let isEnabled: Bool

    static let question = AccessQuestion(.read, .rpki, marked: .green)

    var parts: ConsoleParts {
        var parts = ConsoleParts()
        parts.pages = [overview, RejectedPage(state: state).page, ChangesPage(state: payloadsState).page]
        parts.sources = { sources($0, $1) }
        parts.search = { question, language, _ in rejected(question, language) }
        parts.marks = { [payloadsState] in
            let number = payloadsState.number
            return ["rpki": number, "all": number]
        }
        return parts
    }

    // MARK: - Sources

    private func sources(_ language: Language, _ now: Date) -> [SourceState] {
        guard isEnabled else { return [] }
        let snapshot = state.snapshot
        let (kind, word) = RPKIConsole.state(payloadsState.freshness(at: now))
        let payloads = SourceState(
            RPKIConsole.payloads.text(in: language), kind, word.text(in: language),
            last: payloadsState.snapshot(at: now).served?.date, detail: snapshot.failedRun?.error)
        let failing = snapshot.repositories.filter { $0.outcome == .failed }
        let shown = failing.prefix(20).map { repository in
            SourceState(
                repository.uri, .stale, RPKIConsole.failing.text(in: language), last: repository.lastSuccess,
                detail: repository.error)
        }
        let good = snapshot.repositories.count - failing.count
        let repositories = SourceState(
            RPKIConsole.repositories.text(in: language, ["count": .number(good)]), good > 0 ? .valid : .unknown,
            RPKIConsole.reached.text(in: language), last: snapshot.repositories.compactMap(\.lastSuccess).max())
        return [payloads] + (snapshot.repositories.isEmpty ? [] : [repositories]) + shown
    }

    static func state(_ freshness: Freshness) -> (StateKind, Sentence) {
        switch freshness {
        case .current: (.valid, Sentence(en: "fresh", es: "al día", pt: "em dia", fr: "à jour"))
        case .absent:
            (.unknown, Sentence(en: "not yet there", es: "aún no hay", pt: "ainda não há", fr: "pas encore là"))
        case .expired: (.invalid, Sentence(en: "expired", es: "caducados", pt: "expirados", fr: "expirées"))
        case .stale: (.stale, Sentence(en: "late", es: "con retraso", pt: "em atraso", fr: "en retard"))
        }
    }

    private static let payloads = Sentence(
        en: "RPKI payloads", es: "Datos RPKI", pt: "Dados RPKI", fr: "Données RPKI")
    private static let repositories = Sentence(
        en: .counted(one: "{count} repository", other: "{count} repositories"),
        es: .counted(one: "{count} repositorio", other: "{count} repositorios"),
        pt: .counted(one: "{count} repositório", other: "{count} repositórios"),
        fr: .counted(one: "{count} dépôt", other: "{count} dépôts"))
    private static let reached = Sentence(en: "reached", es: "accesible", pt: "acessível", fr: "joignable")
    private static let failing = Sentence(en: "not reached", es: "inaccesible", pt: "inacessível", fr: "injoignable")

    // MARK: - Search

    private func rejected(_ question: SearchQuestion, _ language: Language) -> [SearchSection] {
        guard let list = state.rejections else { return [] }
        var rows: [StoredRow] = []
        if let prefix = question.prefix {
            rows = list.concerning(prefix, limit: 50).map(\.row)
        } else if question.asn == nil {
            rows = list.stored.rows.lazy.filter { $0.rejection.uri.contains(question.text) }.prefix(50).map(\.self)
        }
        guard !rows.isEmpty else { return [] }
        let isExact = rows.count == 1 && rows[0].rejection.uri == question.text
        let listed = rows.map { row in
            SearchSection.Row(
                row.rejection.uri, detail: row.rejection.error.code.rawValue,
                href: RejectedPage.path(of: row.rejection.uri))
        }
        return [
            SearchSection(
                RPKIConsole.refused.text(in: language), for: RPKIConsole.question, listed,
                exact: isExact ? listed[0].href : nil)
        ]
    }

    private typealias StoredRow = RejectionList.Row

    private static let refused = Sentence(
        en: "Refused objects", es: "Objetos rechazados", pt: "Objetos recusados", fr: "Objets refusés")
}
