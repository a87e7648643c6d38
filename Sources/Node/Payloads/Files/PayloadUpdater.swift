internal import FoundationEssentials
internal import Logging
internal import RPKIToRouter
internal import ServingStore
internal import TextFormats
internal import ValidatedPayloads

/// Keeps a cache at what the feeds say.
final class PayloadUpdater: Sendable {
    enum Wake: Sendable {
        case tick
        case reload
        /// Lets through what is held.
        case release
    }

    private let feeds: [PayloadFeed]
    private let exceptions: any LocalExceptions
    private let changeGuard: ChangeGuard
    private let ignoresExpiry: Bool
    private let interval: Duration?
    /// The payloads that routers get, with their file.
    private let serving: ServedCache
    private let logger: Logger
    private let clock: @Sendable () -> Date

    init(
        _ options: PayloadFileOptions, _ serving: ServedCache, logger: Logger, clock: @escaping @Sendable () -> Date
    ) {
        feeds = options.feeds
        exceptions = options.exceptions
        changeGuard = ChangeGuard(hold: options.hold, growth: options.growth)
        ignoresExpiry = options.ignoresExpiry
        interval = options.interval
        self.serving = serving
        self.logger = logger
        self.clock = clock
    }

    private var cache: RTRCache { serving.cache }

    /// Goes on with what was stored, until the feeds have been read; what has expired since goes. Gives when the next
    /// of it does.
    private func resume(_ stored: StoredPayloads) -> Date? {
        logger.info(
            "serving stored payloads",
            metadata: ["serial": "\(stored.serial)", "of": "\(RFC3339(stored.date))"])
        return serve(stored.payloads, rejected: 0)
    }

    /// Reads the feeds, publishes, and looks again when it is time, until the task is cancelled.
    ///
    /// - Parameter reload: Where `wakes` come from; ticks are put there, too.
    func run(_ wakes: AsyncStream<Wake>, _ reload: AsyncStream<Wake>.Continuation) async throws {
        let stored = serving.stored
        var feeds = feeds
        var exceptions = exceptions
        var combined = stored?.payloads
        var expiry = stored.flatMap(resume)
        var isForced = false
        var timer: Task<Void, any Error>?
        defer { timer?.cancel() }
        reload.yield(.tick)
        for await wake in wakes {
            timer?.cancel()
            isForced = wake == .reload
            var isNew = false
            for index in feeds.indices {
                let look = await feeds[index].look(isForced: isForced, interval: interval)
                switch look {
                case .unchanged: break
                case .read(let document):
                    isNew = true
                    note(document, of: feeds[index])
                case .failed(let reason):
                    if feeds[index].location == .standardInput { throw FeedError(description: reason) }
                    logger.error(
                        "refresh failed; still serving the previous payloads", metadata: ["reason": "\(reason)"])
                }
            }
            do {
                isNew = try exceptions.look(isForced: isForced) || isNew
            } catch {
                logger.error(
                    "local exceptions refused; still using the previous ones", metadata: ["reason": "\(error)"])
            }
            if Task.isCancelled { return }
            let sets = feeds.compactMap { $0.latest?.set }
            if isNew || wake == .release, sets.count == feeds.count {
                let next = exceptions.applied(to: PayloadSet(merging: sets))
                if mayServe(next, isReleased: wake == .release) {
                    combined = next
                } else {
                    isNew = false
                }
            }
            if let combined, isNew || wake == .release || expiry.map({ $0 < clock() }) ?? false {
                expiry = serve(combined, rejected: feeds.reduce(0) { $0 + ($1.latest?.rejectionCount ?? 0) })
            }
            let delay = pause(until: expiry)
            timer = Task {
                try await Task.sleep(for: delay)
                reload.yield(.tick)
            }
        }
    }

    /// True if `next` may take the place of what is served.
    private func mayServe(_ next: PayloadSet, isReleased: Bool) -> Bool {
        guard let served = cache.payloads else { return true }
        let findings = changeGuard.findings(from: served, to: next)
        let isHeld = !isReleased && findings.contains(where: \.isHolding)
        for finding in findings {
            var metadata = finding.details.mapValues { Logger.MetadataValue.string($0.printable) }
            metadata["held"] = "\(isHeld && finding.isHolding)"
            logger.error("\(finding.message)", metadata: metadata)
        }
        if isHeld { logger.error("held the change; still serving the previous payloads; send SIGUSR2 to release it") }
        return !isHeld
    }

    /// Serves what has not expired. Gives when the next of it does.
    @discardableResult
    private func serve(_ payloads: PayloadSet, rejected: Int) -> Date? {
        let now = clock()
        let next = ignoresExpiry ? nil : payloads.expiry.first
        // Most sets have nothing that has expired; those need no second set.
        let isWhole = next.map { $0 >= now } ?? true
        let (current, expired) = isWhole ? (payloads, PayloadCounts()) : payloads.removingExpired(at: now)
        let before = cache.serial
        let (update, failure) = cache.serve(current) { update in
            try serving.store?.record(update, date: now)
        }
        if let failure {
            logger.error(
                "could not store the payloads; routers start a new session", metadata: ["reason": "\(failure)"])
        }
        if update.serial != before || before == nil || failure != nil {
            let counts = current.counts
            logger.info(
                "serving",
                metadata: [
                    "serial": "\(update.serial)", "vrps": "\(counts.vrps)", "aspas": "\(counts.aspas)",
                    "routerKeys": "\(counts.routerKeys)", "announced": "\(update.delta.announcedCount)",
                    "withdrawn": "\(update.delta.withdrawnCount)", "expired": "\(expired.total)",
                    "rejected": "\(rejected)",
                ])
        } else {
            logger.info("payloads unchanged", metadata: ["serial": "\(update.serial)"])
        }
        return isWhole ? next : current.expiry.first
    }

    private func note(_ document: PayloadDocument, of feed: PayloadFeed) {
        for rejection in document.rejections.prefix(10) {
            logger.warning(
                "rejected row",
                metadata: [
                    "file": "\(feed.name)", "line": "\(rejection.line)", "octet": "\(rejection.offset)",
                    "reason": "\(rejection.code.rawValue)",
                ])
        }
    }

    /// Until the next look at a feed or the next expiry, but a second at least.
    private func pause(until expiry: Date?) -> Duration {
        let usual = interval ?? .seconds(5)
        guard let expiry else { return usual }
        // A payload is good through the second in which it expires.
        let left = Duration.seconds(expiry.timeIntervalSince(clock()) + 1)
        return max(.seconds(1), min(usual, left))
    }
}
