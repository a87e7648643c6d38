public import Logging
internal import RPKIRepository
internal import Synchronization
internal import ValidatedPayloads

public import struct FoundationEssentials.Date

/// What a node knows: its services write it, its listeners read it.
///
/// ```swift
/// let state = NodeState(version: "1.0", session: 4711, started: now, staleAfter: 7_200)
/// state.serve(ServedPayloads(payloads: set, serial: 1, date: now))
/// state.record(RunSummary(run, served: set, duration: 12.5))
/// let snapshot = state.snapshot(at: now)
/// ```
///
/// Everything can be called from any thread. No call waits for longer than a copy takes, except `serve`, which compares and
/// indexes the payloads on the caller's time.
public final class NodeState: Sendable {
    struct Storage: Sendable {
        var session: UInt64
        var staleAfter: Double
        var payloads: VersionedPayloads?
        var lastRun: RunSummary?
        var failedRun: RunSummary?
        var nextRefresh: Date?
        var repositories: [RepositoryState] = []
        var sessions: [RouterConnection] = []
        var sessionCount = 0
        var routers = RouterStatistics()
        var routerFigures: [RouterFigures] = []
        var alarms: [Alarm] = []
        /// What the last run did not accept.
        var rejections: RejectionList?
        var limits = LimitTally()
        /// When each limit whose alarm is raised was last reached.
        var limitsReached: [String: Date] = [:]
        var watch: WatchState?
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter: UInt64 = 0
    }

    let version: String
    let started: Date
    /// Whether payloads are to be had: the RPKI is validated.
    let expectsPayloads: Bool
    let limits: StateLimits
    let logger: Logger
    let storage: Mutex<Storage>
    /// Held while a new version is prepared, so that they come one after another.
    let serving = Mutex<UInt64>(0)

    /// - Parameters:
    ///   - version: The program's version, such as `1.0`.
    ///   - session: What serials are counted in; a serial that comes again under another session means other payloads.
    ///   - started: The clock at the node's start.
    ///   - expectsPayloads: Whether the RPKI is validated; if not, missing payloads are not a failure.
    ///   - staleAfter: The age in seconds from which payloads are called stale.
    ///   - logger: gets a line for each alarm that is raised or ends.
    public init(
        version: String, session: UInt64, started: Date, expectsPayloads: Bool = true, staleAfter: Double = 7_200,
        limits: StateLimits = StateLimits(),
        logger: Logger = Logger(label: "atalaya", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        self.version = version
        self.started = started
        self.expectsPayloads = expectsPayloads
        self.limits = limits
        self.logger = logger
        storage = Mutex(Storage(session: session, staleAfter: staleAfter))
    }
}

extension NodeState {
    /// Takes over what the node's repositories are like now, in place of what was known.
    public func update(repositories: [RepositoryState]) {
        let listed = repositories.sorted { $0.uri < $1.uri }.prefix(limits.repositories).map { repository in
            var repository = repository
            repository.uri = shortened(repository.uri)
            repository.error = repository.error.map(shortened)
            return repository
        }
        storage.withLock { $0.repositories = listed }
    }

    /// Takes over which routers are connected now, in place of what was known.
    ///
    /// - Parameter routers: What the routers of each address did, those that left too; `nil` for what `sessions` say.
    public func update(
        sessions: [RouterConnection], statistics: RouterStatistics = RouterStatistics(), routers: [RouterFigures]? = nil
    ) {
        let figures = routers ?? Dictionary(grouping: sessions, by: \.address).values.compactMap(RouterFigures.init)
        let known = Array(figures.sorted { $0.address < $1.address }.prefix(limits.sessions))
        let listed = Array(sessions.sorted { $0.remote < $1.remote }.prefix(limits.sessions))
        storage.withLock {
            $0.sessions = listed
            $0.sessionCount = sessions.count
            $0.routers = statistics
            $0.routerFigures = known
        }
    }

    /// Takes over how the watch of routes stands now.
    public func update(watch: WatchState) {
        storage.withLock { $0.watch = watch }
    }

    /// Takes note of a run, good or bad.
    public func record(_ run: RunSummary, nextRefresh: Date? = nil) {
        var run = run
        run.error = run.error.map(shortened)
        storage.withLock {
            if run.error == nil {
                $0.lastRun = run
                $0.failedRun = nil
            } else {
                $0.failedRun = run
            }
            if let nextRefresh { $0.nextRefresh = nextRefresh }
        }
    }

    /// Why the last run gave no payloads; `nil` when it did, or when none has ended.
    var failure: String? { storage.withLock { $0.failedRun?.error } }

    /// Takes over what the last run did not accept.
    func update(rejections: RejectionList) {
        storage.withLock { $0.rejections = rejections }
    }

    /// What the last run did not accept; `nil` before the first.
    var rejections: RejectionList? { storage.withLock { $0.rejections } }

    /// Takes note of when the next refresh begins.
    public func schedule(nextRefresh: Date) {
        storage.withLock { $0.nextRefresh = nextRefresh }
    }

    /// Sets the age in seconds from which payloads are called stale.
    public func update(staleAfter: Double) {
        storage.withLock { $0.staleAfter = staleAfter }
    }

    func shortened(_ text: String) -> String {
        text.count <= limits.textLength ? text : text.prefix(limits.textLength - 1) + "…"
    }
}

extension NodeState {
    /// All that is known, at the moment `now`.
    public func snapshot(at now: Date) -> NodeSnapshot {
        storage.withLock { storage in
            var snapshot = NodeSnapshot(
                version: version, started: started, session: storage.session,
                freshness: NodeState.freshness(of: storage, at: now))
            snapshot.expectsPayloads = expectsPayloads
            snapshot.served = storage.payloads?.served
            snapshot.lastRun = storage.lastRun
            snapshot.failedRun = storage.failedRun
            snapshot.nextRefresh = storage.nextRefresh
            snapshot.repositories = storage.repositories
            snapshot.sessions = storage.sessions
            snapshot.sessionCount = storage.sessionCount
            snapshot.routers = storage.routers
            snapshot.routerFigures = storage.routerFigures
            snapshot.alarms = storage.alarms
            snapshot.rejections = storage.rejections
            snapshot.limits = storage.limits
            snapshot.watch = storage.watch
            snapshot.deltas = storage.payloads?.history.count ?? 0
            return snapshot
        }
    }

    /// Whether what is served can be relied on at `now`. A clock that was set back makes nothing stale.
    public func freshness(at now: Date) -> Freshness {
        storage.withLock { NodeState.freshness(of: $0, at: now) }
    }

    private static func freshness(of storage: Storage, at now: Date) -> Freshness {
        guard let served = storage.payloads?.served else { return .absent }
        if let expires = served.expires, now >= expires { return .expired(since: expires) }
        let limit = served.date.addingTimeInterval(storage.staleAfter)
        return now > limit ? .stale(since: limit) : .current
    }
}
