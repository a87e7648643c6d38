internal import ConfigurationKeys
internal import Console
internal import HTTPService

internal import struct FoundationEssentials.Date

/// A service of the node with all that belongs to it: what runs, what it takes over on SIGHUP, and its parts of the HTTP API, of health,
/// status and metrics.
///
/// A module knows no other one. What passes between them is in ``ModuleContext``: alarms, the served payloads, the databases.
/// Each requirement has a default, so that a module says only what it has.
protocol NodeModule: ReloadableService {
    /// The services; empty where the configuration does not ask for them.
    var services: [ModuleService] { get }

    /// Called once when all modules of the node are made, and before anything runs.
    ///
    /// - Throws: where the node cannot start.
    func begin(with modules: [any NodeModule]) async throws

    /// Does what an operator asks for by a signal.
    func act(on request: OperatorRequest) async

    /// Its paths of the HTTP API, each with the access that it requires.
    func routes(_ tools: RouteTools) -> [ModuleRoutes]

    /// What browsers get in place of a page; of the first module that has it.
    var pages: PageAnswers? { get }

    /// The health of the service; `nil` where the configuration asks for nothing.
    func health(at now: Date) -> ModuleHealth?

    /// Its parts of `/api/v1/status`.
    func status(at now: Date) -> [StatusPart]

    /// Its parts of `/status`.
    func statusLines(at now: Date) -> [StatusLinesPart]

    /// Its parts of `/metrics`.
    func metrics(_ scope: MetricsScope) -> [MetricsPart]

    /// Its pages of the console, and what it has for the start page, for searches and for the list of sources.
    var console: ConsoleParts { get }

    /// Ends what is under way, when nothing runs any more.
    func close() async
}

extension NodeModule {
    var services: [ModuleService] { [] }

    func begin(with modules: [any NodeModule]) async throws {}

    func reload(_ new: LoadedConfiguration<NodeConfiguration>) async throws -> Set<String> { [] }

    func act(on request: OperatorRequest) async {}

    func routes(_ tools: RouteTools) -> [ModuleRoutes] { [] }

    var pages: PageAnswers? { nil }

    func health(at now: Date) -> ModuleHealth? { nil }

    func status(at now: Date) -> [StatusPart] { [] }

    func statusLines(at now: Date) -> [StatusLinesPart] { [] }

    func metrics(_ scope: MetricsScope) -> [MetricsPart] { [] }

    var console: ConsoleParts { ConsoleParts() }

    func close() async {}
}
