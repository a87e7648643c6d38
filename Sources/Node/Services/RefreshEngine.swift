internal import FoundationEssentials
internal import Logging
internal import RPKIObjects
internal import RPKIRepository
internal import RPKIToRouter
internal import RPKIValidation
internal import Store
internal import ValidatedPayloads

/// Makes what the node serves: fetches, validates, applies local policy, and publishes to routers and the HTTP API.
///
/// Whatever goes wrong leaves in place what was served, for as long as it has not expired.
actor RefreshEngine {
    let state: NodeState
    let cache: RTRCache
    let logger: Logger
    let clock: @Sendable () -> Date
    var loaded: LoadedConfiguration
    var store: ObjectStore
    private let history: NodeStore
    private var synchroniser: Synchroniser
    private var memory = WalkMemory()
    private var lastPruned = Date.distantPast
    /// The clock of the run that gave what is served.
    private var servedDate = Date.distantPast
    private var releasesHeld = false
    /// When something that is served expires next.
    private(set) var nextExpiry: Date?

    init(
        _ loaded: LoadedConfiguration, state: NodeState, cache: RTRCache, store: ObjectStore, history: NodeStore,
        logger: Logger, clock: @escaping @Sendable () -> Date
    ) throws {
        self.loaded = loaded
        self.state = state
        self.cache = cache
        self.store = store
        self.history = history
        self.logger = logger
        self.clock = clock
        synchroniser = try Synchroniser(
            store: store, options: loaded.synchronisation, logger: logger)
    }

    /// Serves what the node served when it last ran, without what has expired since.
    func serve(_ stored: StoredPayloads) {
        let now = clock()
        let (payloads, removed) = stored.payloads.removingExpired(at: now)
        servedDate = stored.date
        // Also when nothing is left: the cache begins with all that was stored.
        publish(payloads, isStored: true, statistics: nil)
        guard !payloads.isEmpty else {
            logger.notice("stored payloads have expired", metadata: ["of": "\(RFC3339(stored.date))"])
            return
        }
        logger.notice(
            "serving stored payloads",
            metadata: [
                "of": "\(RFC3339(stored.date))", "vrps": "\(payloads.vrps.count)", "expired": "\(removed.vrps)",
                "serial": "\(cache.serial ?? 0)",
            ])
    }

    /// Lets the next refresh take away as much as it wants.
    func release() {
        releasesHeld = true
    }

    /// Uses another configuration from the next refresh on.
    ///
    /// - Throws: When nothing can be fetched with it; the old one stays.
    func use(_ new: LoadedConfiguration) async throws {
        let next = try Synchroniser(store: store, options: new.synchronisation, logger: logger)
        await synchroniser.shutdown()
        synchroniser = next
        memory = WalkMemory()
        loaded = new
        state.update(staleAfter: new.configuration.http.staleAfter.fractionalSeconds)
    }

    /// Fetches and validates once, and publishes what came of it.
    ///
    /// - Throws: `CancellationError`.
    func refresh() async throws {
        let now = clock()
        let start = ContinuousClock.now
        do {
            try await refresh(at: now, start)
            state.clear(alarm: "store", subject: ObjectStore.fileName)
        } catch ObjectStoreError.damaged(let path, let reason) {
            do {
                try await rebuild(path, reason)
                try await refresh(at: now, start)
                state.clear(alarm: "store", subject: ObjectStore.fileName)
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

    private func refresh(at now: Date, _ start: ContinuousClock.Instant) async throws {
        let configuration = loaded.configuration
        synchroniser.begin(at: now)
        let validator = Validator(
            source: synchroniser, store: store, memory: memory, limits: configuration.rpki.validation,
            policy: loaded.inputs.policy,
            workers: configuration.rpki.workers ?? NodeServices.coreCount)
        let run = try await validator.run(from: loaded.inputs.locators, at: now)
        if let fault = synchroniser.fault { throw fault }
        try store.commit()
        state.update(repositories: try store.repositories().map(RepositoryState.init))
        guard run.trustAnchors.contains(where: \.isFound) else {
            throw RefreshError(description: "no trust anchor could be validated")
        }
        var payloads = run.payloads
        var added = PayloadCounts()
        var filtered = PayloadCounts()
        if let (set, report) = loaded.inputs.exceptions?.applied(to: payloads) {
            payloads = set
            (added, filtered) = (report.asserted, report.removed)
        }
        payloads = payloads.removingExpired(at: now).set
        let summary = RunSummary(
            run, served: payloads, duration: start.duration(to: .now) / .seconds(1), added: added, filtered: filtered)
        state.record(summary)
        for anchor in run.trustAnchors { warn(anchor, at: now) }
        guard mayServe(payloads, at: now) else { return }
        servedDate = now
        let delta = publish(payloads, isStored: false, statistics: nil)
        state.record(
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
                "seconds": "\(RefreshEngine.rounded(start.duration(to: .now) / .seconds(1)))",
            ])
        prune(at: now)
    }

    private func failed(_ error: any Error, at now: Date, _ start: ContinuousClock.Instant) {
        logger.error("not refreshed; what was served before stays", metadata: ["reason": "\(error)"])
        if error is ObjectStoreError {
            state.raise(
                Alarm(kind: "store", subject: ObjectStore.fileName, message: "\(error)", since: now))
        }
        state.record(
            RunSummary(started: now, duration: start.duration(to: .now) / .seconds(1), error: "\(error)"))
    }

    /// Begins a new store in place of one that is damaged: all that was in it can be fetched again.
    private func rebuild(_ path: String, _ reason: String) async throws {
        let folder = store.folder
        logger.error("the store is damaged; a new one is begun", metadata: ["store": "\(path)", "reason": "\(reason)"])
        state.raise(
            Alarm(
                kind: "store", subject: ObjectStore.fileName, message: "damaged, and fetched anew: \(reason)",
                since: clock()))
        await synchroniser.shutdown()
        try? store.close()
        _ = try ObjectStore.setAside(folder: folder)
        store = try ObjectStore(folder: folder)
        memory = WalkMemory()
        synchroniser = try Synchroniser(
            store: store, options: loaded.synchronisation, logger: logger)
    }

    private func warn(_ anchor: ValidationRun.TrustAnchorResult, at now: Date) {
        guard !anchor.isFound else {
            state.clear(alarm: "trust-anchor", subject: anchor.name)
            return
        }
        state.raise(
            Alarm(
                kind: "trust-anchor", subject: anchor.name, message: "no valid certificate was found", since: now))
    }

    /// Raises the alarm where too much would go, and says whether it may.
    private func mayServe(_ payloads: PayloadSet, at now: Date) -> Bool {
        let alarm = loaded.configuration.rpki.alarm
        let isReleased = releasesHeld
        releasesHeld = false
        guard let served = cache.payloads else { return true }
        let findings = RemovalGuard(share: alarm.removedShare).findings(from: served, to: payloads)
        let holds = alarm.hold && !isReleased && !findings.isEmpty
        for name in loaded.inputs.locators.map(\.name) {
            guard let finding = findings.first(where: { $0.trustAnchor == name }) else {
                state.clear(alarm: "removal", subject: name)
                continue
            }
            let message =
                "\(finding.removed) of \(finding.before) VRPs would go, \(finding.percent) %"
                + (holds ? "; held until SIGUSR2 lets it through" : "")
            logger.error(
                "a refresh removes many VRPs",
                metadata: [
                    "trust-anchor": "\(name)", "removed": "\(finding.removed)", "before": "\(finding.before)",
                    "held": "\(holds)",
                ])
            state.raise(Alarm(kind: "removal", subject: name, message: message, since: now, isHolding: holds))
        }
        return !holds
    }

    /// Takes away what has expired since, and says when the next does.
    func expire() {
        guard let payloads = cache.payloads, let nextExpiry, clock() > nextExpiry else { return }
        let (left, removed) = payloads.removingExpired(at: clock())
        guard removed != PayloadCounts() else { return }
        publish(left, isStored: state.snapshot(at: clock()).served?.isStored ?? false, statistics: nil)
        logger.warning(
            "payloads have expired and are withdrawn",
            metadata: ["vrps": "\(removed.vrps)", "left": "\(left.vrps.count)", "serial": "\(cache.serial ?? 0)"])
    }

    @discardableResult
    private func publish(
        _ payloads: PayloadSet, isStored: Bool, statistics: PayloadStatistics?
    ) -> (announced: Int, withdrawn: Int)? {
        let (publication, failure) = cache.publish(payloads) { publication throws(NodeStoreError) in
            try history.record(publication, date: servedDate)
        }
        if let failure {
            logger.error("the serial could not be stored; sessions begin anew", metadata: ["reason": "\(failure)"])
            state.raise(Alarm(kind: "store", subject: "node.sqlite", message: "\(failure)", since: clock()))
        } else {
            state.clear(alarm: "store", subject: "node.sqlite")
        }
        let sessions = publication.sessions
        let expiry = payloads.expiry
        nextExpiry = expiry.first
        state.publish(
            ServedPayloads(
                payloads: payloads, serial: publication.serial, date: servedDate, isStored: isStored,
                expires: expiry.last, statistics: statistics),
            session: UInt64(sessions.zero) << 32 | UInt64(sessions.one) << 16 | UInt64(sessions.two))
        let delta = publication.delta
        return (
            delta.vrps.announced.count + delta.aspas.announced.count + delta.routerKeys.announced.count,
            delta.vrps.withdrawn.count + delta.aspas.withdrawn.count + delta.routerKeys.withdrawn.count
        )
    }

    private func prune(at now: Date) {
        guard now < lastPruned || now.timeIntervalSince(lastPruned) > 3600 else { return }
        do {
            try store.prune(before: now)
            try store.pruneRepositories(before: now - 7 * 86_400)
            lastPruned = now
        } catch {
            logger.error("the store cannot be cleaned", metadata: ["reason": "\(error)"])
        }
    }

    /// Ends what is under way and closes the databases.
    func close() async {
        await synchroniser.shutdown()
        do {
            try store.close()
            try history.close()
        } catch {
            logger.error("a database was not closed well", metadata: ["reason": "\(error)"])
        }
    }

    private static func rounded(_ seconds: Double) -> Double {
        (seconds * 1000).rounded() / 1000
    }
}

/// Why a refresh gave nothing.
struct RefreshError: Error, CustomStringConvertible {
    let description: String
}
