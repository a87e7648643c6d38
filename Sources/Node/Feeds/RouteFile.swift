internal import BGPMessages
internal import FoundationEssentials
internal import Logging

/// A file of routes, read into the watch.
struct RouteFile {
    let path: String
    let hearer: any FeedHearer
    let feed: String
    let kind: FeedState.Kind
    /// Where the attempt is recorded; `nil` for nowhere.
    var record: ReadingRecord?
    let logger: Logger
    let clock: @Sendable () -> Date

    /// Reads all of it; what cannot be read is left out and counted.
    ///
    /// - Throws: when it cannot be read at all, or `CancellationError`.
    @discardableResult
    func read() async throws -> RouteFileReport {
        let attempt = try record?.begin(path) ?? .unrecorded
        let source = RouteFileSource(path, attempt)
        do {
            try await source.open(now: BGPTime(clock()))
        } catch {
            throw FeedError(description: "\(path): \(error)")
        }
        var hasTable = false
        var words: [FeedWord] = []
        var waiting = 0
        let most = WatchLimits().batch
        do {
            while let batch = try await source.next() {
                try Task.checkCancellation()
                if !batch.events.isEmpty { words.append(.routes(batch.events)) }
                waiting += batch.events.count
                hasTable = hasTable || batch.hasTableRows
                for change in batch.stateChanges {
                    if change.to == .established { words.append(.peerUp(change.peer)) }
                    if change.from == .established, change.to != .established { words.append(.peerDown(change.peer)) }
                }
                if waiting >= most || words.count >= most {
                    await hearer.hear(words, of: feed, kind)
                    words.removeAll(keepingCapacity: true)
                    waiting = 0
                }
            }
        } catch let error as RouteReadError {
            await hearer.hear(words + [.fault(reason: "unreadable", detail: "\(path): \(error)")], of: feed, kind)
            throw FeedError(description: "\(path): \(error)", isOfFile: error.code == .format)
        }
        let report = await source.report
        for fault in report.describedFaults {
            words.append(.fault(reason: fault.code.rawValue, detail: "\(path): \(fault)"))
        }
        if hasTable { words.append(.tablesComplete) }
        await hearer.hear(words, of: feed, kind)
        withExtendedLifetime(attempt) {}
        let faults = report.faults.values.reduce(0, +)
        logger.info(
            "file of routes read",
            metadata: [
                "file": "\(path)", "announcements": "\(report.announcements)", "withdrawals": "\(report.withdrawals)",
                "faults": "\(faults)",
            ])
        return report
    }
}
