internal import Access
internal import Console
internal import HTTPService
internal import HTTPTypes

internal import struct FoundationEssentials.Date

/// All pages of the console, with what the parts of the node have for them.
struct ConsoleSite: Sendable {
    let pages: [ConsolePage]
    let templates: PageTemplates
    let assets: [ConsoleAsset]
    private let parts: [ConsoleParts]
    private let alarms: Alarms
    /// Called with each name of a template that nothing has, for tests.
    var onMissing: @Sendable (String) -> Void = { _ in }

    /// The language of who has chosen none, and whose browser asks for none that there is.
    private let standard: Language
    /// Whether everything is invented: a demonstration.
    private let isInvented: Bool
    let clock: @Sendable () -> Date

    /// - Parameter own: The pages that are not a service's: the login, accounts, the audit.
    init(
        _ own: [ConsolePage] = [], parts: [ConsoleParts], alarms: Alarms, language: Language = .english,
        isInvented: Bool = false, clock: @escaping @Sendable () -> Date
    ) throws {
        self.parts = parts
        self.alarms = alarms
        standard = language
        self.isInvented = isInvented
        self.clock = clock
        assets = ConsoleAsset.all
        let overview = ConsoleOverview(parts: parts, alarms: alarms)
        pages = own + overview.pages + parts.flatMap(\.pages) + LearnPage(parts.flatMap(\.lessons)).pages
        templates = try PageTemplates(pages.map(\.template) + [ErrorPage.template, AgainPage.template])
    }

    /// The page as HTML, within the frame.
    func html(_ page: PageTemplate, title: String, _ view: View, for request: PageRequest, of place: ConsolePage?) async
        -> String
    {
        let isKnown = isKnown(request.reader)
        var frame = frame(for: request, of: place, isKnown ? await sources(request) : [])
        frame["title"] = .text(title)
        return templates.html(page.name, view, frame: frame, language: request.language, onMissing: onMissing)
    }

    /// The same for what has to be there without waiting: errors and forms that were not sent.
    func still(_ page: PageTemplate, title: String, _ view: View, for request: PageRequest) -> String {
        var frame = frame(for: request, of: nil, [])
        frame["title"] = .text(title)
        return templates.html(page.name, view, frame: frame, language: request.language, onMissing: onMissing)
    }

    /// Whether a reader may read anything that not everyone may.
    private func isKnown(_ reader: Reader) -> Bool {
        pages.contains { page in page.question.map(reader.may) ?? false }
    }

    /// What is around the content of a page.
    private func frame(for request: PageRequest, of place: ConsolePage?, _ states: [SourceState]) -> View {
        let isKnown = isKnown(request.reader)
        let entries = pages.filter { page in page.question.map(request.reader.may) ?? true }
            .compactMap { page in page.entry.map { (page, $0) } }.sorted { $0.1.order < $1.1.order }
        let navigation = entries.map { page, entry -> View in
            [
                "href": .text(page.path), "label": .text(request.text(entry.label)),
                "isCurrent": .flag(place.map { $0.path == page.path || $0.path == page.path + "/" } ?? false),
                "count": ViewValue(entry.count().map { request.number($0) }),
            ]
        }
        let languages = Language.offered.map { language -> View in
            [
                "code": .text(language.rawValue), "name": .text(language.name),
                "isCurrent": .flag(language == request.language),
            ]
        }
        let data: View? = place?.data.flatMap { data in
            guard data.question.map(request.reader.may) ?? true else { return nil }
            return ["href": .text(data.path), "label": .text(request.text(ConsoleWords.data))]
        }
        let live: View? = place?.topic == nil ? nil : ["href": "/events"]
        return [
            "lang": .text(request.language.rawValue), "styleSheet": .text(ConsoleAsset.styleSheet.path),
            "script": .text(ConsoleAsset.script.path), "icon": .text(ConsoleAsset.icon.path),
            "live": ViewValue(live), "topic": .text(place?.topic ?? ""),
            "demo": .flag(isInvented), "isKnown": .flag(isKnown), "search": "", "user": ViewValue(request.reader.view),
            "freshness": .list(ConsoleSite.freshness(states, request)),
            "hasNavigation": .flag(isKnown && !navigation.isEmpty),
            "navigation": .list(navigation), "said": ViewValue(said(request)),
            "nowISO": .text(request.times.view(request.now)["iso"].text),
            "nowText": .text(request.times.view(request.now)["exact"].text),
            "csrf": .text(request.reader.formToken ?? ""),
            "here": .text(request.here), "languages": .list(languages), "data": ViewValue(data),
        ]
    }

    static let languageCookie = "atalaya-language"

    /// The cookies of a request, at most thirty-two; the first of a name counts.
    static func cookies(_ fields: HTTPFields) -> [String: String] {
        let pairs = fields[values: .cookie].flatMap { $0.split(separator: ";") }.prefix(32).compactMap { text in
            let parts = text.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// By choice in the browser, else by that of the account, else by the browser, else English.
    func language(of fields: HTTPFields, _ visitor: Visitor) -> Language {
        let chosen = ConsoleSite.cookies(fields)[ConsoleSite.languageCookie].flatMap(Language.init(rawValue:))
        return chosen ?? visitor.session?.language.flatMap(Language.init(rawValue:))
            ?? fields[.acceptLanguage].flatMap(Language.init(accepted:)) ?? standard
    }

    private func said(_ request: PageRequest) -> String? {
        guard let word = (try? request.query.single("said")) ?? nil else { return nil }
        return ConsoleWords.said[word].map { request.text($0) }
    }

    /// One line: how many sources are fresh, and how many are not.
    static func freshness(_ states: [SourceState], _ request: PageRequest) -> [View] {
        let late = states.filter { $0.kind == .stale || $0.kind == .invalid }.count
        let fresh = states.count { $0.kind == .valid }
        var views: [View] = []
        if fresh > 0 { views.append(StateKind.valid.view(request.text(ConsoleWords.fresh, ["count": .number(fresh)]))) }
        if late > 0 { views.append(StateKind.stale.view(request.text(ConsoleWords.late, ["count": .number(late)]))) }
        return views
    }

    private func sources(_ request: PageRequest) async -> [SourceState] {
        var states: [SourceState] = []
        for part in parts { states += await part.sources(request.language, request.now) }
        return states
    }

    /// A number for each topic that changes when there is something new.
    var marks: [String: UInt64] {
        parts.reduce(into: [:]) { $0.merge($1.marks()) { $0 &+ $1 } }
    }
}

extension Optional<ViewValue> {
    /// The text of a value that is one.
    var text: String {
        if case .text(let text) = self { return text }
        return ""
    }
}
