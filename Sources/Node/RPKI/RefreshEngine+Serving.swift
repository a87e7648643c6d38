internal import FoundationEssentials
internal import Logging
internal import RPKIToRouter
internal import SQLiteFile
internal import ServingStore
internal import TextFormats
internal import ValidatedPayloads

extension RefreshEngine {
    /// Serves what the node served when it last ran, without what has expired since.
    func serve(_ stored: StoredPayloads) {
        let now = clock()
        let (payloads, removed) = stored.payloads.removingExpired(at: now)
        servedDate = stored.date
        recallRejections()
        if removed == PayloadCounts(), cache.sessions == stored.sessions, cache.serial == stored.serial {
            // Nothing is to be written: it is served as it is stored, also from a disk that is full or read-only.
            show(payloads, isStored: true, statistics: nil)
        } else {
            // Also when nothing is left: the cache begins with all that was stored.
            serve(payloads, isStored: true, statistics: nil)
        }
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

    /// Takes away what has expired since, and says when the next does.
    func expire() {
        guard let payloads = cache.payloads, let nextExpiry, clock() > nextExpiry else { return }
        let (left, removed) = payloads.removingExpired(at: clock())
        guard removed != PayloadCounts() else { return }
        serve(left, isStored: payloadsState.snapshot(at: clock()).served?.isStored ?? false, statistics: nil)
        logger.warning(
            "withdrew expired payloads",
            metadata: ["vrps": "\(removed.vrps)", "left": "\(left.vrps.count)", "serial": "\(cache.serial ?? 0)"])
    }

    @discardableResult
    func serve(
        _ payloads: PayloadSet, isStored: Bool, statistics: PayloadStatistics?
    ) -> (announced: Int, withdrawn: Int)? {
        let (update, failure) = cache.serve(payloads) { update throws(SQLiteFileError) in
            try history.record(update, date: servedDate)
        }
        if case .damaged(let path, let reason)? = failure as? SQLiteFileError {
            alarms.reportDamage(
                PayloadStore.fileName, reason: reason, aside: path + ".damaged", lost: "routers start new sessions",
                at: clock())
            // The new file has these payloads, and the new sessions.
            cache.serve(payloads) { try history.record($0, date: servedDate) }
        } else if let failure {
            logger.error("could not store the serial; routers start new sessions", metadata: ["reason": "\(failure)"])
            alarms.raise(Alarm(kind: "store", subject: PayloadStore.fileName, message: "\(failure)", since: clock()))
        } else {
            alarms.clear(alarm: "store", subject: PayloadStore.fileName)
        }
        show(payloads, isStored: isStored, statistics: statistics)
        let delta = update.delta
        if !isStored { logChanges(delta) }
        return (
            delta.vrps.announced.count + delta.aspas.announced.count + delta.routerKeys.announced.count,
            delta.vrps.withdrawn.count + delta.aspas.withdrawn.count + delta.routerKeys.withdrawn.count
        )
    }

    /// Gives the HTTP API what routers get now.
    private func show(_ payloads: PayloadSet, isStored: Bool, statistics: PayloadStatistics?) {
        let sessions = cache.sessions
        let expiry = payloads.expiry
        nextExpiry = expiry.first
        payloadsState.serve(
            ServedPayloads(
                payloads: payloads, serial: cache.serial ?? 0, date: servedDate, isStored: isStored,
                expires: expiry.last, statistics: statistics),
            session: UInt64(sessions.zero) << 32 | UInt64(sessions.one) << 16 | UInt64(sessions.two))
    }
}
