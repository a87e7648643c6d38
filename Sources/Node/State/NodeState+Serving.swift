internal import Synchronization
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

extension NodeState {
    /// Serves `served` from now on, and wakes the requests that wait for a change.
    ///
    /// The difference to what was served before is kept for `json-delta` while the session stays the same. Serving the same
    /// payloads under the same serial after each run is cheap, and shows readers that they are fresh.
    ///
    /// - Parameter session: A new session, after which earlier serials mean nothing.
    public func serve(_ served: ServedPayloads, session: UInt64? = nil) {
        serving.withLock { number in
            number += 1
            let (old, oldSession) = storage.withLock { ($0.payloads, $0.session) }
            let session = session ?? oldSession
            let isSame = old.map { $0.served.payloads.hasSameContent(as: served.payloads) } ?? false
            var history = PayloadHistory()
            if let old, old.session == session {
                history = old.history
                if old.served.serial != served.serial {
                    let delta = PayloadDelta(from: old.served.payloads, to: served.payloads)
                    history.append(delta, from: old.served.serial, limits: limits)
                } else if !isSame {
                    // The serial should have changed: a client that has it could not learn the difference.
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
        serving.withLock { number in
            number += 1
            replace(nil, session: nil)
        }
    }

    private func replace(_ current: VersionedPayloads?, session: UInt64?) {
        let waiters = storage.withLock { storage in
            storage.payloads = current
            if let session { storage.session = session }
            defer { storage.waiters = [:] }
            return storage.waiters.values
        }
        for waiter in waiters { waiter.resume() }
    }

    /// What is served at `now`; `nil` when there is nothing, or when it has expired.
    func payloads(at now: Date) -> VersionedPayloads? {
        guard let current = storage.withLock({ $0.payloads }) else { return nil }
        if let expires = current.served.expires, now >= expires { return nil }
        return current
    }
}

extension NodeState {
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
                    if Task.isCancelled || storage.payloads?.version != version { return true }
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
