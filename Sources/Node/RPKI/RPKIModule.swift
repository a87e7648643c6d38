internal import ConfigurationKeys
internal import Console
internal import Logging
internal import RPKIRepository
internal import RPKIToRouter
internal import SQLiteFile
internal import ServingStore

internal import struct FoundationEssentials.Date

/// Fetches and validates the RPKI, and serves the payloads, where the configuration names locators.
struct RPKIModule: ConfiguredModule {
    static let sections: [SectionDeclaration] = [.init(\.rpki)]

    let state: RPKIState
    /// The state of the served payloads.
    let payloadsState: PayloadsState
    private let expectsPayloads: Bool
    /// `nil` where nothing is validated.
    let engine: RefreshEngine?
    let services: [ModuleService]
    private let wakeSignal: WakeSignal

    /// A module that runs nothing.
    ///
    /// - Parameter expectsPayloads: Whether payloads that there are none of are a failure.
    init(state: RPKIState, payloadsState: PayloadsState, expectsPayloads: Bool = false) {
        self.state = state
        self.payloadsState = payloadsState
        self.expectsPayloads = expectsPayloads
        engine = nil
        services = []
        wakeSignal = WakeSignal()
    }

    init(_ context: ModuleContext) async throws {
        guard context.configuration.rpki.isEnabled else {
            self = RPKIModule(state: RPKIState(limits: context.limits), payloadsState: context.payloads)
            return
        }
        let (state, wakeSignal) = (RPKIState(limits: context.limits), WakeSignal())
        let engine = try RPKIModule.engine(context, state, wakeSignal)
        (self.state, payloadsState, expectsPayloads, self.engine) = (state, context.payloads, true, engine)
        self.wakeSignal = wakeSignal
        services = [
            ModuleService(
                "refresh",
                RefreshService(engine: engine, wakeSignal: wakeSignal, logger: context.logger, clock: context.clock),
                .restarted)
        ]
        if let stored = try context.databases.serving().stored { await engine.serve(stored) }
    }

    func check(_ new: LoadedConfiguration<NodeConfiguration>) async throws { try await engine?.check(new) }

    func reload(_ new: LoadedConfiguration<NodeConfiguration>) async throws -> Set<String> {
        guard let engine else { return [] }
        return try await engine.reload(new)
    }

    func act(on request: OperatorRequest) async {
        if request == .release { await engine?.release() }
        wakeSignal.send(.refresh)
    }

    func routes(_ tools: RouteTools) -> [ModuleRoutes] {
        [RPKIRoutes(state: state, payloadsState: payloadsState, tools: tools).all]
    }

    /// Payloads that there are none of are a failure where the RPKI is validated.
    func health(at now: Date) -> ModuleHealth? {
        status(now).health(expectsPayloads ? payloadsState.freshness(at: now) : nil)
    }

    func status(at now: Date) -> [StatusPart] { status(now).members }

    func statusLines(at now: Date) -> [StatusLinesPart] { status(now).lines }

    func metrics(_ scope: MetricsScope) -> [MetricsPart] {
        RPKIMetrics(snapshot: state.snapshot, served: payloadsState.snapshot(at: scope.now).served, scope: scope).parts
    }

    var console: ConsoleParts {
        let (state, payloadsState) = (state, payloadsState)
        var parts = RPKIConsole(state: state, payloadsState: payloadsState, isEnabled: engine != nil).parts
        parts.pages.append(ValidityPage(state: payloadsState, rejections: { state.rejections }).page)
        return parts
    }

    func close() async {
        await engine?.close()
    }

    private func status(_ now: Date) -> RPKIStatus {
        RPKIStatus(snapshot: state.snapshot, served: payloadsState.snapshot(at: now).served, now: now)
    }
}

extension RPKIModule {
    /// The engine that fetches and validates, over the databases.
    private static func engine(
        _ context: ModuleContext, _ state: RPKIState, _ wakeSignal: WakeSignal
    ) throws -> RefreshEngine {
        let serving = try context.databases.serving()
        guard let history = serving.store else { throw RefreshError(description: "validation needs a state folder") }
        let store = try openStore(context, isNeeded: serving.stored == nil)
        return try RefreshEngine(
            context.loaded, supplies: context.supplies, state: state, payloadsState: context.payloads,
            alarms: context.alarms, cache: serving.cache,
            store: store, history: history, logger: context.logger, clock: context.clock,
            late: { wakeSignal.send(.late) })
    }

    /// - Parameter isNeeded: Whether there is nothing to serve without it: then the node does not start.
    private static func openStore(_ context: ModuleContext, isNeeded: Bool) throws -> ObjectStore? {
        let folder = context.configuration.state
        do throws(SQLiteFileError) {
            let store = try ObjectStore(folder: folder)
            do throws(SQLiteFileError) {
                // What the node reads of it before its first refresh, which can rebuild it.
                _ = try store.repositories()
            } catch {
                try? store.close()
                throw error
            }
            return store
        } catch {
            if case .damaged(_, let reason) = error {
                let aside = try ObjectStore.setAside(folder: folder)
                context.alarms.reportDamage(
                    ObjectStore.fileName, reason: reason, aside: aside, lost: "everything will be fetched again",
                    at: context.clock())
                return try ObjectStore(folder: folder)
            }
            guard !isNeeded, error.mayPass else { throw error }
            context.databases.report(error, of: ObjectStore.fileName)
            return nil
        }
    }
}

extension RefreshEngine: ReloadableService {
    nonisolated func check(_ new: LoadedConfiguration<NodeConfiguration>) async throws {
        guard new.configuration.rpki.isEnabled else {
            throw RefreshError(description: "rpki.tals is empty now; to run without the RPKI, restart the node")
        }
    }

    func reload(_ new: LoadedConfiguration<NodeConfiguration>) async throws -> Set<String> {
        try await use(new)
        return ["log", "rpki"]
    }
}
