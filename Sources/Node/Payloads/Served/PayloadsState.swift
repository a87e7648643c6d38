internal import Synchronization
internal import ValidatedPayloads

public import struct FoundationEssentials.Date

/// The payloads that a node serves: the service that makes them hands them over, and routes, routers and the watch
/// read them.
///
/// ```swift
/// let state = PayloadsState(session: 4711, staleAfter: 7_200)
/// state.serve(ServedPayloads(payloads: set, serial: 1, date: now))
/// ```
///
/// Everything can be called from any thread. No call waits for longer than a copy takes, except `serve`, which compares and
/// indexes the payloads on the caller's time.
public final class PayloadsState: Sendable {
    struct Storage: Sendable {
        var session: UInt64
        var staleAfter: Double
        var current: VersionedPayloads?
        var failure: String?
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter: UInt64 = 0
    }

    /// The payloads that are served at one moment.
    struct Snapshot: Sendable {
        let session: UInt64
        /// `nil` while there are no payloads.
        let served: ServedPayloads?
        let freshness: Freshness
        /// The number of differences that `json-delta` can start from.
        let deltas: Int
    }

    let limits: StateLimits
    let storage: Mutex<Storage>
    /// Held while a version is prepared, so that they come one after another.
    let numbering = Mutex<UInt64>(0)

    /// - Parameters:
    ///   - session: What serials are counted in; a serial that comes again under another session means other payloads.
    ///   - staleAfter: The age in seconds from which payloads are called stale.
    public init(session: UInt64 = 0, staleAfter: Double = 7_200, limits: StateLimits = StateLimits()) {
        self.limits = limits
        storage = Mutex(Storage(session: session, staleAfter: staleAfter))
    }

    /// Sets the age in seconds from which payloads are called stale.
    public func update(staleAfter: Double) {
        storage.withLock { $0.staleAfter = staleAfter }
    }

    /// Takes note of why there are no newer payloads; `nil` where there are.
    public func update(failure: String?) {
        let failure = failure.map(limits.shortened)
        storage.withLock { $0.failure = failure }
    }

    /// Grows with each version that is served.
    var number: UInt64 { storage.withLock { $0.current?.number ?? 0 } }

    /// The reason why there are no newer payloads; `nil` where there are, or where none were made yet.
    var failure: String? { storage.withLock { $0.failure } }
}

extension PayloadsState {
    /// The payloads that are served at the moment `now`, also where they have expired.
    func snapshot(at now: Date) -> Snapshot {
        storage.withLock { storage in
            Snapshot(
                session: storage.session, served: storage.current?.served,
                freshness: PayloadsState.freshness(of: storage, at: now), deltas: storage.current?.history.count ?? 0)
        }
    }

    /// The freshness of the served payloads at `now`. A clock that was set back makes nothing stale.
    public func freshness(at now: Date) -> Freshness {
        storage.withLock { PayloadsState.freshness(of: $0, at: now) }
    }

    private static func freshness(of storage: Storage, at now: Date) -> Freshness {
        guard let served = storage.current?.served else { return .absent }
        if let expires = served.expires, now >= expires { return .expired(since: expires) }
        let limit = served.date.addingTimeInterval(storage.staleAfter)
        return now > limit ? .stale(since: limit) : .current
    }
}

extension PayloadsState {
    /// Serves `served` from now on, and wakes who waits for a change.
    ///
    /// The difference to what was served before is kept for `json-delta` while the session stays the same. Serving the same
    /// payloads under the same serial after each run is cheap, and tells readers that they are fresh.
    ///
    /// - Parameter session: A new session, after which earlier serials mean nothing.
    public func serve(_ served: ServedPayloads, session: UInt64? = nil) {
        numbering.withLock { number in
            number += 1
            let (old, oldSession) = storage.withLock { ($0.current, $0.session) }
            let session = session ?? oldSession
            let isSame = old.map { $0.served.payloads.hasSameContent(as: served.payloads) } ?? false
            var history = PayloadHistory()
            if let old, old.session == session {
                history = old.history
                if old.served.serial != served.serial {
                    let delta = PayloadDelta(from: old.served.payloads, to: served.payloads)
                    history.append(delta, from: old.served.serial, limits: limits)
                } else if !isSame {
                    // The serial should have changed: a client that has it cannot learn what is different now.
                    history.removeAll()
                }
            }
            let current = VersionedPayloads(
                served: served, session: session,
                validation: isSame ? old?.validation ?? OriginValidation([]) : OriginValidation(served.payloads.vrps),
                history: history, number: number, contentNumber: isSame ? old?.contentNumber ?? number : number)
            replace(current, session: session)
        }
    }

    /// Serves nothing from now on: the payloads have expired.
    public func withdraw() {
        numbering.withLock { number in
            number += 1
            replace(nil, session: nil)
        }
    }

    private func replace(_ current: VersionedPayloads?, session: UInt64?) {
        let waiters = storage.withLock { storage in
            storage.current = current
            if let session { storage.session = session }
            defer { storage.waiters = [:] }
            return storage.waiters.values
        }
        for waiter in waiters { waiter.resume() }
    }

    /// The payloads that are served at `now`; `nil` when there are none, or when they have expired.
    func current(at now: Date) -> VersionedPayloads? {
        guard let current = storage.withLock({ $0.current }) else { return nil }
        if let expires = current.served.expires, now >= expires { return nil }
        return current
    }
}

extension PayloadsState {
    /// Returns when something else than `version` is served, or when the task is cancelled.
    ///
    /// - Returns: Whether it could wait: `false` when too many wait already.
    func waitForChange(of version: PayloadVersion?) async -> Bool {
        let id = storage.withLock { storage -> UInt64? in
            guard storage.waiters.count < limits.waiting else { return nil }
            storage.nextWaiter += 1
            return storage.nextWaiter
        }
        guard let id else { return false }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDone = storage.withLock { storage in
                    if Task.isCancelled || storage.current?.version != version { return true }
                    storage.waiters[id] = continuation
                    return false
                }
                if isDone { continuation.resume() }
            }
        } onCancel: {
            storage.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
        return true
    }
}
