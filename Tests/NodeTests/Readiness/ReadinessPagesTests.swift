import Access
import Console
import DeskStore
import Foundation
import NumberResources
import SecurityEvents
import TestSupport
import Testing

@testable import HTTPService
@testable import Node

@Suite("Pages of readiness") struct ReadinessPagesTests {
    private let folder: TemporaryFolder
    private let desk: DeskDatabase
    private let node = APIFixture.state()
    private let state = ReadinessState()
    private let seen = SeenRoutes()

    init() throws {
        folder = try TemporaryFolder()
        desk = try DeskDatabase.open(folder: folder.path)
    }

    /// Names of the frame, which the site fills.
    private static let frame: View = [
        "lang": "en", "title": "T", "styleSheet": "", "script": "", "icon": "", "live": nil, "topic": "", "demo": false,
        "isKnown": false, "search": "", "user": nil, "freshness": [], "hasNavigation": false, "navigation": [],
        "said": nil, "nowISO": "", "nowText": "", "csrf": "", "here": "/", "languages": [], "data": nil,
    ]

    private func console(
        isConfigured: Bool = true, isKept: Bool = true, world: ReadinessWorld = ReadinessWorld()
    ) -> ReadinessConsole {
        var configuration = NodeConfiguration()
        if isConfigured {
            configuration.readiness.delegated = ["/d"]
            configuration.rpki.tals = [.registries]
            configuration.watch.asns = [33_764]
            configuration.watch.folders = ["/f"]
        }
        return ReadinessConsole(
            state: state, store: isKept ? desk.readiness : nil, alerts: isKept ? desk.alerts : nil,
            label: AlertLabel(.amber),
            section: configuration.readiness, setting: .init(configuration), payloads: node.payloads, world: world)
    }

    /// Three days; on the last one AS38201 has made a ROA, which is not in the payloads of the first.
    private func fill() throws {
        ReadinessFixture.receive(into: seen)
        node.payloads.serve(
            ServedPayloads(payloads: APIFixture.set(ReadinessFixture.vrps), serial: 1, date: APIFixture.start))
        for day in 0..<3 {
            var current = try ReadinessFixture.stored(seen, at: APIFixture.at(Double(day - 2) * 86_400))
            if day == 2 {
                current = .init(stored: Self.improved(current.stored), routes: current.routes)
                state.update(current)
            }
            try desk.readiness.record(current.stored)
        }
    }

    private static func improved(_ stored: StoredReadiness) -> StoredReadiness {
        var stored = stored
        for place in stored.networks.indices where stored.networks[place].asn == 38_201 {
            stored.networks[place].figures.valid = 2
            stored.networks[place].figures.rpki = 1
            stored.networks[place].figures.overall = 1
            stored.networks[place].hasASPA = true
        }
        for place in stored.economies.indices where stored.economies[place].code == "TO" {
            stored.economies[place].figures.valid = 2
            stored.economies[place].figures.overall = 1
            (stored.economies[place].ready, stored.economies[place].aspas) = (1, 1)
        }
        return stored
    }

    private func answer(
        _ path: String, _ console: ReadinessConsole, _ language: Language = .english, roles: [Role] = [.viewer]
    ) async throws -> (page: ConsolePage, answer: PageAnswer) {
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        let pages = console.parts.pages
        let page = try #require(
            pages.first { $0.path == parts[0] } ?? pages.first { $0.hasTail && parts[0].hasPrefix($0.path) })
        let request = PageRequest(
            path: parts[0], tail: page.hasTail ? String(parts[0].dropFirst(page.path.count)) : "",
            query: try QueryParameters(parts.count > 1 ? parts[1] : nil, limit: 9), form: nil, language: language,
            now: APIFixture.at(60), reader: Reader(Visitor(.loopback, grants: roles.flatMap(\.grants))),
            source: RequestSource(address: nil, isSecure: false, isLoopback: true))
        return (page, try await page.get(request))
    }

    /// The page as HTML, of which no name may be missing.
    private func html(
        _ path: String, _ console: ReadinessConsole, _ language: Language = .english, roles: [Role] = [.viewer]
    ) async throws -> String {
        let (page, answer) = try await answer(path, console, language, roles: roles)
        guard case .page(_, let view) = answer else {
            Issue.record("\(path) is not a page: \(answer)")
            return ""
        }
        let templates = try PageTemplates(console.parts.pages.map(\.template))
        var missing: Set<String> = []
        let html = templates.html(page.template.name, view, frame: Self.frame, language: language) {
            missing.insert($0)
        }
        #expect(missing.isEmpty, "\(path): \(missing)")
        #expect(html.components(separatedBy: "<h1").count == 2, "\(path) has one h1")
        #expect(!html.contains("{"), "\(path): a value of a sentence is missing")
        return html
    }

    private static let paths = [
        "/economies", "/economies?compare=MU,TO", "/economies?compare=MU&with=TO", "/economies/MU", "/economies/DE",
        "/networks/AS30844", "/networks/AS38201", "/networks/AS7", "/report/MU/2026-03", "/report/MU/2020-01",
    ]

    @Test("Each page in each state and language has all that its template names", arguments: Language.allCases)
    func complete(language: Language) async throws {
        for path in Self.paths { _ = try await html(path, console(isConfigured: false, isKept: false), language) }
        for path in Self.paths { _ = try await html(path, console(), language) }
        try fill()
        for path in Self.paths { _ = try await html(path, console(), language) }
        for path in Self.paths { _ = try await html(path, console(isKept: false), language, roles: []) }
        state.update(failure: "<file>")
        for path in Self.paths { #expect(try await html(path, console(), language).contains("&lt;file&gt;")) }
        // After a start there are no routes yet.
        state.update(.init(stored: try #require(try desk.readiness.latest()), routes: nil))
        for path in Self.paths { _ = try await html(path, console(), language) }
        try desk.close()
    }

    @Test("What is not configured names the key") func keys() async throws {
        #expect(try await html("/economies", console(isConfigured: false)).contains("<code>readiness.delegated</code>"))
        #expect(!(try await html("/economies", console()).contains("<code>")))
        try desk.close()
    }

    @Test("The economies with their networks, as a map of equal tiles, and two of them compared") func economies()
        async throws
    {
        try fill()
        let page = try await html("/economies?compare=TO,MU", console())
        #expect(page.contains("<h1>2 of 3 networks in 2 economies are ready.</h1>"))
        #expect(page.components(separatedBy: "<rect class=\"tile").count == 251)
        #expect(page.contains(#"<a href="/economies/TO" aria-label="Tonga: ready"><rect class="tile valid""#))
        #expect(page.contains("Tonga is ahead of Mauritius: 100 to"))
        #expect(page.contains(#"<option value="TO" selected>Tonga</option>"#))
        try desk.close()
    }

    @Test("An economy with its networks, the least ready first, and the cheapest steps") func economy() async throws {
        try fill()
        let page = try await html("/economies/MU", console())
        #expect(page.contains("<h1>Mauritius: 1 of 2 networks is ready.</h1>"))
        let rows = page.components(separatedBy: "/networks/AS")
        #expect(rows.dropFirst().map { String($0.prefix(5)) } == ["30844", "30844", "33764"])
        #expect(page.contains("Correct the ROAs of one invalid route: the score rises from"))
        #expect(page.contains("Valid routes: 40%, unchanged"))
        #expect(page.contains("/report/MU/2026-03"))
        guard case .nothing = try await answer("/economies/QQ", console()).answer else {
            Issue.record("QQ is not an economy")
            return
        }
        try desk.close()
    }

    @Test("A day that was not computed is a gap in the line") func gaps() throws {
        let view = ReadinessWords.chart(
            [(10, 0.5, nil), (11, 1, nil), (13, 0, nil)], label: ReadinessWords.validRoutes, .english)
        let templates = try PageTemplates([PageTemplate("p", "{{>chart-line}}")])
        let html = templates.html("p", view, frame: Self.frame, language: .english)
        // Of the three steps of the line, one is drawn.
        #expect(html.contains(#"d="M44 72L134.7 14M316 130""#))
        #expect(html.contains(">1970-01-11</text>"))
        #expect(html.contains("Valid routes: down from 50% to 0%"))
    }

    @Test("A network with the validity of its routes, and its alerts for who may read them") func network() async throws
    {
        try fill()
        let page = try await html("/networks/AS30844", console())
        #expect(page.contains(#"<a href="/routing/validity?prefix=193.0.1.0/24&amp;asn=AS30844">193.0.1.0/24</a>"#))
        #expect(page.contains(#"<span class="st invalid">invalid</span>"#))
        #expect(page.contains("No open alert is about this network."))
        let another = try await html("/networks/AS30844", console(), roles: [])
        #expect(!another.contains("alert"))
        #expect(!another.contains("economies-csv"))
        guard case .elsewhere("/networks/AS7") = try await answer("/networks/7", console()).answer else {
            Issue.record("a network has one address")
            return
        }
        try desk.close()
    }

    @Test("The report has three findings, what was done, what is asked, and the terms that it uses") func report()
        async throws
    {
        try fill()
        let tonga = try await html("/report/TO/2026-03", console())
        #expect(tonga.contains("<h1>Routing security of Tonga, March 2026</h1>"))
        #expect(tonga.contains("Valid routes: up from 0% to 100%."))
        #expect(tonga.contains("Ready networks: 1 of 1; at the beginning 0."))
        #expect(tonga.contains("One network rose by a level: AS38201."))
        #expect(tonga.contains("One network made an ASPA: AS38201."))
        #expect(tonga.contains("<dt>ASPA</dt>"))
        #expect(tonga.contains("Nothing is left to do."))
        let mauritius = try await html("/report/MU/2026-03", console())
        #expect(mauritius.contains("One route is invalid, and networks that validate do not use it; it is of AS30844."))
        #expect(mauritius.contains("The figures show no improvement in this month."))
        #expect(!mauritius.contains("<dt>ASPA</dt>"))
        guard case .elsewhere("/report/MU/2026-03") = try await answer("/report/MU", console()).answer else {
            Issue.record("without a month, this one")
            return
        }
        for path in ["/report/MU/x", "/report/QQ/2026-03", "/report/MU/2026-03/x"] {
            guard case .nothing = try await answer(path, console()).answer else {
                Issue.record("\(path) is there")
                return
            }
        }
        try desk.close()
    }

    @Test(
        "Tables as CSV",
        arguments: [
            ("economies.csv", "day,economy,name,networks,ready", 3), ("trend/MU.csv", "day,economy,name", 4),
            ("networks/MU.csv", "day,asn,economy,level", 3), ("routes/AS30844.csv", "prefix,asn,peers,state", 5),
        ])
    func tables(path: String, head: String, count: Int) async throws {
        try fill()
        var world = ReadinessWorld()
        world.names = EconomyNames(invented: ["MU": Sentence(same: "=1+1")])
        guard case .file(_, let file) = try await answer("/economies-csv/" + path, console(world: world)).answer else {
            Issue.record("no file")
            return
        }
        let lines = file.text.components(separatedBy: "\r\n").filter { !$0.isEmpty }
        #expect(lines.first?.hasPrefix(head) == true)
        #expect(lines.count == count)
        #expect(!file.text.contains(",=1+1"))
        #expect(!path.contains("economies") || file.text.contains(",'=1+1,"))
        try desk.close()
    }

    @Test("Files that are not there", arguments: ["x.csv", "networks/QQ.csv", "networks/MU", "routes/AS7.csv", ".csv"])
    func noTables(path: String) async throws {
        try fill()
        guard case .nothing = try await answer("/economies-csv/" + path, console()).answer else {
            Issue.record("a file")
            return
        }
        try desk.close()
    }

    @Test("Searches find networks, economies by name in any language, and routes around a prefix") func search()
        async throws
    {
        try fill()
        let parts = console().parts
        func found(_ text: String) async -> [SearchSection] {
            await parts.search(SearchQuestion(text), .portuguese, APIFixture.start)
        }
        #expect(await found("AS30844").map(\.exact) == ["/networks/AS30844"])
        #expect(await found("33764").first?.rows.first?.detail == "Maurício")
        #expect(await found("AS7").isEmpty)
        #expect(await found("Mauritius").map(\.exact) == ["/economies/MU"])
        #expect(await found("guin").first?.rows.count == 4)
        #expect(await found("193.0.1.1").first?.rows.map(\.href) == ["/networks/AS30844"])
        try desk.close()
    }

    @Test("A demonstration has its own names and tiles") func world() async throws {
        var world = ReadinessWorld()
        world.names = EconomyNames(invented: [
            "XA": Sentence(en: "Faro islands", es: "Islas Faro", pt: "Ilhas Faro", fr: "Îles Phare")
        ])
        world.tiles = EconomyTiles(invented: ["XA": .init(column: 30, row: 0)])
        try fill()
        #expect(
            try await html("/economies/XA", console(world: world), .french).contains("<h1>Îles Phare : aucun réseau"))
        #expect(try await html("/economies", console(world: world)).contains("Faro islands"))
        try desk.close()
    }
}
