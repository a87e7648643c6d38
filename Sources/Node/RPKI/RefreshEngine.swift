internal import ConfigurationKeys
internal import FoundationEssentials
internal import Logging
internal import NIOCore
internal import RPKIObjects
internal import RPKIRepository
internal import RPKIToRouter
internal import RPKIValidation
internal import SQLiteFile
internal import ServingStore
internal import ValidatedPayloads

/// Makes what the node serves: fetches, validates, applies local policy, and serves routers and the HTTP API.
///
/// After any failure, the served payloads stay until they expire.
actor RefreshEngine {
    let state: RPKIState
    /// The state of the served payloads.
    let payloadsState: PayloadsState
    let alarms: Alarms
    let cache: RTRCache
    let logger: Logger
    let clock: @Sendable () -> Date
    var loaded: LoadedConfiguration<NodeConfiguration>
    private let supplies: NodeSupplies
    /// The store and what fills it; `nil` while the store cannot be opened, as on a full disk.
    private(set) var fetching: Fetching?
    let history: PayloadStore
    /// The folder of the databases; another one takes a restart.
    private let folder: String
    private var memory = WalkMemory()
    private let late: @Sendable () -> Void
    /// The time at which a store was begun that has nothing to continue with yet; `nil` once there is something.
    private var emptyStore: Date?
    var growth = Growth()
    private var lastPruned = Date.distantPast
    /// The clock of the run that gave what is served.
    var servedDate = Date.distantPast
    var releasesHeld = false
    /// Trust anchors that lost many VRPs, by name.
    var losses: [String: Loss] = [:]
    /// Trust anchors that are refused, by name: why, and since when.
    var refusals: [String: (reasons: [String], since: Date)] = [:]
    /// The result of the walk of this refresh, where it came to an end.
    private var latest: ValidationRun?
    /// True if the last refresh failed because of the store.
    private var hasStoreFault = false
    /// The time at which something that is served expires next.
    var nextExpiry: Date?
    /// Held during a refresh, and while what it is made with changes.
    private let turns = Turns()

    struct Fetching: Sendable {
        let store: ObjectStore
        let synchroniser: Synchroniser
    }

    /// True if the next refresh should come soon, since the disk may have room again.
    var isHinderedByDisk: Bool { fetching == nil || hasStoreFault }

    /// - Parameters:
    ///   - supplies: A folder with the repositories counts, if there is one.
    ///   - store: `nil` where it cannot be opened now; each refresh tries to.
    init(
        _ loaded: LoadedConfiguration<NodeConfiguration>, supplies: NodeSupplies = NodeSupplies(), state: RPKIState,
        payloadsState: PayloadsState,
        alarms: Alarms,
        cache: RTRCache, store: ObjectStore?, history: PayloadStore,
        logger: Logger, clock: @escaping @Sendable () -> Date, late: @escaping @Sendable () -> Void = {}
    ) throws {
        self.loaded = loaded
        self.supplies = supplies
        self.state = state
        self.payloadsState = payloadsState
        self.alarms = alarms
        self.cache = cache
        self.history = history
        folder = loaded.configuration.state
        self.logger = logger
        self.clock = clock
        self.late = late
        fetching = try store.map { store in
            Fetching(
                store: store,
                synchroniser: try Synchroniser(
                    store: store, options: loaded.synchronisation(supplies), logger: logger, late: late))
        }
        if let store, try store.repositories().allSatisfy({ $0.updated == nil }) { emptyStore = clock() }
    }

    /// Lets the next refresh take away as much as it wants; one that is under way ends first.
    ///
    /// Alarms that wait for an operator are over, too.
    func release() async {
        await turns.begin()
        defer { turns.end() }
        releasesHeld = true
        losses = [:]
        alarms.acknowledge()
    }

    /// Seconds until the next refresh: not all nodes of the world should fetch simultaneously.
    ///
    /// - Parameter share: how much of the time that a refresh may be late it is, from 0 to 1.
    func pause(_ share: Double = .random(in: 0...1)) -> Double {
        let rpki = loaded.configuration.rpki
        let seconds = rpki.refresh.fractionalSeconds
        let pause = seconds + seconds * share * Double(rpki.jitter) / 100
        // A disk that has room again is noticed sooner.
        return isHinderedByDisk ? min(pause, 30) : pause
    }

    /// Uses another configuration from the next refresh on; one that is under way ends first.
    ///
    /// - Throws: When nothing can be fetched with it; the old one stays.
    func use(_ new: LoadedConfiguration<NodeConfiguration>) async throws {
        await turns.begin()
        defer { turns.end() }
        try await check(new)
        if let old = fetching {
            let next = try Synchroniser(
                store: old.store, options: new.synchronisation(supplies), logger: logger, late: late)
            await old.synchroniser.shutdown()
            fetching = Fetching(store: old.store, synchroniser: next)
        }
        memory = WalkMemory()
        loaded = new
    }

    /// Fetches and validates once, and serves the result.
    ///
    /// - Parameter resumes: whether only what the last refresh did not wait for is looked at again.
    /// - Throws: `CancellationError`.
    func refresh(resuming resumes: Bool = false) async throws {
        await turns.begin()
        defer { turns.end() }
        let now = clock()
        let start = ContinuousClock.now
        latest = nil
        hasStoreFault = false
        do {
            try await refresh(at: now, start, resuming: resumes)
            alarms.clear(alarm: "store", subject: ObjectStore.fileName)
        } catch SQLiteFileError.damaged(let path, let reason) {
            do {
                try await rebuild(path, reason)
                try await refresh(at: now, start, resuming: false)
                alarms.clear(alarm: "store", subject: ObjectStore.fileName)
            } catch let error as CancellationError {
                throw error
            } catch {
                failed(error, at: now, start)
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            failed(error, at: now, start)
        }
        expire()
    }

    private func refresh(at now: Date, _ start: ContinuousClock.Instant, resuming resumes: Bool) async throws {
        let configuration = loaded.configuration
        let fetching = try ready()
        let (store, synchroniser) = (fetching.store, fetching.synchroniser)
        if resumes { synchroniser.resume(at: now) } else { synchroniser.begin(at: now) }
        let validator = Validator(
            source: synchroniser, store: store, memory: memory, limits: configuration.rpki.validation,
            policy: loaded.inputs.rpki.policy,
            workers: configuration.rpki.workers ?? System.coreCount)
        let run = try await validator.run(from: loaded.inputs.rpki.locators, at: now)
        latest = run
        if let fault = synchroniser.fault { throw fault }
        try store.commit()
        reportLimits(of: synchroniser, at: now)
        state.update(repositories: try store.repositories().map(RepositoryState.init))
        let refusal = run.trustAnchors.contains(where: \.isFound) ? nil : refusal(of: run)
        try note(run, failure: refusal?.description, in: store)
        report(run)
        if let refusal { throw refusal }
        report(run.limits, at: now)
        var payloads = boundGrowth(run, at: now)
        var added = PayloadCounts()
        var filtered = PayloadCounts()
        if let (set, report) = loaded.inputs.rpki.exceptions?.applied(to: payloads) {
            payloads = set
            (added, filtered) = (report.asserted, report.removed)
        }
        payloads = payloads.removingExpired(at: now).set
        let summary = RunSummary(
            run, served: payloads, duration: start.duration(to: .now) / .seconds(1), added: added, filtered: filtered)
        record(summary)
        guard isWorthServing(payloads, synchroniser, at: now), mayServe(payloads, at: now) else { return }
        servedDate = now
        let delta = serve(payloads, isStored: false, statistics: nil)
        record(
            RunSummary(
                run, served: payloads, duration: start.duration(to: .now) / .seconds(1), added: added,
                filtered: filtered))
        let failing = try store.repositories().count { $0.failure != nil }
        logger.info(
            "refreshed",
            metadata: [
                "serial": "\(cache.serial ?? 0)", "vrps": "\(payloads.vrps.count)", "aspas": "\(payloads.aspas.count)",
                "router-keys": "\(payloads.routerKeys.count)", "announced": "\(delta?.announced ?? 0)",
                "withdrawn": "\(delta?.withdrawn ?? 0)", "points": "\(run.authorities.count)",
                "unchanged-points": "\(memory.hits)", "failing-repositories": "\(failing)",
                "unfinished-repositories": "\(synchroniser.unfinished)",
                "seconds": "\(RefreshEngine.rounded(start.duration(to: .now) / .seconds(1)))",
            ])
        keepCounts(at: now)
        prune(store, at: now)
    }

    /// True if the result of a walk is better than the served payloads: stored payloads are still served while a new
    /// store is being filled.
    private func isWorthServing(_ payloads: PayloadSet, _ synchroniser: Synchroniser, at now: Date) -> Bool {
        guard let begun = emptyStore else { return true }
        let waits = Double(loaded.configuration.rpki.timeouts.total.wholeSeconds)
        guard synchroniser.unfinished > 0, abs(now.timeIntervalSince(begun)) < waits, let served = cache.payloads,
            !RemovalGuard(share: loaded.configuration.rpki.alarm.removedShare).findings(from: served, to: payloads)
                .isEmpty
        else {
            emptyStore = nil
            return true
        }
        logger.notice(
            "still serving the previous data: repositories are being fetched for the first time",
            metadata: ["unfinished-repositories": "\(synchroniser.unfinished)"])
        return false
    }

    private func report(_ limits: [WalkLimit: Int], at now: Date) {
        for (limit, count) in limits {
            alarms.reached(
                limit: limit.name, "\(count) times in one refresh; see the rejections and Docs/Limits.md",
                count: UInt64(clamping: count), at: now)
        }
    }

    private func failed(_ error: any Error, at now: Date, _ start: ContinuousClock.Instant) {
        logger.error("refresh failed; still serving the previous data", metadata: ["reason": "\(error)"])
        if error is SQLiteFileError {
            hasStoreFault = true
            alarms.raise(
                Alarm(kind: "store", subject: ObjectStore.fileName, message: "\(error)", since: now))
        }
        let seconds = start.duration(to: .now) / .seconds(1)
        var summary = RunSummary(started: now, duration: seconds)
        if let latest { summary = RunSummary(latest, served: cache.payloads ?? PayloadSet(), duration: seconds) }
        summary.error = "\(error)"
        record(summary)
    }

    private func record(_ run: RunSummary) {
        state.record(run)
        payloadsState.update(failure: run.error)
    }

    /// Begins a new store in place of one that is damaged: all that was in it can be fetched again.
    private func rebuild(_ path: String, _ reason: String) async throws {
        if let old = fetching {
            await old.synchroniser.shutdown()
            try? old.store.close()
        }
        fetching = nil
        let aside = try ObjectStore.setAside(folder: folder)
        alarms.reportDamage(
            ObjectStore.fileName, reason: reason, aside: aside, lost: "everything will be fetched again", at: clock())
        _ = try ready()
    }

    /// The store and what fills it, opened where that could not be done before.
    private func ready() throws -> Fetching {
        if let fetching { return fetching }
        let store = try ObjectStore(folder: folder)
        let ready = Fetching(
            store: store,
            synchroniser: try Synchroniser(
                store: store, options: loaded.synchronisation(supplies), logger: logger, late: late))
        if try store.repositories().allSatisfy({ $0.updated == nil }) { emptyStore = clock() }
        logger.notice("opened the store", metadata: ["store": "\(folder)/\(ObjectStore.fileName)"])
        memory = WalkMemory()
        fetching = ready
        return ready
    }

    private func prune(_ store: ObjectStore, at now: Date) {
        guard now < lastPruned || now.timeIntervalSince(lastPruned) > 3600 else { return }
        do {
            try store.prune(before: now)
            try store.pruneRepositories(before: now - 7 * 86_400)
            lastPruned = now
        } catch {
            logger.error("could not remove old data from the store", metadata: ["reason": "\(error)"])
        }
    }

    /// Ends what is under way and closes the database of objects.
    func close() async {
        await fetching?.synchroniser.shutdown()
        do {
            try fetching?.store.close()
        } catch {
            logger.error("could not close a database cleanly", metadata: ["reason": "\(error)"])
        }
    }

    private static func rounded(_ seconds: Double) -> Double {
        (seconds * 1000).rounded() / 1000
    }
}

/// The reason why a refresh gave nothing.
struct RefreshError: Error, CustomStringConvertible {
    let description: String
}
