internal import Access
internal import Console
internal import DeskStore
internal import HTTPService
internal import NumberResources
internal import Registries
internal import RoutingMetrics
internal import SecurityEvents

internal import struct FoundationEssentials.Date

/// What the console has of the readiness of networks and economies.
struct ReadinessConsole: Sendable {
    /// What of the configuration the pages need to know.
    struct Setting: Sendable {
        /// The keys without which there is nothing to show; empty where all are set.
        let missing: [String]

        /// - Parameter isSupplied: Whether the program itself has feeds of routes.
        init(_ configuration: NodeConfiguration, isSupplied: Bool = false) {
            let watch = configuration.watch
            var missing: [String] = []
            if !configuration.readiness.isEnabled { missing.append("readiness.delegated") }
            if !configuration.rpki.isEnabled { missing.append("rpki.tals") }
            if !watch.isEnabled { missing.append("watch.prefixes") }
            if !watch.bmp.enabled, !watch.ris.enabled, watch.files.isEmpty, watch.folders.isEmpty, !isSupplied {
                missing.append("watch.folders")
            }
            self.missing = configuration.readiness.isEnabled ? missing : Array(missing.prefix(1))
        }
    }

    let state: ReadinessState
    /// `nil` where nothing is kept.
    let store: DeskReadiness?
    let alerts: AlertStore?
    let label: AlertLabel
    let section: ReadinessSection
    let setting: Setting
    let payloads: PayloadsState
    let world: ReadinessWorld
    let policy = ReadinessPolicy()

    /// Reading alerts, with the label that they have now.
    var alertQuestion: AccessQuestion { AccessQuestion(.read, .alerts, marked: label.current) }

    static let question = AccessQuestion(.read, .economies, marked: .green)
    static let export = AccessQuestion(.export, .economies, marked: .green)

    var parts: ConsoleParts {
        var parts = ConsoleParts()
        parts.pages = [
            EconomiesPage(console: self).page, EconomyPage(console: self).page, NetworkPage(console: self).page,
            ReportPage(console: self).page, ReadinessFilesPage(console: self).page,
        ]
        parts.sources = { language, now in sources(language, now) }
        parts.search = { question, language, _ in search(question, language) }
        return parts
    }

    func name(_ code: String, _ language: Language) -> String {
        code == "ZZ" ? ReadinessWords.noEconomy.text(in: language) : world.names.name(code, in: language)
    }

    func level(_ figures: StoredReadiness.Figures) -> ReadinessScores.Level? {
        figures.overall.map(policy.level)
    }

    func step(_ figures: StoredReadiness.Figures) -> ReadinessStep? {
        var counts = RouteCounts()
        (counts.routes, counts.valid, counts.invalid) = (figures.routes, figures.valid, figures.invalid)
        (counts.notFound, counts.registered) = (figures.notFound, figures.registered)
        var scores = ReadinessScores()
        (scores.filtering, scores.irr) = (figures.filtering, figures.irr)
        (scores.rpki, scores.overall) = (figures.rpki, figures.overall)
        return policy.cheapestStep(for: counts, scores)
    }

    /// Names that all pages have: whether there is something to show, and what would fill them.
    func frame(_ request: PageRequest) -> View {
        let current = state.current
        let text =
            section.isEnabled && setting.missing.isEmpty
            ? ReadinessWords.waiting : ReadinessWords.incomplete
        return [
            "hasData": .flag(current != nil), "emptyText": .text(request.text(text)),
            "hasKeys": .flag(!setting.missing.isEmpty),
            "keys": .list(setting.missing.map { ["key": .text($0)] }), "failure": ViewValue(state.failure),
            "asOf": request.times.value(current?.stored.run.time),
        ]
    }

    /// The link to a table as CSV; absent for who may not take it out.
    func file(_ path: String, _ request: PageRequest) -> ViewValue {
        request.reader.may(ReadinessConsole.export) ? .text(ReadinessFilesPage.path + path) : .absent
    }

    // MARK: - Sources and searches

    private func sources(_ language: Language, _ now: Date) -> [SourceState] {
        guard section.isEnabled else { return [] }
        let run = state.current?.stored.run
        let isFresh = run.map { now.timeIntervalSince($0.time) < 2 * 86_400 } ?? false
        let kind: StateKind = run == nil ? .unknown : isFresh && state.failure == nil ? .valid : .stale
        let word: Sentence =
            run == nil ? ReadinessWords.notYet : kind == .valid ? ReadinessWords.fresh : ReadinessWords.late
        return [
            SourceState(
                ReadinessWords.readiness.text(in: language), kind, word.text(in: language), last: run?.time,
                detail: state.failure)
        ]
    }

    private func search(_ asked: SearchQuestion, _ language: Language) -> [SearchSection] {
        guard let current = state.current else { return [] }
        var sections: [SearchSection] = []
        if let asn = asked.asn, let network = current.network(asn) {
            let row = SearchSection.Row(
                "\(asn)", detail: name(network.economy, language),
                state: ReadinessWords.state(level(network.figures), language), href: NetworkPage.path(asn))
            sections.append(
                SearchSection(
                    ReadinessWords.networks.text(in: language), for: ReadinessConsole.question, [row],
                    exact: NetworkPage.path(asn)))
        }
        if asked.asn == nil, asked.prefix == nil {
            let found = world.names.codes(matching: asked.text).filter { section.scopeAllows($0.code) }
            if !found.isEmpty {
                let exact = found.filter(\.isExact)
                sections.append(
                    SearchSection(
                        ReadinessWords.economies.text(in: language), for: ReadinessConsole.question,
                        found.prefix(50).map { code, _ in
                            SearchSection.Row(
                                name(code, language), detail: code,
                                state: current.economy(code).map {
                                    ReadinessWords.state(level($0.figures), language)
                                }, href: EconomyPage.path(code))
                        }, total: found.count, exact: exact.count == 1 ? EconomyPage.path(exact[0].code) : nil))
            }
        }
        if let prefix = asked.prefix, let routes = current.routes?.routes(around: prefix, limit: 50), !routes.isEmpty {
            sections.append(
                SearchSection(
                    ReadinessWords.seen.text(in: language), for: ReadinessConsole.question,
                    routes.map { route in
                        SearchSection.Row(
                            "\(route.prefix)", detail: "\(route.origin)", href: NetworkPage.path(route.origin))
                    }))
        }
        return sections
    }
}

extension ReadinessSection {
    /// Whether the economy is one of those to show.
    func scopeAllows(_ code: String) -> Bool {
        guard let scope else { return true }
        return Economy(code).map(scope) ?? false
    }
}
