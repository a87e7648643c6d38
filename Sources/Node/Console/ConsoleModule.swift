internal import Console
internal import Synchronization

/// The console: pages for browsers about everything that the node's modules know.
final class ConsoleModule: ConfiguredModule {
    private let context: ModuleContext
    private let site = Mutex<ConsoleSite?>(nil)

    init(_ context: ModuleContext) {
        self.context = context
    }

    func begin(with modules: [any NodeModule]) throws {
        guard !context.configuration.http.listeners.isEmpty else { return }
        let site = try ConsoleSite(parts: modules.map(\.console), alarms: context.alarms)
        self.site.withLock { $0 = site }
    }

    func routes(_ tools: RouteTools) -> [ModuleRoutes] {
        guard let site = site.withLock({ $0 }) else { return [] }
        return [ConsoleRoutes(site: site, tools: tools).all]
    }
}
