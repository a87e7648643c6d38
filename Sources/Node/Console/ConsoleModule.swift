internal import Console
internal import DeskStore
internal import HTTPService
internal import Synchronization

/// The console: pages for browsers about everything that the node's modules know.
final class ConsoleModule: ConfiguredModule {
    private let context: ModuleContext
    private let site = Mutex<ConsoleSite?>(nil)

    init(_ context: ModuleContext) {
        self.context = context
    }

    func begin(with modules: [any NodeModule]) throws {
        let configuration = context.configuration
        guard !configuration.http.listeners.isEmpty, configuration.console.enabled else { return }
        var own: [ConsolePage] = []
        if let accounts = try context.accounts.accounts() {
            own = LoginPage(accounts: accounts).pages + [AccountPage(accounts: accounts).page]
            own.append(UsersPage(accounts: accounts, address: configuration.consoleAddress).page)
        }
        if let desk = try context.databases.desk() { own.append(AuditPage(audit: desk.audit).page) }
        own.append(SettingsPage(configuration: configuration).page)
        let site = try ConsoleSite(
            own, parts: modules.map(\.console), alarms: context.alarms,
            language: Language(rawValue: configuration.console.language.rawValue) ?? .english,
            isInvented: context.supplies.isInvented, clock: context.clock)
        self.site.withLock { $0 = site }
    }

    func routes(_ tools: RouteTools) -> [ModuleRoutes] {
        guard let site = site.withLock({ $0 }) else { return [] }
        return [ConsoleRoutes(site: site, tools: tools).all]
    }

    var pages: PageAnswers? { site.withLock { $0 }.map { ConsoleRefusals(site: $0).answers } }
}
