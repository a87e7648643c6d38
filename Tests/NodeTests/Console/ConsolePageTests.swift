import Access
import BGPMessages
import Console
import DeskStore
import FoundationEssentials
import HTTPService
import NumberResources
import RouteSecurity
import SecurityEvents
import TestSupport
import Testing

@testable import Node

@Suite("Pages of the console")
struct ConsolePageTests {
    /// A node that knows something of everything.
    private func renderer(
        in folder: String, contact: String = "noc@example.net", isEmpty: Bool = false,
        roles: Set<Role> = [.analyst, .administrator], label: AlertLabel = AlertLabel(.amber)
    ) async throws -> (PageRenderer, AlertStore) {
        let state = isEmpty ? APIFixture.state() : APIFixture.serving()
        let store = try DeskDatabase.open(folder: folder).alerts
        var section = RoutesSection()
        if !isEmpty {
            let alert = try AlertSample.alert(contact: contact)
            var watch = WatchState()
            watch.alerts = [alert]
            watch.feeds = [FeedState(name: "192.0.2.7", kind: .bmp)]
            watch.sinks = [SinkState(name: "mail")]
            state.update(watch: watch)
            section.asns = [64_500]
            section.prefixes = [try #require(IPPrefix("192.0.2.0/24")): nil]
            state.raise(Alarm(kind: "store", subject: "desk.sqlite", message: "disk full", since: APIFixture.start))
            try store.record([
                StoredChange(
                    alert: StoredAlert(
                        id: alert.id, kind: alert.key.alertClass.rawValue, state: "active",
                        severity: alert.severity.rank,
                        peak: alert.severity.rank, raised: alert.raised.date, updated: alert.changed.date, revision: 1,
                        prefix: "192.0.2.0/24", asn: 64_666, summary: alert.summary, text: "text", event: "{}"),
                    change: "raised", time: alert.raised.date, sinks: [])
            ])
        }
        let payloads = PayloadsModule(state: state.payloads).console
        var rpki = RPKIConsole(state: state.rpki, payloadsState: state.payloads, isEnabled: !isEmpty).parts
        rpki.pages.append(ValidityPage(state: state.payloads, rejections: { nil }).page)
        let routes = RoutesConsole(
            state: state.routes, store: isEmpty ? nil : store, section: section, label: label,
            payloadsState: state.payloads)
        let renderer = try PageRenderer(
            [payloads, rpki, routes.parts], state: state, roles: roles, now: APIFixture.at(300))
        return (renderer, store)
    }

    private static let paths = [
        ("/", ""), ("/find", ""), ("/find", "q=192.0.2.1"), ("/find", "q=AS64666"), ("/sources", ""), ("/alerts", ""),
        ("/alerts", "state=all&severity=low"), ("/alerts/00112233445566aa", ""), ("/routing", ""), ("/rpki", ""),
        ("/rpki/rejected", ""), ("/rpki/changes", ""), ("/routing/validity", ""),
        ("/routing/validity", "prefix=192.0.2.0/24&asn=64500"), ("/routing/validity", "prefix=192.0.2.0/24&asn=64511"),
        ("/routing/validity", "prefix=203.0.113.0/24&asn=1"), ("/routing/validity", "prefix=x&asn=y"), ("/learn", ""),
        ("/learn/1", ""), ("/learn/2", ""), ("/learn/3", ""), ("/learn/4", ""),
    ]

    @Test("Each name of each template is there, in every language, with and without data", arguments: [false, true])
    func names(isEmpty: Bool) async throws {
        let folder = try TemporaryFolder()
        let (renderer, _) = try await renderer(in: folder.path, isEmpty: isEmpty)
        for (path, query) in ConsolePageTests.paths {
            for language in Language.allCases {
                guard let html = try await renderer.html(path, query, language) else {
                    // What has no data has no page of its own.
                    #expect(isEmpty || path == "/find", "\(path)?\(query)")
                    continue
                }
                #expect(html.contains("<html lang=\"\(language.rawValue)\">"))
                #expect(html.components(separatedBy: "<h1").count == 2, "\(path)?\(query)")
                #expect(!html.contains("{{"), "\(path)?\(query)")
            }
        }
        #expect(renderer.missing.all.isEmpty)
    }

    @Test(
        "What others wrote is text on every page",
        arguments: ["<script>alert(1)</script>", "\"\u{301} onfocus=alert(1) x=\"", "javascript:alert(1)"])
    func hostileText(text: String) async throws {
        let folder = try TemporaryFolder()
        let (renderer, store) = try await renderer(in: folder.path, contact: text)
        _ = try store.add(
            AlertNote(time: APIFixture.start, author: text, decision: .real, text: text), to: "00112233445566aa",
            after: 0)
        let encoded = FormText.encoded(text)
        for (path, query) in ConsolePageTests.paths + [("/find", "q=" + encoded), ("/rpki/rejected", "uri=" + encoded)]
        {
            let html = try await renderer.html(path, query) ?? ""
            #expect(!html.contains("<script>alert"), "\(path)")
            let hasBareQuote = html.contains("\"\u{301}")
            #expect(!hasBareQuote, "\(path)")
            #expect(!html.contains("href=\"javascript:"), "\(path)")
        }
    }

    @Test("Two analysts who write at once: the second sees the change, and nothing is lost")
    func conflict() async throws {
        let folder = try TemporaryFolder()
        let (renderer, store) = try await renderer(in: folder.path)
        let path = "/alerts/00112233445566aa"
        func form(_ text: String) throws -> FormFields {
            let fields = try QueryParameters("act=decide&decision=planned&last=0&note=" + text, limit: 9)
            return FormFields(fields.parameters)
        }
        guard case .elsewhere(let next)? = try await renderer.answer(path, form: form("first"))?.answer else {
            Issue.record("the first note was not kept")
            return
        }
        #expect(next == path + "?said=decided")
        let second = try #require(try await renderer.answer(path, form: form("second")))
        guard case .page(let title, let view) = second.answer else {
            Issue.record("the second note was kept without its author seeing the first")
            return
        }
        let html = await renderer.site.html(
            second.page.template, title: title, view, for: second.request, of: second.page)
        #expect(html.contains(">second</textarea>"))
        #expect(html.contains("first"))
        #expect(html.contains("role=\"alert\""))
        #expect(try store.notes(of: "00112233445566aa").map(\.text) == ["first"])
    }

    @Test("Forms acknowledge and mute; an unknown action or decision is refused")
    func forms() async throws {
        let folder = try TemporaryFolder()
        let (renderer, store) = try await renderer(in: folder.path)
        let path = "/alerts/00112233445566aa"
        func send(_ text: String) async throws -> PageAnswer? {
            try await renderer.answer(path, form: FormFields(try QueryParameters(text, limit: 9).parameters))?.answer
        }
        _ = try await send("act=acknowledge")
        #expect(try store.alert(withID: "00112233445566aa")?.acknowledgement?.author == "ana")
        _ = try await send("act=mute&hours=2&note=work")
        let mutes = try store.suppressions(at: renderer.now)
        #expect(mutes.map(\.ends) == [renderer.now.addingTimeInterval(7_200)])
        #expect(mutes.map(\.reason) == ["work"])
        for text in ["act=other", "act=decide&decision=no", "act=note", "act=mute&hours=0", "act=mute&hours=x"] {
            await #expect(throws: APIError.self) { _ = try await send(text) }
        }
    }

    @Test(
        "A search and the start page show no alert to who may not read alerts",
        arguments: [
            (Role.viewer, TrafficLight.amber, true), (.analyst, .amber, true), (.administrator, .amber, false),
            (.viewer, .red, false), (.analyst, .red, true),
        ])
    func rights(role: Role, tlp: TrafficLight, isShown: Bool) async throws {
        let folder = try TemporaryFolder()
        // Narrowed by a reload: the pages were made with TLP:AMBER.
        let (renderer, _) = try await renderer(in: folder.path, roles: [role], label: AlertLabel(tlp))
        let headline = "AS64666 announces our prefix 192.0.2.0/24"
        for (path, query) in [("/find", "q=AS64666"), ("/find", "q=192.0.2.0/24"), ("/", "")] {
            let html = try #require(try await renderer.html(path, query))
            #expect(html.contains(headline) == isShown, "\(path)")
        }
        // Its own name leads to its page, or to nothing.
        let answer = try await renderer.answer("/find", "q=00112233445566aa")?.answer
        if case .elsewhere(let path)? = answer {
            #expect(isShown)
            #expect(path == "/alerts/00112233445566aa")
        } else {
            #expect(!isShown)
        }
    }

    @Test("The choice of a language leads back to the same page, with its query")
    func language() async throws {
        let folder = try TemporaryFolder()
        let (renderer, _) = try await renderer(in: folder.path)
        let html = try #require(try await renderer.html("/routing/validity", "prefix=192.0.2.0/24&asn=AS64500"))
        #expect(html.contains(#"name="next" value="/routing/validity?prefix=192.0.2.0/24&amp;asn=AS64500""#))
    }

    @Test("A list goes on after a row, and no row is left out or shown twice")
    func paging() async throws {
        let folder = try TemporaryFolder()
        let store = try DeskDatabase.open(folder: folder.path).alerts
        let changes = (0..<120).map { number in
            // Many have the same time.
            let time = APIFixture.at(Double(number / 40))
            return StoredChange(
                alert: StoredAlert(
                    id: "id\(number)", kind: "bogon", state: "active", severity: 2, peak: 2, raised: time,
                    updated: time,
                    revision: 1, summary: "s", text: "t", event: "{}"), change: "raised", time: time, sinks: [])
        }
        try store.record(changes)
        var seen: [String] = []
        var place: AlertPlace?
        while true {
            let rows = try store.alerts(AlertSelection(), after: place, limit: 50)
            guard let last = rows.last else { break }
            seen += rows.map(\.id)
            place = AlertPlace(updated: last.updated, id: last.id)
        }
        #expect(seen.count == 120)
        #expect(Set(seen).count == 120)
    }
}
