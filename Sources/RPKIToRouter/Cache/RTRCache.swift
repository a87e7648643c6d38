internal import Synchronization
public import ValidatedPayloads

/// The payloads that routers get, under a session and a serial, with the history of their changes.
///
/// ```swift
/// let cache = RTRCache()
/// cache.serve(payloads)
/// try await RTRServer(cache: cache, configuration: configuration, logger: logger).run()
/// ```
///
/// A full set and each difference are encoded when a router first asks for them, once for each version of the protocol,
/// and the octets are shared by all connections: some 17 MB a version for 720,000 VRPs.
public final class RTRCache: Sendable {
    public struct Configuration: Hashable, Sendable {
        public var timers = RTRTimers.standard
        /// The number of past serials whose changes a router can receive. Beyond this, and beyond the octets of the
        /// full set or ``historyOctets``, whichever is more, the oldest differences are dropped.
        public var history = 100
        /// The octets of differences that are kept however small the full set is.
        public var historyOctets = 1 << 20

        public init() {}
    }

    /// The result of ``serve(_:persisting:)``.
    public struct Update: Sendable {
        public let sessions: RTRSessionIDs
        public let serial: UInt32
        /// The set and serial before, where there was one of the same session.
        public let previous: (payloads: PayloadSet, serial: UInt32)?
        public let payloads: PayloadSet
        /// Empty where routers see no change; then the serial is the one before.
        public let delta: PayloadDelta
    }

    private struct State {
        var generation: CacheGeneration?
        var sessions: RTRSessionIDs
        /// True if the sessions are ones that the store does not know.
        var isDetached = false
        var observers: [Int: @Sendable () -> Void] = [:]
        var nextObserver = 0
    }

    public let configuration: Configuration
    private let state: Mutex<State>
    private let updating = Mutex(())

    /// A cache without payloads, which answers No Data Available.
    public init(configuration: Configuration = Configuration(), sessions: RTRSessionIDs? = nil) {
        self.configuration = configuration
        var generator = SystemRandomNumberGenerator()
        state = Mutex(State(sessions: sessions ?? RTRSessionIDs(using: &generator)))
    }

    /// A cache that goes on where another ended.
    ///
    /// - Parameter differences: Oldest first; the last leads to `serial`.
    public init(
        configuration: Configuration = Configuration(), sessions: RTRSessionIDs, serial: UInt32, payloads: PayloadSet,
        differences: [PayloadDelta]
    ) {
        self.configuration = configuration
        let history = RTRCache.limited(differences.map(HistoryEntry.init), payloads, configuration)
        let generation = CacheGeneration(
            payloads: payloads, serial: serial, sessions: sessions, timers: configuration.timers, history: history)
        state = Mutex(State(generation: generation, sessions: sessions))
    }

    public var sessions: RTRSessionIDs { state.withLock { $0.sessions } }

    /// The serial under which routers get payloads now; the first is 1, `nil` before there is any.
    public var serial: UInt32? { generation?.serial }

    /// The payloads that routers receive now.
    public var payloads: PayloadSet? { generation?.payloads }

    package var generation: CacheGeneration? { state.withLock { $0.generation } }

    package var summary: CacheSummary {
        state.withLock { state in
            state.generation?.summary ?? CacheSummary(sessions: state.sessions, serial: nil, depth: 0)
        }
    }

    /// Serves `payloads` from now on, and tells routers where that changes anything for them.
    ///
    /// - Parameter persist: Called before any router can see the change, so that session and serial never say two
    ///   things. Where it throws and something has changed, the payloads are served all the same, under new sessions
    ///   that the store does not know; these go on until it takes them.
    /// - Returns: What was made of it, and what `persist` threw.
    @discardableResult
    public func serve(
        _ payloads: PayloadSet, persisting persist: (Update) throws -> Void = { _ in }
    ) -> (update: Update, failure: (any Error)?) {
        updating.withLock { _ in
            let (old, sessions) = state.withLock { ($0.generation, $0.sessions) }
            let update = RTRCache.update(of: payloads, after: old, sessions)
            do {
                try persist(update)
            } catch {
                // Where routers see no change, the serial still means what the store has.
                if let old, update.delta.isEmpty || state.withLock({ $0.isDetached }) {
                    replace(with: generation(for: update, after: old))
                    return (update, error)
                }
                state.withLock { $0.isDetached = true }
                var generator = SystemRandomNumberGenerator()
                let fresh = Update(
                    sessions: RTRSessionIDs(otherThan: sessions, using: &generator), serial: 1, previous: nil,
                    payloads: payloads,
                    delta: update.delta)
                replace(with: generation(for: fresh, after: nil))
                return (fresh, error)
            }
            state.withLock { $0.isDetached = false }
            replace(with: generation(for: update, after: old))
            return (update, nil)
        }
    }

    private static func update(
        of payloads: PayloadSet, after old: CacheGeneration?, _ sessions: RTRSessionIDs
    ) -> Update {
        guard let old else {
            return Update(
                sessions: sessions, serial: 1, previous: nil, payloads: payloads,
                delta: PayloadDelta(from: PayloadSet(), to: payloads))
        }
        let delta = PayloadDelta(from: old.payloads, to: payloads)
        return Update(
            sessions: sessions, serial: delta.isEmpty ? old.serial : old.serial &+ 1,
            previous: (old.payloads, old.serial), payloads: payloads, delta: delta)
    }

    private func generation(for update: Update, after old: CacheGeneration?) -> CacheGeneration {
        if let old, update.delta.isEmpty { return CacheGeneration(old, payloads: update.payloads) }
        let history = old.map { $0.history + [HistoryEntry(update.delta)] } ?? []
        return CacheGeneration(
            payloads: update.payloads, serial: update.serial, sessions: update.sessions,
            timers: configuration.timers, history: RTRCache.limited(history, update.payloads, configuration))
    }

    private static func limited(
        _ history: [HistoryEntry], _ payloads: PayloadSet, _ configuration: Configuration
    ) -> [HistoryEntry] {
        let full = payloads.approximateOctets
        var octets = 0
        var kept = 0
        for entry in history.reversed() {
            octets += entry.octets
            guard kept < configuration.history, octets <= max(full, configuration.historyOctets) else { break }
            kept += 1
        }
        return Array(history.suffix(kept))
    }

    private func replace(with generation: CacheGeneration) {
        let observers = state.withLock { state in
            state.generation = generation
            state.sessions = generation.sessions
            return Array(state.observers.values)
        }
        for observer in observers { observer() }
    }
}

extension RTRCache {
    /// Calls `observer` after each update, until the number that it gives is handed to ``removeObserver(_:)``.
    package func addObserver(_ observer: @escaping @Sendable () -> Void) -> Int {
        state.withLock { state in
            state.nextObserver += 1
            state.observers[state.nextObserver] = observer
            return state.nextObserver
        }
    }

    package func removeObserver(_ number: Int) {
        state.withLock { $0.observers[number] = nil }
    }
}

extension PayloadSet {
    fileprivate var approximateOctets: Int {
        vrps.count * 20 + aspas.reduce(0) { $0 + 12 + 4 * $1.providers.count }
            + routerKeys.reduce(0) { $0 + 32 + $1.publicKey.count }
    }
}
