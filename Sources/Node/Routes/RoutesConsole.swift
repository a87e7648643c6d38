internal import Access
internal import BGPMessages
internal import Console
internal import DeskStore
internal import HTTPService
internal import HTTPTypes
internal import NumberResources
internal import RouteSecurity
internal import SecurityEvents

internal import struct FoundationEssentials.Date

/// What the console has of the monitored routes.
struct RoutesConsole: Sendable {
    let state: RoutesState
    /// `nil` where alerts cannot be kept.
    let store: AlertStore?
    let section: RoutesSection
    let label: AlertLabel
    let payloadsState: PayloadsState

    /// Reading alerts, which have the label of `watch.tlp`.
    var question: AccessQuestion { AccessQuestion(.read, .alerts, marked: section.tlp) }

    /// Reading what has the label that the configuration says now.
    private func reading(_ resource: Resource) -> AccessQuestion {
        AccessQuestion(.read, resource, marked: label.current)
    }

    /// - Throws: where the label was narrowed since the start, and the reader may not read it.
    func permit(_ reader: Reader, _ resource: Resource = .alerts) throws(APIError) {
        let question = reading(resource)
        guard !reader.may(question) else { return }
        throw APIError(.forbidden, "\(resource) are marked \(question.label.rawValue) now")
    }

    /// Changing what is said of alerts.
    var change: AccessQuestion { AccessQuestion(.change, .alerts, marked: section.tlp) }

    var parts: ConsoleParts {
        var parts = ConsoleParts()
        parts.pages = [AlertsPage(console: self).page, AlertPage(console: self).page, RoutingPage(console: self).page]
        parts.lessons = lessons
        parts.items = { items($0, $1) }
        parts.sources = { language, _ in sources(language) }
        parts.search = { question, language, now in search(question, language, now) }
        parts.marks = {
            let mark =
                state.watch.map { watch in
                    watch.raised.values.reduce(0, +) &+ watch.acknowledged.count &* 1_000_003
                        &+ watch.alerts.count { $0.state == .active } &* 7_919
                } ?? 0
            return ["alerts": UInt64(truncatingIfNeeded: mark), "all": UInt64(truncatingIfNeeded: mark)]
        }
        return parts
    }

    /// Alerts that wait for someone: active, and not acknowledged.
    var waiting: Int? {
        guard let watch = state.watch else { return nil }
        let count = watch.alerts.count {
            $0.state == .active && $0.standing >= .medium && !watch.acknowledged.contains($0.id)
        }
        return count > 0 ? count : nil
    }

    private func items(_ language: Language, _ now: Date) -> [StartItem] {
        guard let watch = state.watch else { return [] }
        let open = watch.alerts.filter {
            $0.state == .active && $0.standing >= .low && !watch.acknowledged.contains($0.id)
        }
        return open.map { alert in
            StartItem(
                urgency: alert.standing.rank * 20, what: AlertWords.headline(alert.key, in: language),
                why: RoutesConsole.why(alert, language), since: alert.raised.date,
                state: (
                    AlertWords.kind(alert.standing), AlertWords.severity(alert.standing).text(in: language)
                ), next: AlertWords.next(alert.actions.first).text(in: language), href: AlertPage.path(alert.id),
                question: reading(.alerts))
        }
    }

    /// What else one needs to know in a list.
    static func why(_ alert: RouteAlert, _ language: Language) -> String {
        guard let spread = alert.evidence.ipv4 ?? alert.evidence.ipv6 else { return alert.key.subject.text }
        let prefixes = alert.evidence.prefixes.prefix(2).map(\.description).joined(separator: ", ")
        return seen.text(
            in: language,
            ["prefixes": .text(prefixes), "count": .number(spread.peers), "of": .number(spread.of)])
    }

    private static let seen = Sentence(
        en: .counted(
            one: "{prefixes}, seen by {count} of {of} peers", other: "{prefixes}, seen by {count} of {of} peers"),
        es: .counted(
            one: "{prefixes}, visto por {count} de {of} pares", other: "{prefixes}, visto por {count} de {of} pares"),
        pt: .counted(
            one: "{prefixes}, visto por {count} de {of} pares", other: "{prefixes}, visto por {count} de {of} pares"),
        fr: .counted(
            one: "{prefixes}, vu par {count} pair sur {of}", other: "{prefixes}, vu par {count} pairs sur {of}"))

    private func sources(_ language: Language) -> [SourceState] {
        guard let watch = state.watch else { return [] }
        let feeds = watch.feeds.filter { $0.kind == .bmp || $0.kind == .risLive || $0.kind == .folder }
        return feeds.map { feed in
            let isGood = feed.isConnected || feed.kind == .folder
            return SourceState(
                feed.name, isGood ? .valid : .stale,
                (isGood ? RoutesConsole.live : RoutesConsole.lost).text(in: language),
                last: feed.lastWord, detail: feed.error)
        }
            + watch.sinks.map { sink in
                SourceState(
                    sink.name, sink.error == nil ? .valid : .stale,
                    (sink.error == nil ? RoutesConsole.delivers : RoutesConsole.fails).text(in: language), last: nil,
                    detail: sink.error)
            }
    }

    private static let live = Sentence(en: "live", es: "en directo", pt: "em direto", fr: "en direct")
    private static let lost = Sentence(
        en: "not connected", es: "sin conexión", pt: "sem ligação", fr: "non connecté")
    private static let delivers = Sentence(en: "delivers", es: "entrega", pt: "entrega", fr: "transmet")
    private static let fails = Sentence(
        en: "does not deliver", es: "no entrega", pt: "não entrega", fr: "ne transmet pas")

    private func search(_ asked: SearchQuestion, _ language: Language, _ now: Date) -> [SearchSection] {
        guard section.isEnabled else { return [] }
        let alerts = (state.watch?.alerts ?? []).filter { alert in
            if alert.id == asked.text { return true }
            if let asn = asked.asn, alert.key.offender == asn { return true }
            guard let prefix = asked.prefix else { return false }
            if case .prefix(let subject) = alert.key.subject, subject.covers(prefix) || prefix.covers(subject) {
                return true
            }
            return alert.evidence.prefixes.contains { $0.covers(prefix) || prefix.covers($0) }
        }
        let rows = alerts.prefix(50).map { alert in
            SearchSection.Row(
                AlertWords.headline(alert.key, in: language), detail: alert.id,
                state: (AlertWords.kind(alert.standing), AlertWords.severity(alert.standing).text(in: language)),
                href: AlertPage.path(alert.id))
        }
        let exact = alerts.count == 1 && alerts[0].id == asked.text ? AlertPage.path(alerts[0].id) : nil
        let monitored = section.prefixes.filter { prefix, _ in
            asked.prefix.map { prefix.covers($0) || $0.covers(prefix) } ?? false
        }.sorted { $0.key < $1.key }.prefix(50).map { prefix, origins in
            SearchSection.Row(
                "\(prefix)", detail: (origins ?? section.asns).map { "\($0)" }.joined(separator: ", "),
                href: "/routing?prefix=\(prefix)")
        }
        return [
            SearchSection(
                RoutesConsole.alertsTitle.text(in: language), for: reading(.alerts), rows, total: alerts.count,
                exact: exact)
        ]
            + (monitored.isEmpty
                ? []
                : [
                    SearchSection(
                        RoutesConsole.monitoredTitle.text(in: language), for: reading(.routing), Array(monitored))
                ])
    }

    private static let alertsTitle = Sentence(
        en: "Open alerts", es: "Alertas abiertas", pt: "Alertas abertos", fr: "Alertes ouvertes")
    private static let monitoredTitle = Sentence(
        en: "Our prefixes", es: "Nuestros prefijos", pt: "Os nossos prefixos", fr: "Nos préfixes")
}
