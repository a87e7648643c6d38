internal import ConfigurationKeys
internal import Console
internal import DeskStore
internal import RouteSecurity
internal import SQLiteFile

internal import struct FoundationEssentials.Date

/// Watches routes and raises alerts, where the configuration names networks.
struct RoutesModule: ConfiguredModule {
    static let sections: [SectionDeclaration] = [.init(\.watch)]

    /// What a watch that is a command of its own does in addition to that of a node.
    struct Command: Sendable {
        /// Files of routes to read, in place of those of the configuration.
        let files: [String]
        /// Whether files alone are read, and the clock is that of their routes.
        let isReplay: Bool
        /// Gets each change of an alert, with the event that is kept of it.
        let report: @Sendable (AlertChange, String) -> Void
        /// Gets what could not be read.
        let onFailure: @Sendable (String) -> Void
    }

    let state: RoutesState
    let services: [ModuleService]
    /// `nil` where no routes are watched.
    private let watch: RouteWatch?
    private let pages: RoutesConsole?
    private let label: AlertLabel

    /// A module that watches nothing.
    init(state: RoutesState) {
        self.state = state
        watch = nil
        services = []
        pages = nil
        label = AlertLabel()
    }

    /// A module that watches nothing, and says on its pages what to set.
    private init(state: RoutesState, _ context: ModuleContext) {
        self.state = state
        watch = nil
        services = []
        pages = RoutesConsole(
            state: state, store: nil, section: context.configuration.watch, label: context.alertLabel,
            payloadsState: context.payloads)
        label = context.alertLabel
    }

    init(_ context: ModuleContext) throws {
        let state = RoutesState()
        let configuration = context.configuration.watch
        context.alertLabel.set(configuration.tlp)
        guard configuration.isEnabled, let desk = try context.databases.desk() else {
            self = RoutesModule(state: state, context)
            return
        }
        do {
            let watch = try RoutesModule.watch(
                context, desk, state, files: configuration.files, isReplay: false, endsWithFiles: false)
            (self.state, self.watch) = (state, watch)
            services = [ModuleService("watch", watch.service, .enduring)]
            pages = RoutesConsole(
                state: state, store: desk.alerts, section: configuration, label: context.alertLabel,
                payloadsState: context.payloads)
            label = context.alertLabel
        } catch let error as SQLiteFileError {
            // Damage that is come across is reported by who looks after the file.
            guard case .damaged = error else { throw error }
            self = RoutesModule(state: state, context)
        }
    }

    /// The watch of a command: the node ends when its files end, or when a feed fails.
    init(_ context: ModuleContext, _ command: Command, state: RoutesState) throws {
        guard let desk = try context.databases.desk() else {
            throw SQLiteFileError.folder(path: context.configuration.state, reason: "alerts cannot be kept in it")
        }
        let watch = try RoutesModule.watch(
            context, desk, state, files: command.files, isReplay: command.isReplay, endsWithFiles: true,
            report: command.report, onFailure: command.onFailure)
        (self.state, self.watch) = (state, watch)
        services = [ModuleService("watch", watch.service, .leading)]
        pages = nil
        label = context.alertLabel
    }

    private static func watch(
        _ context: ModuleContext, _ desk: DeskDatabase, _ state: RoutesState, files: [String], isReplay: Bool,
        endsWithFiles: Bool, report: @escaping @Sendable (AlertChange, String) -> Void = { _, _ in },
        onFailure: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> RouteWatch {
        let watch = try RouteWatch(
            context.loaded, supplies: context.supplies, store: desk.alerts, payloadsState: context.payloads,
            seenRoutes: context.seenRoutes,
            alarms: context.alarms, files: files,
            isReplay: isReplay, endsWithFiles: endsWithFiles, version: context.version, logger: context.logger,
            clock: context.clock, report: report, onFailure: onFailure, onListening: { context.listeners.listens() },
            onState: { state.update(watch: $0) })
        if context.configuration.watch.bmp.enabled { context.listeners.expect(1) }
        return watch
    }

    func reload(_ new: LoadedConfiguration<NodeConfiguration>) async -> Set<String> {
        label.set(new.configuration.watch.tlp)
        return await watch?.engine.reload(new) ?? []
    }

    func routes(_ tools: RouteTools) -> [ModuleRoutes] { [AlertRoutes(state: state, answers: tools.answers).all] }

    func health(at now: Date) -> ModuleHealth? { status?.health }

    func status(at now: Date) -> [StatusPart] { status?.members ?? [] }

    func statusLines(at now: Date) -> [StatusLinesPart] { status?.lines ?? [] }

    func metrics(_ scope: MetricsScope) -> [MetricsPart] {
        state.watch.map { RoutesMetrics(watch: $0, scope: scope).parts } ?? []
    }

    var console: ConsoleParts { pages?.parts ?? ConsoleParts() }

    /// Closes what sinks hold open.
    func close() async {
        await watch?.shutdown()
    }

    private var status: RoutesStatus? { state.watch.map(RoutesStatus.init) }
}

extension WatchEngine: ReloadableService {
    func reload(_ new: LoadedConfiguration<NodeConfiguration>) -> Set<String> {
        use(new.configuration.watch, allowed: new.configuration.rpki.allowInternalHosts)
        return ["watch"]
    }
}
