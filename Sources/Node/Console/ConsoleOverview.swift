internal import Access
internal import Console
internal import HTTPService
internal import SecurityEvents

internal import struct FoundationEssentials.Date

extension AccessQuestion {
    /// What the start page, searches and the list of sources ask for.
    static let overview = AccessQuestion(.read, .sources, marked: .green)
}

/// The pages that all parts of the node have something for: the start page, searches, the sources.
struct ConsoleOverview: Sendable {
    let parts: [ConsoleParts]
    let alarms: Alarms

    var pages: [ConsolePage] {
        [
            ConsolePage(
                "/", StartPage.template, for: .overview, entry: .init(StartPage.label, order: 0),
                data: ("/api/v1/status", nil), topic: "all", get: start),
            ConsolePage("/find", FindPage.template, for: .overview, get: find),
            ConsolePage(
                "/sources", SourcesPage.template, for: .overview, entry: .init(SourcesPage.label, order: 80),
                data: ("/api/v1/status", nil), get: sources),
        ]
    }

    private func start(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow(only: "said")
        var items: [StartItem] = []
        for part in parts { items += await part.items(request.language, request.now) }
        items += AlarmItems.items(alarms.current, request)
        items = items.filter { request.reader.may($0.question) }.sorted {
            ($0.urgency, $0.since) > ($1.urgency, $1.since)
        }
        return StartPage.answer(items, await states(request), request)
    }

    private func sources(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow()
        return SourcesPage.answer(await states(request), alarms.current, request)
    }

    private func states(_ request: PageRequest) async -> [SourceState] {
        var states: [SourceState] = []
        for part in parts { states += await part.sources(request.language, request.now) }
        return states
    }

    private func find(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow(only: "q")
        guard let text = try request.parameter("q") else { return FindPage.answer(nil, [], request) }
        let question = SearchQuestion(text)
        var sections: [SearchSection] = []
        for part in parts { sections += await part.search(question, request.language, request.now) }
        sections = sections.filter { request.reader.may($0.access) }
        let exact = sections.compactMap(\.exact)
        if exact.count == 1, sections.allSatisfy({ $0.exact != nil || $0.rows.isEmpty }) { return .elsewhere(exact[0]) }
        return FindPage.answer(text, sections, request)
    }
}
