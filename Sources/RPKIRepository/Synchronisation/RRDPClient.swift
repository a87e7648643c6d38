internal import Crypto
internal import Fetching
internal import LocalFiles
internal import NIOCore
internal import RPKIObjects

/// Brings what the store has of a repository to what its server publishes, over RRDP.
struct RRDPClient: Sendable {
    let fetcher: HTTPSFetcher
    let store: ObjectStore
    let limits: RRDPLimits
    let storage: RepositoryLimits
    /// Called for each limit that is reached and does not fail the fetch.
    let reached: @Sendable (RepositoryLimit) -> Void
    /// Octets of deltas that are taken however small the repository is.
    private static let alwaysWorth = 1 << 20
    /// Octets of disk space that are requested per call.
    private static let admission = 1 << 16

    /// The result of an update.
    enum Outcome: Sendable {
        case unchanged
        case deltas(Int)
        case snapshot(RRDPPlan.Reason)
    }

    /// - Throws: ``FetchError``, ``RRDPError``, ``RepositoryLimitError``, ``SQLiteFileError``, ``LocalFileError`` or
    ///   ``ForeignWorkError``; the store has then what it had, or what the deltas before the fault led to.
    func update(_ repository: StoredRepository, from uri: HTTPSURI) async throws -> Outcome {
        let start = ContinuousClock.now
        let state = try await store.rrdpState(of: repository)
        let known = HTTPSValidators(etag: repository.entityTag, lastModified: repository.lastModified)
        guard
            let (body, octets) = try await reporting(
                .notificationSize,
                { () -> (HTTPSBody, [UInt8])? in
                    guard
                        case .body(let body) = try await fetcher.get(
                            uri, validators: state == nil ? HTTPSValidators() : known, limit: limits.notificationSize,
                            since: start)
                    else { return nil }
                    return (body, try await body.collect())
                })
        else { return .unchanged }
        let notification = try await store.work.run(within: limits.readingSeconds) { [limits] _ in
            try RRDPNotification(decoding: octets, from: uri, limits: limits)
        }
        if let limit = notification.deltaFault?.limit { reached(limit) }
        let end = RRDPStep.End(
            state: RRDPState(notification), validators: body.validators)
        switch RRDPPlan(from: state, to: notification, limits: limits) {
        case .older:
            return .unchanged
        // A faulty list is none to compare the next one with: what is known stays known (RFC 9697).
        case .upToDate where notification.deltaFault != nil:
            return .unchanged
        case .upToDate:
            try await store.finish(repository, end)
            return .unchanged
        case .deltas(let deltas):
            do {
                // Base64 is a third longer than what it says.
                let worth = max(RRDPClient.alwaysWorth, repository.octets / 3 * 4)
                var spent = 0
                for delta in deltas {
                    let spool = try await reporting(.deltaSize) {
                        try await fetch(delta, limit: limits.deltaSize, isKnown: true, since: start)
                    }
                    spent += spool.octets
                    guard spent <= worth else { return try await snapshot(notification, repository, end, .size, start) }
                    try await store.apply(
                        RRDPStep(kind: .delta, reference: delta, session: notification.session, spool: spool),
                        to: repository, limits: limits, storage: storage)
                }
                try await store.finish(repository, end)
                return .deltas(deltas.count)
            } catch let error as FetchError where error.code != .cancelled {
                return try await snapshot(notification, repository, end, .delta(error.description), start)
            } catch let error as any LimitReaching where RRDPClient.isOfDelta(error) {
                if let limit = error.reachedLimit { reached(limit) }
                return try await snapshot(notification, repository, end, .delta("\(error)"), start)
            }
        case .snapshot(_, let reason):
            if case .count = reason { reached(.fetchedDeltas) }
            return try await snapshot(notification, repository, end, reason, start)
        }
    }

    /// True if the failure is the delta's, so that the snapshot may succeed.
    private static func isOfDelta(_ error: any LimitReaching) -> Bool {
        switch error {
        case ForeignWorkError.cancelled: false
        case is RRDPError, is ForeignWorkError: true
        default: error.reachedLimit != .stateSize
        }
    }

    /// Takes note of the limit where `body` fails for it.
    private func reporting<Result>(
        _ limit: RepositoryLimit, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let error as FetchError where error.code == .tooLarge {
            reached(limit)
            throw error
        }
    }

    private func snapshot(
        _ notification: RRDPNotification, _ repository: StoredRepository, _ end: RRDPStep.End,
        _ reason: RRDPPlan.Reason,
        _ start: ContinuousClock.Instant
    ) async throws -> Outcome {
        let spool = try await reporting(.snapshotSize) {
            try await fetch(
                notification.snapshot, limit: limits.snapshotSize, isKnown: repository.updated != nil, since: start)
        }
        try await store.apply(
            RRDPStep(
                kind: .snapshot, reference: notification.snapshot, session: notification.session, spool: spool, end: end
            ),
            to: repository, limits: limits, storage: storage)
        return .snapshot(reason)
    }

    /// The file that `reference` names, with the hash that it names.
    private func fetch(
        _ reference: RRDPReference, limit: Int, isKnown: Bool, since start: ContinuousClock.Instant
    ) async throws -> Spool {
        let progress = FetchProgress.current
        progress?.ask()
        guard case .body(let body) = try await fetcher.get(reference.uri, limit: limit, since: start) else {
            throw FetchError(.malformed, reference.uri.description, "unexpected answer 304 Not Modified")
        }
        let spool = try store.meter.newSpool()
        var hash = SHA256()
        var admitted = 0
        while let chunk = try await body.next() {
            progress?.advance(chunk.readableBytes)
            if spool.octets + chunk.readableBytes > admitted {
                admitted = spool.octets + chunk.readableBytes + RRDPClient.admission
                try store.meter.admit(
                    RRDPClient.admission, taken: spool.octets, isKnown: isKnown, limits: storage)
            }
            try chunk.withUnsafeReadableBytes { octets in
                hash.update(bufferPointer: octets)
                try spool.write(octets)
            }
        }
        progress?.work()
        guard let found = ObjectHash(octets: Array(hash.finalize())) else { return spool }
        try reference.check(found)
        return spool
    }
}
