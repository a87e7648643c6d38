import Access
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

@Suite("Who may open which page")
struct ConsoleAccessTests {
    /// What a role may do with a page: read it, or read it and send its form.
    private enum May: Hashable { case nothing, read, change }

    /// Rows are pages, columns roles: viewer, analyst, administrator. Alerts are TLP:AMBER.
    private static let matrix: [(path: String, may: [May])] = [
        ("/", [.read, .read, .read]), ("/find", [.read, .read, .read]), ("/sources", [.read, .read, .read]),
        ("/alerts", [.read, .read, .nothing]), ("/alerts/", [.read, .change, .nothing]),
        ("/routing", [.read, .read, .nothing]), ("/routing/validity", [.read, .read, .nothing]),
        ("/rpki", [.read, .read, .nothing]), ("/rpki/rejected", [.read, .read, .nothing]),
        ("/rpki/changes", [.read, .read, .nothing]), ("/learn", [.read, .read, .read]),
        ("/learn/", [.change, .change, .change]), ("/account", [.change, .change, .change]),
        ("/admin/users", [.nothing, .nothing, .change]), ("/admin/audit", [.nothing, .nothing, .read]),
        ("/admin/settings", [.nothing, .nothing, .read]), ("/login", [.change, .change, .change]),
        ("/logout", [.change, .change, .change]),
    ]

    private func site(_ folder: String, _ tlp: TrafficLight) throws -> ConsoleSite {
        let state = APIFixture.serving()
        let desk = try DeskDatabase.open(folder: folder)
        let accounts = ConsoleAccounts(desk.accounts, log: AuditQueue(), clock: { APIFixture.start })
        var section = RoutesSection()
        section.asns = [64_500]
        section.tlp = tlp
        let routes = RoutesConsole(
            state: state.routes, store: desk.alerts, section: section, label: AlertLabel(section.tlp),
            payloadsState: state.payloads)
        var rpki = RPKIConsole(state: state.rpki, payloadsState: state.payloads, isEnabled: true).parts
        rpki.pages.append(ValidityPage(state: state.payloads, rejections: { nil }).page)
        let own =
            LoginPage(accounts: accounts).pages + [
                AccountPage(accounts: accounts).page, UsersPage(accounts: accounts, address: "").page,
                AuditPage(audit: desk.audit).page, SettingsPage(configuration: NodeConfiguration()).page,
            ]
        return try ConsoleSite(
            own, parts: [PayloadsModule(state: state.payloads).console, rpki, routes.parts], alarms: state.alarms,
            clock: { APIFixture.start })
    }

    private func may(_ role: Role?, _ page: ConsolePage) -> May {
        let visitor = Visitor(role == nil ? .anyone : .user("a"), grants: role?.grants ?? [])
        func permits(_ question: AccessQuestion?) -> Bool { question.map(Reader(visitor).may) ?? true }
        guard permits(page.question) else { return .nothing }
        guard let post = page.post, permits(post.question) else { return .read }
        return .change
    }

    @Test("Each role may read and change what its column says, and every page has a row")
    func roles() throws {
        let folder = try TemporaryFolder()
        let site = try site(folder.path, .amber)
        #expect(Set(site.pages.map(\.path)) == Set(ConsoleAccessTests.matrix.map(\.path)))
        for (path, expected) in ConsoleAccessTests.matrix {
            let page = try #require(site.pages.first { $0.path == path })
            #expect(Role.assignable.map { may($0, page) } == expected, "\(path)")
        }
    }

    @Test("Without an account there is the login and nothing else")
    func anyone() throws {
        let folder = try TemporaryFolder()
        let open = try site(folder.path, .amber).pages.filter { may(nil, $0) != .nothing }.map(\.path)
        #expect(open.sorted() == ["/login", "/logout"])
    }

    @Test("Alerts marked TLP:RED are for analysts", arguments: [TrafficLight.green, .amber, .amberStrict, .red])
    func labels(tlp: TrafficLight) throws {
        let folder = try TemporaryFolder()
        let page = try #require(try site(folder.path, tlp).pages.first { $0.path == "/alerts" })
        #expect(may(.viewer, page) == (tlp <= .amber ? .read : .nothing))
        #expect(may(.analyst, page) == .read)
        #expect(may(.administrator, page) == .nothing)
    }
}
