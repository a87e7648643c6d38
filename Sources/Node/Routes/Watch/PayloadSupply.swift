internal import FoundationEssentials
internal import Logging
internal import NumberResources
internal import ValidatedPayloads

/// Brings the watch the payloads that routes are held against: those of a file or URL, or those that the node validates.
struct PayloadSupply: Sendable {
    /// Where they come from: a file or URL, or without one the node's own. It is followed.
    let settings: WatchSettings
    let payloadsState: PayloadsState
    let engine: WatchEngine
    /// Whether what has expired is left out.
    let dropsExpired: Bool
    let record: ReadingRecord?
    let logger: Logger
    let clock: @Sendable () -> Date

    /// Brings those that there are, where they are in a file or at a URL.
    ///
    /// - Returns: Whether there are any, or none are wanted.
    func begin() async -> Bool {
        guard let place = settings.configuration.payloads else { return true }
        var feed = feed(place)
        return await look(&feed, isForced: true) != nil
    }

    private func feed(_ place: String) -> PayloadFeed {
        var feed = PayloadFeed(place, allowed: settings.allowed)
        feed.record = record
        return feed
    }

    /// Brings each change until the task is cancelled.
    func run() async {
        try? await settings.following(\.payloads) { place in
            if let place { await follow(place) } else { await followNode() }
        }
    }

    private func follow(_ place: String) async {
        var feed = feed(place)
        var shown: PayloadSet?
        var allowed = settings.allowed
        while !Task.isCancelled {
            if settings.allowed != allowed {
                allowed = settings.allowed
                feed = self.feed(place)
            }
            if let set = await look(&feed, isForced: false) { shown = set }
            if dropsExpired, let set = shown {
                let (left, removed) = set.removingExpired(at: clock())
                if removed != PayloadCounts() {
                    shown = left
                    logger.warning(
                        "payloads have expired", metadata: ["vrps": "\(removed.vrps)", "left": "\(left.vrps.count)"])
                    await engine.use(left)
                }
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    private func look(_ feed: inout PayloadFeed, isForced: Bool) async -> PayloadSet? {
        switch await feed.look(isForced: isForced, interval: nil) {
        case .unchanged: return nil
        case .failed(let reason):
            logger.error(
                "could not read the payloads; still using the previous ones", metadata: ["reason": "\(reason)"])
            return nil
        case .read(let document):
            let set = dropsExpired ? document.set.removingExpired(at: clock()).set : document.set
            logger.info(
                "payloads read",
                metadata: [
                    "from": "\(feed.name)", "vrps": "\(set.vrps.count)", "aspas": "\(set.aspas.count)",
                    "expired": "\(document.set.vrps.count - set.vrps.count)", "rejected": "\(document.rejectionCount)",
                ])
            await engine.use(set)
            return set
        }
    }

    private func followNode() async {
        var version: PayloadVersion?
        while !Task.isCancelled {
            if let current = payloadsState.current(at: clock()), current.version != version {
                version = current.version
                await engine.use(current.served.payloads)
            }
            // No other request waits for so long: if too many are waiting, the payloads are checked now and then.
            if await !payloadsState.waitForChange(of: version) { try? await Task.sleep(for: .seconds(5)) }
        }
    }
}
