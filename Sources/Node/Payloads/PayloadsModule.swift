internal import ConfigurationKeys
internal import Console

internal import struct FoundationEssentials.Date

/// Answers about the served payloads: all of them in each format, what changed, and what they say about routes.
struct PayloadsModule: ConfiguredModule {
    let state: PayloadsState

    init(state: PayloadsState) {
        self.state = state
    }

    init(_ context: ModuleContext) {
        self.init(state: context.payloads)
    }

    func reload(_ new: LoadedConfiguration<NodeConfiguration>) -> Set<String> {
        state.update(staleAfter: new.configuration.http.staleAfter.fractionalSeconds)
        return ["http"]
    }

    func routes(_ tools: RouteTools) -> [ModuleRoutes] { [PayloadsRoutes(state: state, tools: tools).all] }

    func health(at now: Date) -> ModuleHealth? { status(now).health }

    func status(at now: Date) -> [StatusPart] { status(now).members }

    func statusLines(at now: Date) -> [StatusLinesPart] { status(now).lines }

    func metrics(_ scope: MetricsScope) -> [MetricsPart] {
        PayloadsMetrics(snapshot: state.snapshot(at: scope.now), now: scope.now).parts
    }

    var console: ConsoleParts {
        let console = PayloadsConsole(state: state)
        var parts = ConsoleParts()
        parts.lessons = console.lessons
        parts.search = { console.search($0, $1, $2) }
        return parts
    }

    private func status(_ now: Date) -> PayloadsStatus {
        PayloadsStatus(snapshot: state.snapshot(at: now), now: now)
    }
}
