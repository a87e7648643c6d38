internal import BGPMessages
internal import FoundationEssentials
internal import Logging
internal import RouteSecurity

/// A file of routes, read into the watch.
struct RouteFile {
    let path: String
    let consumer: any FeedConsumer
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
        var adapter = RouteFileFeedAdapter(path: path)
        var messages: [FeedMessage] = []
        var waiting = 0
        let most = WatchLimits().batch
        do {
            while let batch = try await source.next() {
                try Task.checkCancellation()
                messages += adapter.messages(batch)
                waiting += batch.events.count
                if waiting >= most || messages.count >= most {
                    await consumer.receive(messages, of: feed, kind)
                    messages.removeAll(keepingCapacity: true)
                    waiting = 0
                }
            }
        } catch let error as RouteReadError {
            await consumer.receive(messages + [adapter.end(error)], of: feed, kind)
            throw RouteFile.failure(error, of: path)
        }
        let report = await source.report
        await consumer.receive(messages + adapter.end(report), of: feed, kind)
        withExtendedLifetime(attempt) {}
        RouteFile.log(report, of: path, logger)
        return report
    }

    /// Says what was in a file.
    static func log(_ report: RouteFileReport, of path: String, _ logger: Logger) {
        let faults = report.faults.values.reduce(0, +)
        logger.info(
            "read a route file",
            metadata: [
                "file": "\(path)", "announcements": "\(report.announcements)", "withdrawals": "\(report.withdrawals)",
                "faults": "\(faults)",
            ])
    }

    static func failure(_ error: RouteReadError, of path: String) -> FeedError {
        FeedError(description: "\(path): \(error)", isOfFile: error.code == .format)
    }
}
